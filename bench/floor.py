"""The floor that pages are compared with: the least an honest page of this kind can do.

An async FastAPI handler that reads one row, writes it and commits it by sqlite3 (WAL, synchronous
NORMAL) and renders a Jinja2 page; one worker, the same server. Usage: python -m bench.floor PORT
FOLDER
"""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path

from fastapi import FastAPI
from fastapi.responses import HTMLResponse
from jinja2 import Environment

from app.web.server import Server
from bench.client import HOST

PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{ title }}</title></head>
<body><h1>{{ title }}</h1><ul>{% for each in lines %}<li>{{ each }}</li>{% endfor %}</ul></body>
</html>
"""


def create_app(folder: Path) -> FastAPI:
    """One page over one row."""
    database = sqlite3.connect(folder / "floor.sqlite", isolation_level=None)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = NORMAL")
    database.execute("CREATE TABLE IF NOT EXISTS floor (id INTEGER PRIMARY KEY, n INTEGER)")
    database.execute("INSERT OR IGNORE INTO floor VALUES (1, 0)")
    page = Environment(autoescape=True).from_string(PAGE)
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)

    @app.get("/", response_class=HTMLResponse)
    async def count() -> HTMLResponse:
        database.execute("BEGIN IMMEDIATE")
        (n,) = database.execute("SELECT n FROM floor WHERE id = 1").fetchone()
        database.execute("UPDATE floor SET n = ? WHERE id = 1", (n + 1,))
        database.execute("COMMIT")
        return HTMLResponse(page.render(title=f"Visit {n + 1}", lines=range(5)))

    return app


if __name__ == "__main__":
    Server(create_app(Path(sys.argv[2])), HOST, int(sys.argv[1]), lambda _: None).run()
