"""Extracts of a case for who may not open it: made at a save, opened by one key only."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select, update

from app.model.errors import CaseNotFound
from app.store import vault
from app.store.open_case import HolderKind, OpenCase, Token
from app.store.records import CASE_RECORD
from app.store.tables import holders
from app.store.views import OpenView
from tests.unit.store.houses import HOME, Town


def _view(town: Town, case: OpenCase, shows: str = "dates") -> OpenView:
    number = town.sharing.give_view(town.again(case), shows, "Aunt", town.now)[1]
    found = town.store.open_with_number(number, HOME, town.now)
    assert isinstance(found, OpenView)
    return found


def test_each_view_says_what_it_shows(town: Town) -> None:
    case = town.family()
    assert [_view(town, case, each).extract for each in ("dates", "more")] == [
        b"dates: answers",
        b"more: answers",
    ]


@pytest.mark.parametrize("how", ["write", "change", "remove"])
def test_every_way_to_save_makes_extracts_anew(town: Town, how: str) -> None:
    case = town.family()
    token = _view(town, case).token()
    opened = town.again(case)
    calls: dict[str, Callable[[], object]] = {
        "write": lambda: town.store.write(opened, CASE_RECORD, b"new", 1, town.now),
        "change": lambda: town.store.change(opened, {CASE_RECORD: (b"new", 1)}, (), town.now),
        "remove": lambda: town.store.remove(opened, CASE_RECORD, town.now),
    }
    calls[how]()
    after = town.store.open_view(token, town.now).extract
    assert after == (b"dates: nothing" if how == "remove" else b"dates: new")


def test_a_save_that_comes_to_nothing_leaves_the_extract_as_it_was(town: Town) -> None:
    case = town.family()
    token, opened = _view(town, case).token(), town.again(case)
    with pytest.raises(Exception, match="newer"):
        town.store.write(opened, CASE_RECORD, b"new", 5, town.now)
    assert town.store.open_view(token, town.now).extract == b"dates: answers"


def test_another_key_opens_no_view(town: Town) -> None:
    case = town.family()
    view, other = _view(town, case), _view(town, town.family())
    for private in (other.private_key, vault.new_pair().private, case.private_key):
        token = Token(view.case_id, view.holder_id, private).text()
        with pytest.raises(CaseNotFound):
            town.store.open_view(token, town.now)
    with pytest.raises(CaseNotFound):  # and a view's token is no case's holder
        town.store.open_view(town.store.token(town.again(case)), town.now)


def test_an_extract_put_in_anothers_place_does_not_open(town: Town) -> None:
    one, two = _view(town, town.family(b"one")), _view(town, town.family(b"two"))
    with town.database.writing() as connection:
        this = holders.c.holder_id == one.holder_id
        moved = connection.execute(select(holders.c.extract).where(this)).scalar()
        there = holders.c.holder_id == two.holder_id
        connection.execute(update(holders).where(there).values(extract=moved))
    with pytest.raises(CaseNotFound):
        town.store.open_view(two.token(), town.now)


def test_a_view_has_no_key_to_the_case(town: Town) -> None:
    _view(town, town.family())
    with town.database.reading() as connection:
        rows = connection.execute(select(holders)).all()
    keys = {row.kind: row.sealed_key for row in rows}
    assert keys[HolderKind.VIEW.value] is None
    assert keys[HolderKind.PARENT.value] is not None


def test_a_view_ends_with_its_case(town: Town) -> None:
    case = town.family()
    view = _view(town, case)
    town.store.delete(town.again(case), town.now)
    with pytest.raises(CaseNotFound):
        town.store.open_view(view.token(), town.now)


def test_nothing_secret_is_printed(town: Town) -> None:
    said = repr(_view(town, town.family(b"armadillo")))
    for each in ("armadillo", "Aunt", "private_key"):
        assert each not in said
