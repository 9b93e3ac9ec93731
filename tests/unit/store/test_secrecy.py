"""What somebody learns who takes the whole database and the configuration."""

from __future__ import annotations

import base64
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import inspect, select

from app.store import vault
from app.store.cases import CaseStore
from app.store.database import Database
from app.store.open_case import HolderKind, OpenCase
from app.store.records import CASE_RECORD
from app.store.tables import cases, holders, metadata, records
from app.store.vault import CaseSeal, SealBroken
from tests.unit.store.conftest import SECRET

ANSWER = b'{"case": {"child.first_name": "Quillon"}, "lang": "sk"}'
LETTER = "letter/permanent_exclusion_to_governors"


@pytest.fixture
def case(store: CaseStore, now: datetime) -> OpenCase:
    case = store.create(now)
    version = store.write(case, CASE_RECORD, ANSWER, 0, now)
    store.write(case, CASE_RECORD, ANSWER + b" more", version, now)
    store.write(case, LETTER, b"Dear Mrs Featherstonehaugh", 0, now)
    return case


def test_no_answer_name_or_key_is_in_any_file(
    store: CaseStore, case: OpenCase, now: datetime, bytes_on_disk: Callable[[], bytes]
) -> None:
    code = store.keep(case, now).replace(" ", "")
    store.add_holder(case, HolderKind.MEMBER, vault.new_pair().public, now)
    resealed = store.reseal(case, [], now)
    stored = bytes_on_disk()
    assert case.case_id in stored, "the search would find what is there"
    for open_case in (case, resealed):
        for hidden in (open_case.case_key, open_case.private_key):
            assert hidden not in stored
            assert hidden.hex().encode() not in stored
            assert base64.b64encode(hidden)[:40] not in stored
    for word in (b"Quillon", b"first_name", b"Feather", b"governors", b"letter", code.encode()):
        assert word not in stored


def test_the_secret_and_the_salt_open_nothing(
    store: CaseStore, database: Database, case: OpenCase, now: datetime
) -> None:
    """Every key that can be made from the configuration, tried on everything that is stored."""
    store.keep(case, now)
    with database.reading() as connection:
        [salt] = connection.execute(select(metadata.tables["install"].c.salt)).scalars()
        sealed = connection.execute(select(records.c.name, records.c.sealed)).all()
        keys = connection.execute(select(holders)).one()
    secret = vault.secret_key(SECRET)
    guesses = [secret, vault.keyed_hash(secret, b"code salt", salt), keys.public_key, keys.code_tag]
    for guess in guesses:
        with pytest.raises(SealBroken):
            vault.open_key(keys.sealed_key, guess)
        with pytest.raises(SealBroken):
            vault.unwrap_private(keys.wrapped_key, guess, case.case_id + case.holder_id)
        for row in sealed:
            with pytest.raises(SealBroken):
                CaseSeal(case.case_id, guess).open(CASE_RECORD, 2, row.sealed)


def test_the_same_letter_is_filed_differently_for_every_family(
    store: CaseStore, database: Database, case: OpenCase, now: datetime
) -> None:
    other = store.create(now)
    store.write(other, LETTER, b"x", 0, now)
    with database.reading() as connection:
        tags = connection.execute(select(records.c.case_id, records.c.name)).all()
    assert len(tags) == 3
    assert len({tag for _, tag in tags}) == 3


def test_lengths_are_stored_in_steps_of_512(
    store: CaseStore, database: Database, now: datetime
) -> None:
    case = store.create(now)
    for length in (0, 1, 100, 511, 512, 600, 1023, 1024):
        store.write(case, f"record {length}", bytes(length), 0, now)
    with database.reading() as connection:
        rows = connection.execute(select(records.c.sealed, records.c.sealed_name)).all()
    assert sorted(len(row.sealed) - 40 for row in rows) == [512] * 4 + [1024] * 3 + [1536]
    assert len({len(row.sealed_name) for row in rows}) == 1


def test_sealing_adds_little_to_what_is_stored(
    store: CaseStore, database: Database, case: OpenCase
) -> None:
    with database.reading() as connection:
        sizes = connection.execute(
            select(records.c.sealed, holders.c.sealed_key).join(
                holders, holders.c.case_id == records.c.case_id
            )
        ).all()
    overhead = [len(row.sealed) + len(row.sealed_key) - 512 for row in sizes]
    assert max(overhead) < 200


def test_the_time_of_a_saved_case_says_only_the_day(
    store: CaseStore, database: Database, now: datetime
) -> None:
    for minutes in (0, 7, 200):
        case = store.create(now + timedelta(minutes=minutes))
        store.keep(case, now + timedelta(minutes=minutes))
    with database.reading() as connection:
        stored = set(connection.execute(select(cases.c.expires_at)).scalars())
    assert len(stored) == 1


def test_nothing_else_is_kept_in_clear(database: Database) -> None:
    with database.reading() as connection:
        found = {
            name: {column["name"] for column in inspect(connection).get_columns(name)}
            for name in ("cases", "records", "holders")
        }
    assert found == {
        "cases": {"case_id", "key_version", "expires_at", "kept", "keep_days"},
        "records": {"case_id", "name", "version", "sealed", "sealed_name"},
        "holders": {
            "holder_id",
            "case_id",
            "kind",
            "public_key",
            "sealed_key",
            "code_tag",
            "wrapped_key",
            "organisation_id",
            "shows",
            "extract",
            "label",
        },
    }


def test_errors_and_logs_never_show_what_was_stored(
    store: CaseStore, case: OpenCase, caplog: pytest.LogCaptureFixture, now: datetime
) -> None:
    with caplog.at_level("DEBUG"):
        store.read(case, LETTER)
        store.write(case, LETTER, b"Dear Mrs Featherstonehaugh", 1, now)
    assert "Feather" not in caplog.text
    assert LETTER not in caplog.text
