"""A small HTTP client that costs less than what it measures: connections that stay open, and no
parsing of what is not needed. Knows no page."""

from __future__ import annotations

import asyncio
import gzip
import socket
import time
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

HOST = "127.0.0.1"
END = b"\r\n\r\n"
BOUNDARY = "----of-a-form"
TIMEOUT = 30  # seconds for one answer; far above what any takes

Form = Mapping[str, str | list[str]]


@dataclass(frozen=True, slots=True)
class Answer:
    """`head` and `body` as they came, together all that crossed the wire; `seconds` from the first
    byte sent to the last one received."""

    status: int
    head: bytes
    body: bytes
    seconds: float = 0

    def header(self, name: str) -> str:
        """The first header of that (lower-case) name, or nothing."""
        return _header(self.head, name.encode()).decode()

    @property
    def text(self) -> str:
        """The body as it was written."""
        packed = self.header("content-encoding") == "gzip"
        return (gzip.decompress(self.body) if packed else self.body).decode()

    @property
    def size(self) -> int:
        """Bytes over the wire."""
        return len(self.head) + len(self.body)


def request(path: str, form: Form | None = None, cookie: str = "") -> bytes:
    """A request as bytes, as a browser of ours sends it: from the same site, taking gzip."""
    if form is None:
        return _request("GET", path, cookie)
    body = urlencode(form, doseq=True).encode()
    return _request("POST", path, cookie, "application/x-www-form-urlencoded", body)


def multipart(path: str, form: Form) -> bytes:
    """The same for a form that could hold a file."""
    parts = [
        f'--{BOUNDARY}\r\ncontent-disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, given in form.items()
        for value in ([given] if isinstance(given, str) else given)
    ]
    body = "".join((*parts, f"--{BOUNDARY}--\r\n")).encode()
    return _request("POST", path, "", f"multipart/form-data; boundary={BOUNDARY}", body)


def _request(method: str, path: str, cookie: str, kind: str = "", body: bytes = b"") -> bytes:
    lines = [
        f"{method} {path} HTTP/1.1",
        f"host: {HOST}",
        "accept-encoding: gzip",
        "sec-fetch-site: same-origin",
    ]
    if kind:
        lines += [f"content-type: {kind}", f"content-length: {len(body)}"]
    if cookie:
        lines.append(f"cookie: {cookie}")
    return "\r\n".join((*lines, "", "")).encode() + body


class Connection:
    """One connection, asked one request after the other."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection((HOST, port), TIMEOUT)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self, sent: bytes) -> Answer:
        """The answer to a request."""
        began = time.perf_counter()
        self._socket.sendall(sent)
        received = b""
        while (missing := _missing(received)) != 0:
            found = self._socket.recv(max(missing, 1 << 16))
            if not found:
                raise ConnectionError("the server closed the connection")
            received += found
        return _answer(received, time.perf_counter() - began)

    def close(self) -> None:
        """End the connection."""
        self._socket.close()


class Line(asyncio.Protocol):
    """As `Connection`, beside others in one thread."""

    def __init__(self) -> None:
        self._received = b""
        self._waiting: asyncio.Future[Answer] | None = None
        self._transport: asyncio.Transport | None = None

    @classmethod
    async def open(cls, port: int) -> Line:
        """A connection."""
        _, found = await asyncio.get_running_loop().create_connection(cls, HOST, port)
        return found

    async def ask(self, sent: bytes) -> Answer:
        """The answer to a request."""
        assert self._transport is not None
        self._waiting = asyncio.get_running_loop().create_future()
        self._transport.write(sent)
        return await self._waiting

    def close(self) -> None:
        """End the connection."""
        if self._transport is not None:
            self._transport.close()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Part of asyncio's protocol."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Part of asyncio's protocol."""
        self._received += data
        if self._waiting is not None and _missing(self._received) == 0:
            received, self._received = self._received, b""
            self._waiting.set_result(_answer(received, 0))

    def connection_lost(self, exc: Exception | None) -> None:
        """Part of asyncio's protocol."""
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_exception(ConnectionError("the server closed the connection"))


def _missing(received: bytes) -> int:
    """How many bytes of an answer have not come yet; -1 while nobody can tell."""
    head, found, body = received.partition(END)
    return int(_header(head, b"content-length") or 0) - len(body) if found else -1


def _answer(received: bytes, seconds: float) -> Answer:
    head, _, body = received.partition(END)
    return Answer(int(head[9:12]), head + END, body, seconds)


def _header(head: bytes, name: bytes) -> bytes:
    before, found, _ = head.lower().partition(b"\r\n" + name + b": ")
    if not found:
        return b""
    return head[len(before) + len(found) :].partition(b"\r\n")[0]
