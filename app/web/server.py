"""The web server of one process: where it listens, and nothing of what it says."""

from __future__ import annotations

from collections.abc import Callable
from socket import socket

import uvicorn
from starlette.types import ASGIApp

Announce = Callable[[str], object]


class Server(uvicorn.Server):
    """Uvicorn, telling where it listens once it does. Its access log is off: addresses of pages
    say nothing about a family, times and network addresses do."""

    def __init__(self, app: ASGIApp, host: str, port: int, announce: Announce) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                host=host,
                port=port,
                access_log=False,
                log_level="warning",
                server_header=False,
                proxy_headers=False,  # who may speak for a visitor is decided in our settings
            )
        )
        self.announce = announce

    async def startup(self, sockets: list[socket] | None = None) -> None:
        """Listen, then say where."""
        await super().startup(sockets)
        if self.started:
            name, port = self.servers[0].sockets[0].getsockname()[:2]
            self.announce(f"http://{f'[{name}]' if ':' in name else name}:{port}")
