"""Letting others into a case: an organisation by its code, a family by a number, a supporter by a
view. Knows no page; who may ask is weighed in `app.services`.

What makes a number is slow on purpose: call it through app/store/numbers.py.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, select

from app.model.errors import CaseNotFound, NotAllowed, OfferEnded
from app.store import desk_records, guesses, holders, lifetime, offers, vault, views
from app.store.cases import CaseStore
from app.store.holders import Holder
from app.store.install_keys import install_keys
from app.store.offers import Offer, OfferState
from app.store.open_case import HolderKind, OpenCase, Token
from app.store.signed_in import SignedIn
from app.store.tables import organisations

MOST_NUMBERS = 5  # of one case: two parents, a phone that was lost, and to spare


class Sharing:
    """Who holds the cases of one store. Safe to use from several threads.

    Where somebody is put out, the bytes that their key still opens leave SQLite's files. Whatever
    writes raises CaseNotFound when the case is gone and NewerVersion when it changed."""

    def __init__(self, store: CaseStore, secret: bytes) -> None:
        self._store = store
        self._database = store.database
        self._keys = install_keys(store.database, secret)
        self._guess_key = vault.derived_key(vault.secret_key(secret), b"guesses")

    # ---- codes of an organisation

    def make_code(self, by: SignedIn, now: datetime) -> str:
        """A code that a family types to give its case to this organisation."""
        with self._database.writing() as connection:
            return offers.make(connection, self._keys, by, now)

    def offer(self, typed: str, network_address: str, now: datetime) -> Offer:
        """Whose code was typed. Raises OfferEnded for a wrong one, which is counted, and
        TooManyTries while the address has to wait."""
        code = offers.digits_of(typed)
        if code is None:
            raise OfferEnded
        with self._database.reading() as connection:
            guesses.check(connection, self._guess_key, network_address, now, guesses.OFFERS)
            try:
                return offers.found(connection, self._keys, code, now)
            except OfferEnded:
                wrong = True
        if wrong:
            with self._database.writing() as connection:
                guesses.count(connection, self._guess_key, network_address, now, guesses.OFFERS)
        raise OfferEnded

    def code_state(self, by: SignedIn, now: datetime) -> OfferState:
        """What became of the code that a member was given last."""
        with self._database.reading() as connection:
            return offers.state(connection, by, now)

    def share(self, open_case: OpenCase, typed: str, seen: bytes, now: datetime) -> Offer:
        """Seal the case key to whoever's code this is, and use the code up. `seen`: the
        organisation that was shown. Raises OfferEnded, also where it is another one's by now.

        An organisation that holds the case already stays its holder once."""
        with self._database.writing() as connection:
            offer = self._taken(connection, typed, seen, now)
            lifetime.hold(connection, open_case, now)
            self._let_in(connection, open_case, offer, now)
            return offer

    def hand_over(
        self, open_case: OpenCase, offered: tuple[str, bytes], handed: bytes | None, now: datetime
    ) -> Offer:
        """Give the case to another organisation and put our own out, in one transaction.

        `offered`: what was typed, and the organisation that was shown for it. `handed`: what of
        our own record goes along, or None. Raises OfferEnded."""
        with self._database.writing() as connection:
            offer = self._taken(connection, *offered, now)
            if open_case.actor is None or offer.organisation_id == open_case.actor.organisation_id:
                raise OfferEnded
            lifetime.hold(connection, open_case, now)
            holders.note(connection, open_case, "handed over", now)
            self._let_in(connection, open_case, offer, now, act=offers.HANDED)
            if handed is not None:
                desk_records.hand(connection, open_case.case_id, offer, handed)
            self._leave(connection, open_case, now)
        self._database.empty_log()
        return offer

    def leave(self, open_case: OpenCase, now: datetime) -> None:
        """The member's organisation is out, and the family goes on alone. Raises CaseNotFound
        where nobody else holds the case: it would have to be deleted."""
        with self._database.writing() as connection:
            lifetime.hold(connection, open_case, now)
            holders.note(connection, open_case, "given back", now)
            self._leave(connection, open_case, now)
        self._database.empty_log()

    def delete_alone(self, open_case: OpenCase, now: datetime) -> None:
        """The case gone for good. Raises NotAllowed where somebody else holds it as well."""
        with self._database.writing() as connection:
            lifetime.hold(connection, open_case, now)
            if self._others(connection, open_case):
                raise NotAllowed
            holders.note_for_all(connection, open_case, "deleted", now)
            lifetime.end(connection, open_case.case_id)
        self._database.empty_log()

    def _taken(self, connection: Connection, typed: str, seen: bytes, now: datetime) -> Offer:
        code = offers.digits_of(typed)
        if code is None:
            raise OfferEnded
        offer = offers.found(connection, self._keys, code, now, held=True)
        if offer.organisation_id != seen:
            raise OfferEnded
        offers.use_up(connection, self._keys, code)
        return offer

    def _let_in(
        self,
        connection: Connection,
        open_case: OpenCase,
        offer: Offer,
        now: datetime,
        *,
        act: str = offers.GIVEN,
    ) -> bytes:
        holders.note_for(connection, open_case, offer.organisation_id, act, now)
        for each in holders.listed(connection, open_case):
            is_theirs = each.organisation_id == offer.organisation_id
            if each.kind is HolderKind.ORGANISATION and is_theirs:
                return each.holder_id
        kind, public = HolderKind.ORGANISATION, offer.public_key
        made = holders.add(connection, open_case, kind, public, now, offer.organisation_id)
        lifetime.keep_for_holders(connection, open_case.case_id, now)
        return made

    def _leave(self, connection: Connection, open_case: OpenCase, now: datetime) -> None:
        if not self._others(connection, open_case):
            raise CaseNotFound
        holders.leave(connection, open_case, now)
        lifetime.keep_for_holders(connection, open_case.case_id, now)

    def _others(self, connection: Connection, open_case: OpenCase) -> bool:
        """Whether anybody beside us can open the case; who reads a view cannot."""
        return any(
            each.kind is not HolderKind.VIEW and each.holder_id != open_case.holder_id
            for each in holders.listed(connection, open_case)
        )

    # ---- the family's side

    def put_out(self, open_case: OpenCase, gone: Collection[bytes], now: datetime) -> OpenCase:
        """Everybody of these holder ids is out: organisations, and readers of views."""
        with self._database.writing() as connection:
            lifetime.hold(connection, open_case, now)
            there = holders.listed(connection, open_case)
            staying = [each for each in there if each.holder_id not in gone]
            new = holders.reseal(connection, open_case, {each.holder_id for each in staying}, now)
            lifetime.keep_for_holders(connection, open_case.case_id, now)
        self._database.empty_log()
        return new

    def names(self, found: Collection[Holder]) -> dict[bytes, str]:
        """The names of organisations among holders, by holder id."""
        wanted = {each.organisation_id for each in found if each.organisation_id is not None}
        with self._database.reading() as connection:
            rows = connection.execute(
                select(organisations).where(organisations.c.organisation_id.in_(wanted))
            ).all()
        by_id = {
            row.organisation_id: self._keys.open(row.organisation_id, row.about) for row in rows
        }
        return {
            each.holder_id: by_id[each.organisation_id]
            for each in found
            if each.organisation_id in by_id
        }

    def give_view(
        self, open_case: OpenCase, shows: str, label: str, now: datetime
    ) -> tuple[bytes, str]:
        """A view with a return code of its own: holder id and code, in groups of four. The case
        counts as saved from now on."""
        digits, pair = vault.new_code(), vault.new_pair()
        keys = self._store.code_keys(digits)
        with self._database.writing() as connection:
            lifetime.hold(connection, open_case, now)
            lifetime.save(connection, open_case, now, None)  # a number is of use tomorrow as well
            holder_id = views.add(connection, open_case, shows, pair.public, label)
            token = Token(open_case.case_id, holder_id, pair.private)
            holders.give_code(connection, token, keys)
            holders.note(connection, open_case, "view given", now)
            views.refresh(connection, open_case, self._store.extract, now)
        return holder_id, vault.grouped(digits)

    def give_number(
        self, open_case: OpenCase, replaces: bool, now: datetime
    ) -> tuple[OpenCase, str]:
        """A return code for the family of a case that an organisation holds. `replaces`: one that
        they had before ends, and their browsers are locked; else both open the case. Raises
        NotAllowed for one too many."""
        digits, pair = vault.new_code(), vault.new_pair()
        keys = self._store.code_keys(digits)
        with self._database.writing() as connection:
            lifetime.hold(connection, open_case, now)
            there = holders.listed(connection, open_case)
            family = {each.holder_id for each in there if each.kind is HolderKind.PARENT}
            if not replaces and sum(map(_is_number, there)) >= MOST_NUMBERS:
                raise NotAllowed
            staying = {each.holder_id for each in there} - (family if replaces else set())
            if len(staying) < len(there):
                open_case = holders.reseal(connection, open_case, staying, now)
            made = holders.add(connection, open_case, HolderKind.PARENT, pair.public, now)
            holders.give_code(connection, Token(open_case.case_id, made, pair.private), keys)
        return open_case, vault.grouped(digits)


def _is_number(holder: Holder) -> bool:
    """Whether somebody of the family opens the case with a number; a view has one as well."""
    return holder.kind is HolderKind.PARENT and holder.has_number
