"""A server in a process of its own, started on a free port and ended when it is measured."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.client import HOST, Connection, request

ROOT = Path(__file__).parents[1]
PATIENCE = 30  # seconds for a server to start
WAIT = 0.002  # seconds between two tries to reach it

FLOOR = "bench.floor {port} {folder}"
PRODUCT = "bench.product {port} {folder}"
SERVE = "app serve --port {port}"


@dataclass(frozen=True, slots=True)
class Server:
    """A running server. `started_in`: seconds from its start to its first answer."""

    port: int
    pid: int
    started_in: float

    def resident(self) -> float | None:
        """Resident memory in MiB; None where the system does not say."""
        status = Path(f"/proc/{self.pid}/status")
        if not status.exists():
            return None
        lines = dict(line.split(":", 1) for line in status.read_text().splitlines())
        return int(lines["VmRSS"].split()[0]) / 1024


@contextmanager
def folder() -> Iterator[Path]:
    """A folder of its own, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="bench-") as made:
        yield Path(made)


@contextmanager
def serve(command: str, path: str, work: Path) -> Iterator[Server]:
    """`python -m command` until the caller is done; `path` is asked until it answers."""
    port = _free_port()
    arguments = command.format(port=port, folder=work).split()
    environment = {**os.environ, "EXCLUSION_RIGHTS_FOLDER": str(work)}
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", *arguments],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _first_answer(process, port, path)
        yield Server(port, process.pid, time.perf_counter() - began)
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind((HOST, 0))
        port: int = found.getsockname()[1]
    return port


def _first_answer(process: subprocess.Popen[bytes], port: int, path: str) -> None:
    until = time.perf_counter() + PATIENCE
    while time.perf_counter() < until:
        try:
            line = Connection(port)
        except ConnectionRefusedError:
            if process.poll() is not None:
                raise RuntimeError(f"{process.args!r} ended before it answered") from None
            time.sleep(WAIT)
            continue
        answer = line.ask(request(path))
        line.close()
        if answer.status != 200:
            raise RuntimeError(f"{path} answers {answer.status}")
        return
    raise RuntimeError("the server does not answer")
