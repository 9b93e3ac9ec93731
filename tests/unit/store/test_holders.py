"""Several holders of one case: letting in, putting out, and what a removed holder still can do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from sqlalchemy import select

from app.model.errors import CaseNotFound, NewerVersion
from app.store import vault
from app.store.cases import CaseStore
from app.store.database import Database
from app.store.open_case import HolderKind, OpenCase, Token
from app.store.records import CASE_RECORD
from app.store.tables import audit, records
from app.store.vault import SealBroken


@pytest.fixture
def case(store: CaseStore, now: datetime) -> OpenCase:
    case = store.create(now)
    store.write(case, CASE_RECORD, b"answers", 0, now)
    store.write(case, "letter", b"dear governors", 0, now)
    return case


def _let_in(
    store: CaseStore, case: OpenCase, now: datetime, kind: HolderKind = HolderKind.ORGANISATION
) -> str:
    pair = vault.new_pair()
    holder_id = store.add_holder(case, kind, pair.public, now)
    return Token(case.case_id, holder_id, pair.private).text()


@pytest.mark.parametrize("kind", [HolderKind.ORGANISATION, HolderKind.MEMBER, HolderKind.PARENT])
def test_another_holder_reads_and_writes_the_same_case(
    store: CaseStore, case: OpenCase, now: datetime, kind: HolderKind
) -> None:
    theirs, stored = store.open_and_read(_let_in(store, case, now, kind), CASE_RECORD, now)
    assert stored == (b"answers", 1)
    store.write(theirs, CASE_RECORD, b"changed", 1, now)
    assert store.read(case, CASE_RECORD) == (b"changed", 2)


def test_a_view_never_opens_the_case(store: CaseStore, case: OpenCase, now: datetime) -> None:
    token = _let_in(store, case, now, HolderKind.VIEW)
    with pytest.raises(CaseNotFound):
        store.open(token, now)
    resealed = store.reseal(case, [holder.holder_id for holder in store.holders(case)], now)
    assert len(store.holders(resealed)) == 2
    with pytest.raises(CaseNotFound):
        store.open(token, now)


def test_holders_are_listed(store: CaseStore, case: OpenCase, now: datetime) -> None:
    _let_in(store, case, now)
    kinds = [holder.kind for holder in store.holders(case)]
    assert kinds == [HolderKind.ORGANISATION, HolderKind.PARENT]


def test_a_removed_holder_is_out_and_the_others_go_on(
    store: CaseStore, case: OpenCase, now: datetime
) -> None:
    staying, leaving = _let_in(store, case, now), _let_in(store, case, now)
    stays = store.open(staying, now).holder_id
    code = store.keep(case, now)
    resealed = store.reseal(store.open(store.token(case), now), [stays], now)
    with pytest.raises(CaseNotFound):
        store.open(leaving, now)
    for opened in (
        resealed,
        store.open(staying, now),
        store.open(store.token(case), now),
        store.open_with_number(code, "203.0.113.7", now),
    ):
        assert store.names(opened) == (CASE_RECORD, "letter")
        assert store.read(opened, CASE_RECORD) == (b"answers", 1)
        assert store.read(opened, "letter") == (b"dear governors", 1)
    assert resealed.key_version == case.key_version + 1
    assert store.write(resealed, "letter", b"again", 1, now) == 2


def test_a_copied_case_key_opens_nothing_after_a_removal(
    store: CaseStore, database: Database, case: OpenCase, now: datetime
) -> None:
    theirs = store.open(_let_in(store, case, now), now)
    store.reseal(case, [], now)
    with pytest.raises(SealBroken):
        store.read(theirs, CASE_RECORD)
    assert store.read(theirs, "letter") is None
    with database.reading() as connection:
        for sealed in connection.execute(select(records.c.sealed)).scalars():
            for name in (CASE_RECORD, "letter"):
                with pytest.raises(SealBroken):
                    theirs.seal.open(name, 1, sealed)


def test_whoever_opened_the_case_before_a_removal_must_open_it_again(
    store: CaseStore, case: OpenCase, now: datetime, other_process: Callable[[], CaseStore]
) -> None:
    store.reseal(case, [], now)
    for write in (
        lambda: other_process().write(case, CASE_RECORD, b"late", 1, now),
        lambda: store.remove(case, "letter", now),
        lambda: store.add_holder(case, HolderKind.MEMBER, vault.new_pair().public, now),
        lambda: store.reseal(case, [], now),
    ):
        with pytest.raises(NewerVersion):
            write()
    again, stored = store.open_and_read(store.token(case), CASE_RECORD, now)
    assert stored == (b"answers", 1)
    assert store.write(again, CASE_RECORD, b"late", 1, now) == 2


def test_a_failed_removal_changes_nothing(
    store: CaseStore, database: Database, case: OpenCase, now: datetime
) -> None:
    token = _let_in(store, case, now)
    with database.writing() as connection:
        connection.execute(records.update().values(sealed=b"broken"))
    with pytest.raises(SealBroken):
        store.reseal(case, [], now)
    assert store.open(token, now).key_version == case.key_version
    assert len(store.holders(case)) == 2


def test_an_empty_case_can_get_a_new_key(store: CaseStore, now: datetime) -> None:
    case = store.create(now)
    assert store.names(store.reseal(case, [], now)) == ()


def test_new_keys_of_our_own_end_our_number_and_other_browsers(
    store: CaseStore, case: OpenCase, now: datetime
) -> None:
    code = store.keep(case, now)
    other = _let_in(store, case, now)
    renewed = store.renew(case, now)
    with pytest.raises(CaseNotFound):
        store.open(store.token(case), now)
    with pytest.raises(CaseNotFound):
        store.open_with_number(code, "203.0.113.7", now)
    for token in (store.token(renewed), other):
        assert store.open_and_read(token, CASE_RECORD, now)[1] == (b"answers", 1)
    assert store.open_with_number(store.keep(renewed, now), "203.0.113.7", now).kept


def test_letting_in_and_putting_out_is_noted_without_answers(
    store: CaseStore, database: Database, case: OpenCase, now: datetime
) -> None:
    _let_in(store, case, now)
    store.renew(store.reseal(case, [], now), now)
    with database.reading() as connection:
        rows = connection.execute(select(audit).order_by(audit.c.audit_id)).all()
    assert [row.act for row in rows] == [
        "added organisation",
        "holders removed",
        "own key renewed",
    ]
    assert {(row.case_id, row.holder_id, row.at) for row in rows} == {
        (case.case_id, case.holder_id, int(now.timestamp()))
    }
