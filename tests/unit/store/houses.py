"""Organisations for the tests of sharing: their members, and stores whose views say something."""

from __future__ import annotations

from datetime import datetime

from app.model.people import PersonState, Role
from app.store.cases import CaseStore
from app.store.database import Database
from app.store.desk import DeskStore
from app.store.open_case import OpenCase
from app.store.people import PeopleStore
from app.store.records import CASE_RECORD
from app.store.sharing import Sharing
from app.store.signed_in import SignedIn
from app.store.views import Read

SECRET = b"a secret of this installation, long enough"
CHEAP = 1024 * 1024  # bytes for one return code, so that tests can try many
HOME = "192.0.2.7"
WORDS = "seven otters on a wet roof"


def extract(read: Read, shows: str, now: datetime) -> bytes:
    """What a view says in these tests: what it shows, and the case's first record."""
    return shows.encode() + b": " + (read(CASE_RECORD) or b"nothing")


class Town:
    """Everybody on one database: families, organisations and their members."""

    def __init__(self, database: Database, now: datetime) -> None:
        self.database = database
        self.now = now
        self.store = CaseStore(database, SECRET, memory=CHEAP, extract=extract)
        self.people = PeopleStore(database, SECRET, memory=CHEAP)
        self.sharing = Sharing(self.store, SECRET)
        self.desk = DeskStore(self.store, SECRET)

    def lead(self, organisation: str, name: str) -> SignedIn:
        """The first lead of a new organisation."""
        token = self.people.found_organisation(organisation, self.now)
        self.people.join(token, name.title(), name, WORDS, self.now)
        return self.signed_in(name)

    def member(self, lead: SignedIn, name: str, *roles: Role) -> SignedIn:
        """One more member of an organisation."""
        self.people.join(
            self.people.invite(lead, roles or (Role.ADVISER,), self.now),
            name.title(),
            name,
            WORDS,
            self.now,
        )
        (waiting,) = [
            each for each in self.people.members(lead) if each.state is PersonState.WAITING
        ]
        self.people.confirm(lead, waiting.person_id)
        return self.signed_in(name)

    def signed_in(self, name: str) -> SignedIn:
        """Somebody as they are now."""
        token = self.people.sign_in(name, WORDS, HOME, self.now)
        return self.people.signed_in(token, self.now)

    def family(self, answers: bytes = b"answers") -> OpenCase:
        """A case of a family's own, with something in it."""
        case = self.store.create(self.now)
        self.store.write(case, CASE_RECORD, answers, 0, self.now)
        return case

    def give(self, case: OpenCase, to: SignedIn) -> bytes:
        """The family gives its case to an organisation: the organisation's holder id."""
        code = self.sharing.make_code(to, self.now)
        self.sharing.share(self.again(case), code, to.organisation_id, self.now)
        return self.holder_of(case, to)

    def holder_of(self, case: OpenCase, who: SignedIn) -> bytes:
        """Under which id an organisation holds a case."""
        (found,) = [each for each in self.desk.cases(who, self.now) if each.case_id == case.case_id]
        return found.holder_id

    def again(self, case: OpenCase) -> OpenCase:
        """A family's case as it is now, by the cookie of its phone."""
        return self.store.open(self.store.token(case), self.now)
