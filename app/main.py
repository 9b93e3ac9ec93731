"""create_app: the one place where everything is wired together."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import anyio
import anyio.to_thread
from fastapi import FastAPI
from starlette.middleware.gzip import DEFAULT_EXCLUDED_CONTENT_TYPES, GZipMiddleware
from starlette.types import ASGIApp

from app.content.library import Library
from app.i18n import catalogues
from app.registers.schools import SchoolRegister
from app.services import exchange, packing, samples, term_dates
from app.services.extracts import Extracts
from app.services.recordings import Recorded
from app.services.reviewing import Room
from app.services.schools import Schools
from app.settings import Settings
from app.store.cases import CaseStore, open_store
from app.store.desk import DeskStore
from app.store.numbers import Numbers
from app.store.patterns import PatternStore
from app.store.people import PeopleStore
from app.store.recordings import RecordingStore
from app.store.reviewing import ReviewStore
from app.store.sharing import Sharing
from app.web import batch_form, errors, uploads
from app.web.assets import FOLDER, Assets
from app.web.guard import Guard
from app.web.kiosk import NothingKept
from app.web.parts import Parts
from app.web.rendering import Pages
from app.web.routes import (
    api,
    audio,
    chronology,
    desk,
    desk_case,
    desk_export,
    desk_file,
    desk_patterns,
    desk_schools,
    desk_settings,
    event,
    evidence,
    feed,
    handing,
    intake,
    journey,
    kiosk,
    letter,
    matter,
    me,
    my_say,
    my_say_pictures,
    number,
    pack,
    papers,
    patterns,
    people,
    print_batch,
    printing,
    public,
    recording,
    result,
    rights,
    schools,
    sending,
    session,
    session_what_if,
    share,
    sign_in,
    translate,
    what_if,
)

# Compressed inside already.
PACKED = (*packing.TYPES.values(), "image/jpeg")

# Addresses with a file in their form, without their first part.
LARGE = ("evidence", "my-say/photo", "*/recording", "*/calendar")

A_DAY = 24 * 60 * 60  # seconds
EVERY = 10  # seconds


def now() -> datetime:
    """The time, for whoever has no other clock."""
    return datetime.now(UTC)


async def _keep_up(room: Room) -> None:
    """Take in what reviewers said to other processes of this service."""
    while True:
        await anyio.sleep(EVERY)
        await anyio.to_thread.run_sync(room.refresh)


async def _purge_daily(store: CaseStore, clock: Callable[[], datetime]) -> None:
    """Delete what has expired once a day, as long as the service runs; `serve` begins with it."""
    while True:
        await anyio.sleep(A_DAY)
        await anyio.to_thread.run_sync(store.purge, clock())


def create_app(
    settings: Settings,
    library: Library,
    clock: Callable[[], datetime] = now,
    *,
    pseudo_languages: bool = False,
) -> ASGIApp:
    """The whole service. Opens the database and runs its migrations.

    `pseudo_languages` lets tests read pages in made-up languages."""
    library = term_dates.beside(library, settings.calendars)
    locales = settings.content_root / "locales"
    spoken = catalogues.load(locales, library, pseudo_languages=pseudo_languages)
    extract = Extracts(library, spoken)
    store = open_store(settings.database_url, settings.secret, extract)
    register = SchoolRegister(settings.schools_file)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        gc.freeze()  # the content never goes: looking through it again and again is for nothing
        gc.enable()
        tasks = (
            asyncio.create_task(_purge_daily(store, clock)),
            asyncio.create_task(_keep_up(room)),
        )
        yield
        for each in tasks:
            each.cancel()
        gc.unfreeze()
        store.close()
        register.close()

    app = FastAPI(
        title="Exclusion Rights", docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan
    )
    reviews = ReviewStore(store.database, settings.secret)
    room = Room(library, spoken, locales, reviews, samples.read(locales))
    room.refresh()
    recorded = Recorded(spoken, RecordingStore(store.database, settings.secret))
    recorded.refresh()
    app.state.parts = Parts(
        settings=settings,
        library=library,
        catalogues=spoken,
        store=store,
        numbers=Numbers(store),
        people=PeopleStore(store.database, settings.secret),
        patterns=PatternStore(store.database),
        room=room,
        recorded=recorded,
        pages=Pages(settings.folder / "templates"),
        clock=clock,
        desk=DeskStore(store, settings.secret),
        sharing=Sharing(store, settings.secret),
        schools=Schools(library, register),
    )
    _answer_on(app)
    app.add_middleware(NothingKept, settings=settings)
    return Guard(
        app,
        settings.base_url,
        settings.form_limit,
        open_paths=("/api/",),
        larger={
            **dict.fromkeys(LARGE, uploads.LIMIT),
            desk_export.ADDRESS: desk_export.LIMIT,
            "print/batch": batch_form.MOST.form,
            "intake": 4 * settings.form_limit,  # every question at once
            **{f"{lang}/take": exchange.LARGEST for lang in spoken.chains},
        },
    )


def _answer_on(app: FastAPI) -> None:
    """Every route, the most asked first, with errors as pages and text compressed."""
    errors.install(app)
    app.add_middleware(
        GZipMiddleware,
        compresslevel=5,  # 6 takes twice as long over other alphabets for 2% fewer bytes
        exclude_content_types=(*DEFAULT_EXCLUDED_CONTENT_TYPES, *PACKED),
    )
    app.mount("/static", Assets(directory=FOLDER), name="static")
    # The desk comes before most of what begins with a language: `/desk/begin` is no page in "desk".
    cases = (desk, desk_case, desk_settings, desk_patterns, handing, feed)
    more_of_it = (desk_schools, desk_export, desk_file, session, intake, session_what_if)
    for routes in (journey, result, letter, *cases, *more_of_it, public, number):
        app.include_router(routes.router)
    more = (
        printing,
        rights,
        sending,
        event,
        matter,
        chronology,
        pack,
        papers,
        evidence,
        what_if,
        my_say_pictures,
        my_say,
        schools,
        share,
        people,
        sign_in,
        me,
        patterns,
        print_batch,
        kiosk,
        audio,
        recording,
        translate,
        api,
    )
    for routes in more:
        app.include_router(routes.router)
