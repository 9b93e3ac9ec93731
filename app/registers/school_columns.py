"""Which heading of a published table means what, and what a row says about a school or a link.

Headings are found by name: more of them, fewer, or another order is fine. Reads no file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from app.model.schools import ListedSchool, Standing
from app.registers.school_file import ListUnusable
from app.registers.school_rows import Row, RowUnusable, Table

# The official list first, then smaller lists made from it.
HEADINGS = {
    "urn": ("urn",),
    "name": ("establishmentname", "name"),
    "town": ("town",),
    "postcode": ("postcode",),
    "la_code": ("la (code)", "la_code"),
    "la_name": ("la (name)", "la_name", "local_authority_name"),
    "type_code": ("typeofestablishment (code)",),
    "type_name": ("typeofestablishment (name)",),
    "standing": ("establishmentstatus (code)", "establishmentstatus (name)", "status"),
}
NEEDED = ("urn", "name")
OPEN_LIST = "in_open_list_"  # before the year and month in which it was looked at
DAY = re.compile(r"(20\d\d)-?(\d\d)-?(\d\d)")  # as in the name of the official file
STANDINGS: dict[str, Standing] = {
    "1": "open", "3": "open", "2": "closed",
    "open": "open", "open, but proposed to close": "open", "closed": "closed",
}  # fmt: skip
NOTHING = ("", "NA", "Not recorded", "Does not apply", "Does Not Apply")
LONGEST_URN = 9  # digits; those in use have six

LINK_HEADINGS = ("urn", "linkurn", "linktype")
SUCCESSOR = ("successor", "result of amalgamation")
PREDECESSOR = ("predecessor",)

Columns = dict[str, str]


def columns(headings: Sequence[str]) -> Columns:
    """The heading of each thing that is there. Raises ListUnusable for a table of other things."""
    named = {name: [each for each in known if each in headings] for name, known in HEADINGS.items()}
    found = {name: there[0] for name, there in named.items() if there}
    missing = [name for name in NEEDED if name not in found]
    if missing:
        wanted = ", ".join("URN" if each == "urn" else "EstablishmentName" for each in missing)
        raise ListUnusable(f"This is no list of schools: there is no column {wanted}.")
    month = _month(headings)
    listed = {"month": f"{OPEN_LIST}{'_'.join(month)}"} if month else {}
    return found if "standing" in found else {**found, **listed}


def _month(headings: Sequence[str]) -> tuple[str, ...]:
    """Year and month of the newest column that says which schools were open."""
    found = [each.removeprefix(OPEN_LIST) for each in headings if each.startswith(OPEN_LIST)]
    return tuple(max(found).split("_")) if found else ()


def dated(file: str, headings: Sequence[str]) -> str:
    """The day of the data, as far as its name or its headings say: a day, a month, or nothing."""
    named = DAY.search(file)
    return "-".join(named.groups() if named else _month(headings))


def schools(table: Table) -> Iterator[ListedSchool]:
    """Every school of a table that can be used. The others are noted in `table.bad`."""
    known = columns(table.headings)
    seen: set[str] = set()
    for line, row in table.rows():
        try:
            found = _school(row, known)
        except RowUnusable as fault:
            table.bad.append((line, str(fault)))
            continue
        if found.urn in seen:
            table.bad.append((line, f"URN {found.urn} is on an earlier line too"))
            continue
        seen.add(found.urn)
        yield found


def links(table: Table) -> Iterator[tuple[str, str]]:
    """URN of each school that another follows, and the URN of that other. Links that mean
    something else are left out. Raises ListUnusable for a table of other things."""
    missing = [each for each in LINK_HEADINGS if each not in table.headings]
    if missing:
        raise ListUnusable(f"These are no links between schools: there is no column {missing[0]}.")
    for line, row in table.rows():
        try:
            one, other = _urn(row["urn"]), _urn(row["linkurn"])
        except RowUnusable as fault:
            table.bad.append((line, str(fault)))
            continue
        kind = row["linktype"].casefold()
        if kind.startswith(SUCCESSOR):
            yield one, other
        elif kind.startswith(PREDECESSOR):
            yield other, one


def _school(row: Row, known: Columns) -> ListedSchool:
    def cell(name: str) -> str | None:
        written = row[known[name]] if name in known else ""
        return None if written in NOTHING else written

    name = cell("name")
    if name is None:
        raise RowUnusable("there is no name")
    code, postcode = cell("type_code"), cell("postcode")
    return ListedSchool(
        urn=_urn(row[known["urn"]]),
        name=name,
        town=_town(cell("town")),
        postcode=postcode.upper() if postcode else None,
        la_code=cell("la_code"),
        la_name=cell("la_name"),
        type_code=code.lstrip("0") or None if code else None,
        type_name=cell("type_name"),
        standing=_standing(row, known),
    )


def _town(written: str | None) -> str | None:
    """A town as people write it; the list has some in capitals."""
    return written.title() if written and written.isupper() else written


def _urn(written: str) -> str:
    if not (written.isascii() and written.isdigit() and len(written) <= LONGEST_URN):
        raise RowUnusable("the URN is not a number")
    return written.lstrip("0") or "0"


def _standing(row: Row, known: Columns) -> Standing:
    if "month" in known:
        return "open" if row[known["month"]] == "1" else "not_said"
    if "standing" not in known:
        return "not_said"
    return STANDINGS.get(row[known["standing"]].casefold(), "not_said")
