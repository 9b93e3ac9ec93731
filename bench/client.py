"""A small HTTP client that costs less than what it measures: one open connection, no parsing of
what is not needed. Knows no page."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

HOST = "127.0.0.1"
END = b"\r\n\r\n"
TIMEOUT = 30  # seconds for one answer; far above what any takes
FORM = b"content-type: application/x-www-form-urlencoded\r\nsec-fetch-site: same-origin\r\n"


@dataclass(frozen=True, slots=True)
class Answer:
    """`head` and `body` as they came, together everything that crossed the wire."""

    status: int
    head: bytes
    body: bytes

    def header(self, name: str) -> str:
        """The first header of that (lower-case) name, or nothing."""
        start = f"\r\n{name}: ".encode()
        _, found, rest = self.head.lower().partition(start)
        length = len(self.head) - len(rest)
        return self.head[length:].partition(b"\r\n")[0].decode() if found else ""

    @property
    def size(self) -> int:
        """Bytes over the wire."""
        return len(self.head) + len(self.body)


Form = Mapping[str, str | list[str]]


def request(path: str, form: Form | None = None, headers: str = "", cookie: str = "") -> bytes:
    """A request as bytes, so that making it is not measured. `headers` end with a line end."""
    body = b"" if form is None else urlencode(form, doseq=True).encode()
    method = "GET" if form is None else "POST"
    head = f"{method} {path} HTTP/1.1\r\nhost: {HOST}\r\n{headers}"
    head += f"cookie: {cookie}\r\n" if cookie else ""
    posting = FORM + f"content-length: {len(body)}\r\n".encode() if form is not None else b""
    return head.encode() + posting + b"\r\n" + body


class Connection:
    """One connection that stays open."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection((HOST, port), TIMEOUT)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self, sent: bytes) -> Answer:
        """The answer to a request."""
        self._socket.sendall(sent)
        received = b""
        while END not in received:
            received += self._more()
        head, _, body = received.partition(END)
        parts = [body]
        left = _length(head) - len(body)
        while left > 0:
            parts.append(self._more())
            left -= len(parts[-1])
        return Answer(int(head[9:12]), head + END, b"".join(parts))

    def close(self) -> None:
        """End the connection."""
        self._socket.close()

    def _more(self) -> bytes:
        found = self._socket.recv(1 << 16)
        if not found:
            raise ConnectionError("the server closed the connection")
        return found


async def ask(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, sent: bytes
) -> tuple[bytes, bytes]:
    """As `Connection.ask`, beside others; head and body."""
    writer.write(sent)
    head = await reader.readuntil(END)
    length = _length(head)
    return head, await reader.readexactly(length) if length else b""


def _length(head: bytes) -> int:
    _, found, rest = head.lower().partition(b"\r\ncontent-length: ")
    return int(rest.partition(b"\r\n")[0]) if found else 0
