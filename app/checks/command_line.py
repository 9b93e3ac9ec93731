"""What the command line can be asked: commands and their options. Runs none of them."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from app.content import schema

Arguments = argparse.Namespace
Command = Callable[[Arguments], int]

FACTS = "facts, as in tests/scenarios: on, calendar, given"
FORMATS = ("txt", "docx", "pdf", "html")


def parser(commands: Mapping[str, Command]) -> argparse.ArgumentParser:
    """The parser; what it returns has the command to run in `run`."""
    whole = argparse.ArgumentParser(
        prog="exclusion-rights",
        description="Rights, deadlines and letters after a suspension or permanent exclusion.",
        epilog="COMMAND --help says more. Settings are environment variables: docs/running.md.",
    )
    parts = whole.add_subparsers(required=True, metavar="COMMAND")
    for name, run in commands.items():
        said, options = COMMANDS[name]
        one = parts.add_parser(name, help=said, description=f"{said[0].upper()}{said[1:]}.")
        one.set_defaults(run=run)
        options(one)
    return whole


def _serving(command: argparse.ArgumentParser) -> None:
    command.add_argument("--host", default="127.0.0.1", help="address to listen on (%(default)s)")
    command.add_argument("--port", type=int, default=8000, help="port, 0 for any (%(default)s)")


def _checking(command: argparse.ArgumentParser) -> None:
    said = "only the translations: a report for each language, or for those named"
    command.add_argument("--languages", nargs="*", metavar="LANG", help=said)
    command.add_argument("--json", action="store_true", help="the report for programs")


def _reviewing(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--as-at", type=_day, metavar="DATE", help="only the law of one day, expected law with it"
    )
    command.add_argument("--out", type=Path, metavar="FILE", help="write there, not to the screen")


def _approving(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", nargs="*", type=Path, metavar="FILE", help="as guidance/x.yaml")
    command.add_argument("--all", action="store_true", help="every file of content")
    command.add_argument("--by", required=True, metavar="NAME", help="who has read and approved")
    command.add_argument("--role", required=True, help="what that person is: solicitor, adviser")


def _assessing(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", type=Path, metavar="FILE.yaml", help=FACTS)
    command.add_argument(
        "--decision",
        action="append",
        metavar="ID",
        help="only this one, with everything there is to say; may be given several times",
    )
    command.add_argument("--json", action="store_true", help="print what the API answers")


def _writing(command: argparse.ArgumentParser) -> None:
    command.add_argument("id", metavar="ID", help="the letter: the name of a file in letters/")
    command.add_argument("file", type=Path, metavar="FILE.yaml", help=FACTS)
    command.add_argument("--format", choices=FORMATS, default="txt", help="(%(default)s)")
    command.add_argument("--lang", default="en", help="language of the copy to keep (%(default)s)")
    command.add_argument("--out", type=Path, metavar="FILE", help="write there, not to the screen")


def _extracting(command: argparse.ArgumentParser) -> None:
    command.add_argument("--language", metavar="CODE", help="start a file for a new language")


def _translating(command: argparse.ArgumentParser) -> None:
    command.add_argument("lang", metavar="LANG", help="code of a language in locales/")
    command.add_argument("--sheet", action="store_true", help="every translation, for a reviewer")


def _describing(command: argparse.ArgumentParser) -> None:
    command.add_argument("shelf", nargs="?", choices=schema.names(), help="only this kind of file")


def _saving(command: argparse.ArgumentParser) -> None:
    command.add_argument("path", type=Path, metavar="PATH", help="a new file")


def _listing_schools(command: argparse.ArgumentParser) -> None:
    acts = command.add_subparsers(dest="act", required=True, metavar="ACT")
    load = acts.add_parser("import", help="put a new list in the place of the old one")
    load.add_argument(
        "file", type=Path, nargs="?", metavar="FILE", help="the official list as CSV, or a part"
    )
    load.add_argument(
        "--links", type=Path, metavar="FILE", help="which school follows which, as CSV"
    )
    acts.add_parser("status", help="say what list there is")


def _dating(command: argparse.ArgumentParser) -> None:
    acts = command.add_subparsers(required=True, dest="act", metavar="ACT")
    acts.add_parser("status", help="list the term dates there are")
    said = "put in the term dates of councils or schools: docs/running.md"
    one = acts.add_parser("import", help=said, description=f"{said[0].upper()}{said[1:]}.")
    one.add_argument("file", type=Path, metavar="FILE.csv", help="one event on each line")
    one.add_argument(
        "--as-of", type=_day, metavar="DATE", help="when they were taken from their sources (today)"
    )
    one.add_argument(
        "--accept-odd", action="store_true", help="also years with a strange number of days"
    )


def _founding(command: argparse.ArgumentParser) -> None:
    acts = command.add_subparsers(required=True, dest="act", metavar="ACT")
    one = acts.add_parser("create", help="begin one, and print the link for its first lead")
    one.add_argument("name", metavar="NAME", help="what it is called, as its members see it")
    acts.add_parser("list", help="say which there are, and how many people each has")


def _granting(command: argparse.ArgumentParser) -> None:
    acts = command.add_subparsers(required=True, dest="act", metavar="ACT")
    for act, said in (("grant", "let a person review a language"), ("revoke", "not any more")):
        one = acts.add_parser(act, help=said)
        one.add_argument("name", metavar="NAME", help="the name they sign in with")
        one.add_argument("lang", metavar="LANG", help="code of a language in locales/")
    acts.add_parser("export", help="put what reviewers said into the files of a checkout")


def _hearing(command: argparse.ArgumentParser) -> None:
    acts = command.add_subparsers(required=True, dest="act", metavar="ACT")
    acts.add_parser("export", help="put them into the files of a checkout")
    acts.add_parser("status", help="say what each language has")


def _nothing(_: argparse.ArgumentParser) -> None:
    """No options."""


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise argparse.ArgumentTypeError("write a date like 2026-10-12") from None


COMMANDS: Mapping[str, tuple[str, Callable[[argparse.ArgumentParser], None]]] = {
    "serve": ("serve the pages and the API", _serving),
    "check": ("prove the content; print every finding", _checking),
    "review": ("print all law and words as one HTML document for a solicitor", _reviewing),
    "approve": ("write down that a named person approved files of content", _approving),
    "assess": ("say what follows from the facts in a file", _assessing),
    "letter": ("make a letter from the facts in a file", _writing),
    "compile": ("pack the translators' files, so that the service starts sooner", _nothing),
    "extract": ("bring the translators' files up to date", _extracting),
    "translations": ("say what a language still needs", _translating),
    "calendars": ("import term dates, or list those there are", _dating),
    "schema": ("print the JSON Schema of content files, for editors", _describing),
    "schools": ("load the official list of schools, or say what list there is", _listing_schools),
    "organisation": ("begin an organisation that helps families, or list them", _founding),
    "reviewer": ("say who reviews which language", _granting),
    "recordings": ("say which voices there are, or put them into files", _hearing),
    "purge": ("delete the cases that have expired", _nothing),
    "backup": ("copy the sealed cases into a new file", _saving),
}
