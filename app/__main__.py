"""The command line: the same use cases as the pages, for operators, authors and developers."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from app import settings
from app.checks import proof


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. The exit status is 0, or 1 with the reason on standard error."""
    asked = _parser().parse_args(arguments)
    return int(asked.run(asked))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="exclusion-rights",
        description="Rights, deadlines and letters after a suspension or permanent exclusion.",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    check = commands.add_parser("check", help="prove the content; print every finding")
    check.set_defaults(run=_check)
    return parser


def _content_root() -> Path:
    return settings.content_root()


def _check(_: argparse.Namespace) -> int:
    found = proof.findings(_content_root())
    for each in found:
        print(each)
    print(f"{len(found)} findings", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
