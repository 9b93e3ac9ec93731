"""The command line: the same use cases as the pages, for operators, authors and developers."""

from __future__ import annotations

import gc
import json
import os
import sys
from collections.abc import Sequence

from app import settings
from app.checks import command_line, installation, output
from app.checks.command_line import Arguments, Command
from app.checks.output import Mistake
from app.content import schema
from app.content.load import load
from app.model.errors import ContentInvalid, FactProblem, LetterNotAvailable
from app.registers.term_dates import TableUnusable
from app.services.scenario_file import FileUnusable
from app.settings import SettingsInvalid

INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. The exit status is 0, or 1 with the reason on standard error."""
    asked = command_line.parser(COMMANDS).parse_args(arguments)
    try:
        return int(asked.run(asked))
    except ContentInvalid as invalid:
        return _failed(f"{invalid}\nThe content does not hold together.")
    except FactProblem as problem:
        return _failed(f"{problem.fact}: {problem.reason}")
    except (FileUnusable, SettingsInvalid, TableUnusable, Mistake) as mistake:
        return _failed(str(mistake))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # whoever read has enough
        return 0
    except KeyboardInterrupt:
        return INTERRUPTED


def _failed(reason: str) -> int:
    print(reason, file=sys.stderr)
    return 1


# ---- commands. What only one of them needs is imported there: the others start sooner.


def _serve(asked: Arguments) -> int:
    gc.disable()  # until all is there: looking through what stays takes a sixth of the start
    from app.main import create_app
    from app.web.server import Server

    chosen = settings.from_environment(os.environ, asked.host, asked.port)
    library = load(chosen.content_root)
    with installation.store(chosen) as store:  # migrations first, and nothing that has expired
        store.purge(installation.now())
    if chosen.insecure_loopback:
        output.note("A trial: plain http, cookies without protection. Only for this machine.")
    app = create_app(chosen, library, installation.now)
    Server(app, asked.host, asked.port, lambda at: print(f"running on {at}", flush=True)).run()
    return 0


def _check(asked: Arguments) -> int:
    from app.checks import proof

    if asked.languages is not None:
        return _check_languages(asked)
    return output.listed(proof.findings(installation.root()))


def _check_languages(asked: Arguments) -> int:
    from app.checks import languages, translations

    root = installation.root()
    unknown = set(asked.languages) - set(translations.languages(root))
    if unknown:
        raise Mistake(f"There is no language {', '.join(sorted(unknown))} in locales/.")
    found = tuple(languages.reports(load(root), root, asked.languages))
    failures = [each for report in found for each in report.failures]
    if asked.json:
        print(json.dumps([languages.as_json(each) for each in found], ensure_ascii=False, indent=1))
        return 1 if failures else 0
    for report in found:
        for each in report.warnings:
            print(f"worth a look  {each}")
    print("\n".join(languages.table(found)))
    return output.listed(failures)


def _review(asked: Arguments) -> int:
    from app.checks import review
    from app.checks.approving import NotThere

    try:
        made = review.bundle(
            installation.root(), load(installation.root()), installation.today(), asked.as_at
        )
    except NotThere as fault:
        raise Mistake(str(fault)) from fault
    return output.written(made.encode(), asked.out)


def _approve(asked: Arguments) -> int:
    from app.checks import approving

    library = load(installation.checkout())
    files = tuple(library.files) if asked.all else tuple(each.as_posix() for each in asked.file)
    if not files:
        raise Mistake("Name the files that were approved, or say --all.")
    try:
        made = approving.approve(
            installation.checkout(), library, files, asked.by, asked.role, installation.today()
        )
    except approving.NotThere as fault:
        raise Mistake(str(fault)) from fault
    print(f"{len(made)} files approved by {asked.by} ({asked.role}).")
    return 0


def _assess(asked: Arguments) -> int:
    from app.services import api_views, readable

    library = installation.library()
    unknown = [each for each in asked.decision or () if each not in library.decisions]
    if unknown:
        raise Mistake(f"There is no decision {unknown[0]}: {', '.join(library.decisions)}.")
    found = installation.situation(library, asked.file)
    english = installation.speaker(library, "en")
    if asked.json:
        made = api_views.assessed(found, english, asked.decision)
        print(made.model_dump_json(indent=2, by_alias=True))
    else:
        print(readable.assessment(found, english, asked.decision), end="")
    return 0


def _letter(asked: Arguments) -> int:
    from app.services import law_words, letter_files, letter_shelf

    if asked.format in ("docx", "pdf") and asked.out is None:
        raise Mistake(f"A {asked.format} file is not for the screen: say --out FILE.")
    library = installation.library()
    if asked.id not in library.letters:
        raise Mistake(f"There is no letter {asked.id}: {', '.join(library.letters)}.")
    found = installation.situation(library, asked.file)
    speaker = installation.speaker(library, asked.lang)
    try:
        drafted = letter_shelf.drafted(found, speaker, asked.id)
    except LetterNotAvailable:
        when = law_words.condition(library, library.letters[asked.id].available_when)
        raise Mistake(f"The facts rule this letter out. It needs {when}.") from None
    pair = letter_shelf.pair(drafted)
    return output.written(letter_files.rendered(pair, asked.format), asked.out)


def _extract(asked: Arguments) -> int:
    from app.i18n import extraction

    root = installation.checkout()
    try:
        done = extraction.extract(load(root), root, asked.language)
    except ValueError as error:
        raise Mistake(str(error)) from error
    print(f"{done.content} messages of content, {done.around} of pages and services.")
    for each in done.languages:
        counts = f"{each.translated} of {each.messages} translated, {each.added} new"
        print(f"{each.lang}: {counts}, {each.stale} stale, {each.gone} gone")
    return output.listed(done.findings)


def _compile(_: Arguments) -> int:
    from app.checks import translations

    made = translations.packed(installation.root())
    print(f"Packed: {', '.join(made) or 'nothing new'}.")
    return 0


def _translations(asked: Arguments) -> int:
    from app.checks import translations

    root = installation.root()
    if asked.lang not in translations.languages(root):
        raise Mistake(f"There is no language {asked.lang} in locales/. Start it with extract.")
    lines = translations.sheet if asked.sheet else translations.needs
    for each in lines(load(root), root, asked.lang):
        print(each)
    return 0 if asked.sheet else output.listed(translations.faults_of(root, asked.lang))


def _calendars(asked: Arguments) -> int:
    from app.services import term_dates

    file = settings.calendars_in(settings.folder_of(os.environ))
    if asked.act == "status":
        for line in term_dates.status(file):
            print(line)
        return 0
    done = term_dates.put_in(
        file, asked.file, asked.as_of or installation.today(), accept_odd=asked.accept_odd
    )
    for line in done.refused:
        output.note(line)
    for line in done.taken:
        print(line)
    return 1 if done.refused else 0


def _schema(asked: Arguments) -> int:
    names = (asked.shelf,) if asked.shelf else schema.names()
    made = {name: schema.of(name) for name in names}
    print(json.dumps(made[asked.shelf] if asked.shelf else made, indent=2))
    return 0


def _schools(asked: Arguments) -> int:
    from app.services import school_list

    path = settings.from_environment(os.environ).schools_file
    if asked.act == "import":
        lines = school_list.load(path, (asked.file, asked.links), installation.today(), output.bar)
    else:
        lines = school_list.status(path, load(installation.root()))
    print("\n".join(lines))
    return 0


def _organisation(asked: Arguments) -> int:
    from app.checks import organisations

    lines = organisations.listed() if asked.act == "list" else organisations.created(asked.name)
    print("\n".join(lines))
    return 0


def _reviewer(asked: Arguments) -> int:
    from app.checks import organisations

    if asked.act == "export":
        lines = organisations.exported()
    else:
        lines = organisations.granted(asked.name, asked.lang, given=asked.act == "grant")
    print("\n".join(lines))
    return 0


def _recordings(asked: Arguments) -> int:
    from app.checks import voices

    lines = voices.status() if asked.act == "status" else voices.export()
    print("\n".join(lines) or "There is nothing.")
    return 0


def _purge(_: Arguments) -> int:
    with installation.store(settings.from_environment(os.environ)) as store:
        print(f"{store.purge(installation.now())} expired cases removed.")
    return 0


def _backup(asked: Arguments) -> int:
    from app.store.database import BackupUnavailable

    with installation.store(settings.from_environment(os.environ)) as store:
        try:
            store.backup(asked.path)
        except BackupUnavailable as error:
            raise Mistake(str(error)) from error
    print(f"Written: {asked.path}. Keep it apart from the secret.")
    return 0


COMMANDS: dict[str, Command] = {
    "serve": _serve,
    "check": _check,
    "review": _review,
    "approve": _approve,
    "assess": _assess,
    "letter": _letter,
    "compile": _compile,
    "extract": _extract,
    "translations": _translations,
    "calendars": _calendars,
    "schema": _schema,
    "schools": _schools,
    "organisation": _organisation,
    "reviewer": _reviewer,
    "recordings": _recordings,
    "purge": _purge,
    "backup": _backup,
}


if __name__ == "__main__":
    sys.exit(main())
