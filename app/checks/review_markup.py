"""Small pieces of HTML for the review: escaped text, tables, lists. Knows no content."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

STYLE = """
:root { font: 11pt/1.4 "Liberation Sans", Arial, sans-serif; color: #111; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1, h2, h3, h4 { line-height: 1.2; break-after: avoid; }
h2 { border-block-end: 2px solid; margin-block-start: 3rem; }
h3 { margin-block-start: 2.5rem; }
table { border-collapse: collapse; inline-size: 100%; margin-block: .5rem 1.5rem; }
th, td { border: 1px solid #999; padding: .25rem .4rem; text-align: start; vertical-align: top; }
td, th { overflow-wrap: anywhere; }
thead { display: table-header-group; }
th { background: #eee; }
tr { break-inside: avoid; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; font-size: .9em; }
ins { text-decoration: none; font-weight: bold; }
code { font-size: .9em; overflow-wrap: anywhere; }
small { color: #444; }
.doubt { border-inline-start: .4rem solid #111; padding-inline-start: .6rem; }
@page { size: A4; margin: 15mm; }
@media print { body { max-width: none; margin: 0; padding: 0; } h2 { break-before: page; } }
"""


def page(title: str, body: Iterable[str]) -> str:
    """A whole document."""
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{text(title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
        f"{chr(10).join(body)}\n</body>\n</html>\n"
    )


def text(words: object) -> str:
    """Words that are no mark-up."""
    return escape(str(words))


def code(name: object) -> str:
    """An id."""
    return f"<code>{text(name)}</code>"


def heading(level: int, words: str, anchor: str = "") -> str:
    """A heading of plain words; `anchor` is where links lead."""
    place = f' id="{text(anchor)}"' if anchor else ""
    return f"<h{level}{place}>{text(words)}</h{level}>"


def link(anchor: str, words: str) -> str:
    """A link inside the document."""
    return f'<a href="#{text(anchor)}">{text(words)}</a>'


def paragraph(markup: str) -> str:
    """A paragraph."""
    return f"<p>{markup}</p>"


def listed(items: Iterable[str]) -> str:
    """A list of pieces of mark-up; nothing for none."""
    inside = "".join(f"<li>{each}</li>" for each in items)
    return f"<ul>{inside}</ul>" if inside else ""


def preformatted(rows: Iterable[str]) -> str:
    """Lines of mark-up of a file, as they stand."""
    return f"<pre>{chr(10).join(rows)}</pre>"


def lines(parts: Iterable[str]) -> str:
    """Pieces of mark-up under each other; empty ones are left out."""
    return "<br>".join(each for each in parts if each)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of mark-up with headings of plain words; nothing without rows."""
    body = "\n".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    if not body:
        return ""
    top = "".join(f'<th scope="col">{text(each)}</th>' for each in head)
    return f"<table>\n<thead><tr>{top}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"
