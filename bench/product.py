"""The product as it is served, on a day of our choosing. Usage: python -m bench.product PORT FOLDER

The same wiring and server as `python -m app serve`; only the clock stands still, so that the cases
of `cases.yaml` stay the cases they are, languages nobody speaks can be read, and the server says
how much processor time it has taken.
"""

from __future__ import annotations

import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from app import settings
from app.content.load import load
from app.main import create_app
from app.web.server import Server
from bench import cases
from bench.client import HOST, Connection, request

PROCESSOR_TIME = "/processor-time"


def processor_time(line: Connection) -> float:
    """Seconds that the processors have worked for the server, the system's part included."""
    return float(line.ask(request(PROCESSOR_TIME)).text)


def telling(app: ASGIApp) -> ASGIApp:
    """`app`, which also tells its processor time: before it looks at anything else."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"] == PROCESSOR_TIME:
            await PlainTextResponse(f"{time.process_time():.9f}")(scope, receive, send)
        else:
            await app(scope, receive, send)

    return answer


def main(port: int, folder: Path) -> None:
    """Serve until we are told to end."""
    noon = datetime.combine(cases.read().on, datetime.min.time(), UTC).replace(hour=12)
    chosen = settings.from_environment({"EXCLUSION_RIGHTS_FOLDER": str(folder)}, HOST, port)
    app = create_app(chosen, load(chosen.content_root), lambda: noon, pseudo_languages=True)
    Server(telling(app), HOST, port, lambda _: None).run()


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
