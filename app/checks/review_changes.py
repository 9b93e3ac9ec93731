"""What changed since the last approval: files, lines, and the saved situations it would alter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from difflib import unified_diff
from pathlib import Path

from app.checks import approving, saved_situations
from app.checks import review_markup as markup
from app.content.library import Library
from app.model.errors import ContentInvalid
from app.services import approvals, law_words
from app.services.approvals import FileState

CONTEXT = 2  # unchanged lines shown around a change


def changes(root: Path, library: Library, today: date) -> Iterator[str]:
    """The whole part of the review. Raises NotThere or FileUnusable."""
    states = approvals.states(library)
    yield from _standing(library, states)
    changed = [each for each in states if each.state == "changed"]
    if not changed and not approvals.gone(library):
        return
    texts = approving.texts(root)
    for each in changed:
        yield markup.heading(4, each.file)
        yield _difference(root, each.file, texts.get(each.file))
    yield markup.heading(3, "Saved situations that the changes would alter")
    yield from _situations(root, library, today)


def signature(library: Library) -> Iterator[str]:
    """Room for a name at the end, for exactly this content."""
    yield markup.paragraph(
        f"I have read this document for the content {markup.code(library.content_hash)}. "
        "What I would not sign is marked."
    )
    blank = "&nbsp;" * 40
    yield markup.table(
        ("Name", "Role", "Date", "Files approved, or all", "Signature"),
        ((blank, "", "", "", "<br><br>"),),
    )


def _standing(library: Library, states: tuple[FileState, ...]) -> Iterator[str]:
    counted = {
        state: sum(each.state == state for each in states)
        for state in ("approved", "changed", "never")
    }
    yield markup.paragraph(
        f"{counted['approved']} of {len(states)} files are approved as they stand, "
        f"{counted['changed']} changed since they were approved, "
        f"{counted['never']} were never approved."
    )
    yield markup.table(
        ("File", "State", "Approved by", "On"),
        (_row(each) for each in states if each.state != "never"),
    ) or markup.paragraph("Nobody has approved any file yet.")
    yield markup.table(
        ("Approved, and gone", "By", "On"),
        (
            (markup.code(each.file), markup.text(each.by), markup.text(law_words.day(each.on)))
            for each in approvals.gone(library)
        ),
    )


def _row(each: FileState) -> tuple[str, ...]:
    approval = each.approval
    who = f"{approval.by} ({approval.role})" if approval else ""
    state = "approved" if each.state == "approved" else "<b>changed since: not yet re-approved</b>"
    on = law_words.day(approval.on) if approval else ""
    return markup.code(each.file), state, markup.text(who), markup.text(on)


def _difference(root: Path, file: str, approved: bytes | None) -> str:
    if approved is None:
        return markup.paragraph("The approved text was not kept: read the whole file.")
    before, after = approved.decode().splitlines(), (root / file).read_text("utf-8").splitlines()
    lines = list(unified_diff(before, after, n=CONTEXT, lineterm=""))[2:]
    return markup.preformatted(_marked(lines))


def _marked(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        mark = {"+": "ins", "-": "del"}.get(line[:1])
        words = markup.text(line)
        yield f"<{mark}>{words}</{mark}>" if mark else words


def _situations(root: Path, library: Library, today: date) -> Iterator[str]:
    if not (root / saved_situations.FOLDER).is_dir():
        yield markup.paragraph("The saved situations are not installed here.")
        return
    try:
        with approving.as_approved(root, library) as approved:
            found = tuple(saved_situations.altered(root, approved, library, today))
    except ContentInvalid as fault:
        yield markup.paragraph(
            "The approved texts and the others do not fit together any more, so the saved "
            "situations could not be compared:"
        )
        yield markup.listed(markup.text(each) for each in fault.findings)
        return
    yield markup.paragraph(
        f"{len({each.situation for each in found})} saved situations would end otherwise."
    )
    yield markup.table(
        ("Situation", "Decision", "As approved", "Now"),
        (
            tuple(map(markup.text, (each.situation, each.decision, each.before, each.after)))
            for each in found
        ),
    )
