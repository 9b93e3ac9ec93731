"""What a family puts together to take away: which letters and papers, and as what kind of file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from app.render.pack import Pack, pack_pdf
from app.render.pack_docx import pack_docx
from app.render.pack_zip import pack_zip
from app.services.views import OptionView, Problem

Form = Literal["pdf", "docx", "zip"]
FORMS: tuple[Form, ...] = get_args(Form)
TYPES: Mapping[Form, str] = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "zip": "application/zip",
}
MADE: Mapping[Form, Callable[[Pack], bytes]] = {
    "pdf": pack_pdf,
    "docx": pack_docx,
    "zip": pack_zip,
}


@dataclass(frozen=True, slots=True)
class PackView:
    """The page of the pack: what can go in. `child`: what the child said, apart from the rest.
    `copies`: the reader has another language."""

    letters: tuple[OptionView, ...]
    papers: tuple[OptionView, ...]
    child: tuple[OptionView, ...] = ()
    evidence: tuple[OptionView, ...] = ()
    copies: bool = False
    problems: tuple[Problem, ...] = ()


def rendered(pack: Pack, form: Form) -> bytes:
    """The pack as a file. Takes a tenth of a second and more: call it in a thread."""
    return MADE[form](pack)


def chosen(options: Sequence[OptionView], ticked: Sequence[str]) -> tuple[str, ...]:
    """What was ticked of what is on offer, in the order of the offer."""
    return tuple(each.value for each in options if each.value in ticked)
