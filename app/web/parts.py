"""Everything the application is made of. Built once, in `app.main`; knows no request."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from app.content.library import Library
from app.i18n.catalogues import Catalogues
from app.services.recordings import Recorded
from app.services.reviewing import Room
from app.services.schools import Schools
from app.settings import Settings
from app.store.cases import CaseStore
from app.store.desk import DeskStore
from app.store.numbers import Numbers
from app.store.patterns import PatternStore
from app.store.people import PeopleStore
from app.store.sharing import Sharing
from app.web.lanes import Lanes
from app.web.rendering import Pages


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything the application is made of; built once in `app.main`."""

    settings: Settings
    library: Library
    catalogues: Catalogues
    store: CaseStore
    numbers: Numbers
    people: PeopleStore
    patterns: PatternStore
    room: Room
    recorded: Recorded
    pages: Pages
    clock: Callable[[], datetime]
    desk: DeskStore
    sharing: Sharing
    schools: Schools | None = None
    lanes: Lanes = field(default_factory=Lanes)

    @property
    def cookie(self) -> str:
        """The name of the one cookie. Over plain http (a trial) the strict prefix cannot be."""
        return "case" if self.settings.insecure_loopback else "__Host-case"

    @property
    def desk_cookie(self) -> str:
        """The name of the cookie of whoever is signed in."""
        return "desk" if self.settings.insecure_loopback else "__Host-desk"
