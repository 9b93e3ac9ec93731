"""The product as it is served, on a day of our choosing. Usage: python -m bench.product PORT FOLDER

The same wiring and server as `python -m app serve`; only the clock stands still, so that the cases
of `cases.yaml` stay the cases they are, and languages nobody speaks can be read.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime, time
from pathlib import Path

from app import settings
from app.content.load import load
from app.main import create_app
from app.web.server import Server
from bench import cases
from bench.client import HOST


def main(port: int, folder: Path) -> None:
    """Serve until we are told to end."""
    noon = datetime.combine(cases.read().on, time(12), UTC)
    chosen = settings.from_environment({"EXCLUSION_RIGHTS_FOLDER": str(folder)}, HOST, port)
    app = create_app(chosen, load(chosen.content_root), lambda: noon, pseudo_languages=True)
    Server(app, HOST, port, lambda _: None).run()


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
