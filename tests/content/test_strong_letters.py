"""Six families: what a strong letter must say for each of them, and what would harm them.

The lists were written first, from what helps and harms at governors' meetings; the letters have
to follow them. A point is a few words that must stand, a harm is a pattern that must not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest

from app.content.library import Library
from app.services import letter_shelf, papers, result
from tests.fixtures.families import (
    AUTISTIC,
    EXAMS,
    FAMILIES,
    IN_CARE,
    KNIFE,
    ROMA,
    SENT_HOME,
    english,
    thought,
)
from tests.fixtures.told import SPEAKER

L10, L09 = "views_permanent_exclusion", "views_long_suspension_or_exam"


@dataclass(frozen=True)
class Strong:
    """One letter of one family."""

    family: str
    letter: str
    says: tuple[str, ...]
    harms: tuple[str, ...] = ()


HARMS_ANYBODY = (
    r"\bsorry\b", r"apolog", r"\bguilty\b", r"\badmit", r"I accept\b", r"we accept\b",
    r"will not happen again", r"promise", r"I do not want a panel", r"I will not ask",
    r"sue\b", r"legal action", r"illegal", r"unlawful", r"broke the law", r"racist school",
    r"guidance", r"paragraph \d", r"PEX", r"expel", r"autis", r"ADHD", r"diagnos",
    r"press charges", r"\bliar\b", r"\bRoma\b", r"Gypsy", r"Traveller",
)  # fmt: skip

# What every letter for the governors' meeting about a permanent exclusion has.
AT_THE_BOARD = (
    "Dear Clerk",
    "I ask the governing board to reinstate my child, which means to let my child back into school",
    "Hill School permanently excluded my child by a letter dated Monday 16 November 2026",
    "which school rule was broken, and how serious that was",
    "what serious harm you see if my child comes back, and what would make it safe",
    "The law says that you have to weigh my child's interests and circumstances",
    "I may bring somebody with me",
    "all the papers for the meeting at least 5 school days before it",
    "your decision in writing, with your reasons",
    "on my child's school record",
    "A copy of the school's letter",
    "Please answer in writing by Thursday 26 November 2026",
    "reg. 6(3)(a)",
    "Copy to: The Headteacher and The Director of Children's Services",
)
AS_IF_SUSPENDED = (
    r"suspended my child",
    r"days of suspension",
    r"has to meet about this suspension",
)
BEHAVIOUR = (
    r"meltdown", r"violen", r"aggress", r"\battack", r"\bfight\b", r"my child (hit|hurt|kicked)",
    r"assault", r"\bdanger",
)  # fmt: skip
PRIVATE_LIFE = (
    r"abuse", r"neglect", r"foster", r"birth (mother|family)", r"trauma", r"third school",
)  # fmt: skip
TOLD_BY_THE_KNIFE = (
    r"knife", r"\bbag\b", r"older boy", r"carry", r"did not happen", r"provoked", r"used by",
    r"condition\.", r"Other children were part",
)  # fmt: skip

STRONG = (
    Strong(
        AUTISTIC,
        L10,
        says=(
            "I ask the governing board to reinstate my child",
            "EHC plan). Please ask whether the school gave all the help in it",
            "and spoke to the council",
            "a school has to make reasonable changes for a disabled pupil",
            "Help that was agreed for my child was not there that day",
            "has to do with my child's condition",
            "Nobody asked my child what happened before the decision",
            "It does not say what serious harm there would be if my child stayed",
            "The school did not try other help first",
            "the council can look at the EHC plan early",
            "say what you found for each fact",
            "weigh my child's interests and circumstances",
            "I want to speak",
            "your decision in writing, with your reasons",
            "A copy of the EHC plan",
            "decide for yourselves what happened",
            "what else was tried or could be tried, and why it is not enough",
            "at once, or by a day that you name",
            *AT_THE_BOARD,
            "Equality Act 2010",
        ),
        harms=(*AS_IF_SUSPENDED, *BEHAVIOUR, r"cannot cope", r"another school"),
    ),
    Strong(
        AUTISTIC,
        "ask_for_ehc_review",
        says=(
            "keep the help in my child's EHC plan going",
            "the council has to see that the special help in a plan is given",
            "Only the council can change it",
            "a review meeting in the next two weeks",
            "please ask me first which one I want",
            "Children and Families Act 2014, s. 42",
        ),
        harms=(r"meltdown", r"another school would", r"cannot cope"),
    ),
    Strong(
        AUTISTIC,
        "before_a_claim",
        says=(
            "I think that it was disability discrimination",
            "Hill School permanently excluded my child by a letter dated Monday 16 November 2026",
            "answer each point in writing",
            "keep all notes, messages and films",
            "I keep all other ways open",
        ),
        harms=(r"meltdown", r"compensation", r"days of suspension", r"before you meet", r"weigh"),
    ),
    Strong(
        ROMA,
        L10,
        says=(
            "Other children were part of this and were given less",
            "I do not ask for their names",
            "It is the first time",
            "My child was bullied or provoked before this",
            "The school's own rules name a smaller step",
            "who saw what and when it was written",
            "I think that race or heritage played a part",
            "how equality was thought about",
            "spoke badly about our family",
            "did not understand what was said, because of language",
            "The language is Romanian",
            "Please do not ask a child or somebody from the school to interpret",
            "what serious harm you see if my child comes back",
            "decide for yourselves what happened",
            "what else was tried or could be tried, and why it is not enough",
            *AT_THE_BOARD,
        ),
        harms=(
            *AS_IF_SUSPENDED,
            *BEHAVIOUR,
            r"you are racist",
            r"discriminat",
            r"the other (boy|girl)",
        ),
    ),
    Strong(
        ROMA,
        "race_questions",
        says=(
            "how you thought about equality before you decided",
            "how many pupils of each ethnic group",
            "which racist words or acts against my child",
            "keep all notes, messages and video",
            "what the others in this matter were given, without their names",
            "the school's rules on equality and on bullying",
            "by Monday 7 December 2026",
        ),
        harms=(*BEHAVIOUR, r"you are racist", r"discriminat"),
    ),
    Strong(
        ROMA,
        "ask_for_help_at_meeting",
        says=(
            "I need an interpreter at the meeting. The language is Romanian",
            "Please do not ask a child or somebody from the school to interpret",
            "let the interpreter read the papers to me",
            "I may bring a friend",
        ),
        harms=(*BEHAVIOUR, r"cannot read", r"I will pay"),
    ),
    Strong(
        KNIFE,
        "police_holding",
        says=(
            "so I say nothing now about what happened",
            "I keep the right to speak about it later",
            "decide only on papers that I have seen and could answer",
            "a fact counts only if it is more likely than not",
            "keep any video",
            "which papers are with the police",
            "do not ask my child about that day",
            "do not hold it against my child",
            "with a name, a date and a signature",
            "what the school gave to the police, and when",
            "Nothing follows from that",
            "by Thursday 26 November 2026",
        ),
        harms=(
            r"knife",
            r"bag\b",
            r"older boy",
            r"It did not happen",
            r"wait for the police",
            r"provoked",
            r"condition",
            r"used by",
            r"carry",
        ),
    ),
    Strong(
        KNIFE,
        L10,
        says=(
            "I keep the right to speak about it later",
            "Please look at the evidence for each fact",
            "The school's own rules name a smaller step",
            "who saw what and when it was written",
            "My child did not get the extra help that they need",
            "what signs the school saw",
            "what serious harm you see if my child comes back",
            "The law says that a fact counts only if it is more likely than not",
            "nothing follows from that",
            *AT_THE_BOARD,
        ),
        harms=(
            r"knife",
            r"\bbag\b",
            r"older boy",
            r"did not happen",
            r"provoked",
            r"first time",
            r"Other children were part",
            r"condition\.",
            r"used by",
            r"Nobody asked my child",
            *AS_IF_SUSPENDED,
        ),
    ),
    Strong(
        KNIFE,
        "ask_for_papers",
        says=(
            "signed and dated statements",
            "keep any video, photos and messages about that day",
            "all the papers for the meeting at least 5 school days before it",
            "the day when the headteacher told the governing board",
        ),
        harms=TOLD_BY_THE_KNIFE,
    ),
    Strong(
        KNIFE,
        "ask_head_to_cancel",
        says=("You decided and had not heard my child", "Please cancel the decision in writing"),
        harms=(*TOLD_BY_THE_KNIFE, r"did not do", r"Please hear my child now"),
    ),
    Strong(
        EXAMS,
        L09,
        says=(
            "I ask the governing board to reinstate my child",
            "Please meet before Monday 7 December 2026, the day of the first exam",
            "The law asks for that wherever it can be done",
            "let my child take the exam or test, at school or somewhere else",
            "My child has exams this school year",
            "The school did not try other help first",
            "The school has given my child no work",
            "how many school days of suspension the school counts",
            "whether my child should have been allowed back sooner",
            "on my child's school record",
            "As I count the days, the board has to meet even without an exam",
            "weigh my child's interests and circumstances",
            "at once, or by a day that you name",
            "all the papers for the meeting at least 5 school days before it",
            "I want to speak",
            "by Thursday 26 November 2026",
        ),
        harms=(
            r"permanent",
            r"cannot end",
            r"sixth school day after",
            r"will not sit",
            r"withdraw",
        ),
    ),
    Strong(
        EXAMS,
        "ask_to_meet_before_exam",
        says=(
            "Please meet before Monday 7 December 2026, the day of the first exam",
            "let my child take the exam or test, at school or somewhere else",
            "whether the chair can decide alone",
            "the work that the class does for these exams",
            "by Wednesday 25 November 2026",
        ),
        harms=(r"permanent", r"\bmay miss\b", r"next year"),
    ),
    Strong(
        EXAMS,
        "education_while_out",
        says=(
            "suitable full-time education from the sixth school day in a row of a suspension",
            "Nobody has told me of a place to learn yet",
            "The school has given no work so far",
            "the address, the first day, the times and whom to ask for",
            "how my child can take the exams or tests that are near",
            "who pays for it",
        ),
        harms=(r"permanent", r"the council has to", r"teach my child at home"),
    ),
    Strong(
        IN_CARE,
        L10,
        says=(
            "social worker was not told in time",
            "Please hear them before you decide",
            "what the council's virtual school head advised",
            "The school did not try other help first",
            "Something very hard was happening",
            "SEN support). Please ask what the help was",
            "where my child will learn",
            "from the sixth school day. Nobody has told me yet",
            "what the social worker was told, and when",
            "take that into account",
            "decide for yourselves what happened",
            "what serious harm you see if my child comes back",
            *AT_THE_BOARD,
        ),
        harms=(*AS_IF_SUSPENDED, *BEHAVIOUR, *PRIVATE_LIFE, r"another placement"),
    ),
    Strong(
        IN_CARE,
        "education_while_out",
        says=(
            "the council has to arrange suitable full-time education from the sixth school day",
            "Nobody has told me of a place to learn yet",
            "My child is in care or has a social worker",
            "Please start as soon as you can",
            "extra help with learning in this time too",
        ),
        harms=(*PRIVATE_LIFE, r"the school has to arrange", r"a suspension"),
    ),
    Strong(
        IN_CARE,
        "ask_virtual_school",
        says=(
            "My child is in care",
            "As far as I know, the school did not tell the social worker in time",
            "talk to the headteacher now",
            "from the next school day",
            "personal education plan",
            "come to the governors' meeting, or send your views in writing",
            "the name and the number of one person",
            "so that school does not have to end",
        ),
        harms=(*PRIVATE_LIFE, *BEHAVIOUR),
    ),
    Strong(
        SENT_HOME,
        "challenge_sent_home",
        says=(
            "Monday 2 November 2026, Thursday 5 November 2026, Monday 9 November 2026, "
            "Thursday 12 November 2026 and Monday 16 November 2026",
            "I have had no letter that says this is a suspension",
            "I was asked to collect my child before the end of the school day",
            "It keeps happening",
            "suspend a pupil only because of behaviour",
            "only the headteacher can suspend a pupil",
            "for each day, whether it was a suspension",
            "full time from the next school day",
            "how the register was marked",
            "school work for the days that were missed",
            "about the help that my child needs",
            "there was not enough staff or help",
            "send me a suspension letter now",
            "with the reasons and the length",
            "what sets it off, and at what would help",
            "by Tuesday 24 November 2026",
        ),
        harms=(
            r"I agree",
            r"I will collect",
            r"governing board to reinstate",
            r"my fault",
            r"home educat",
            r"take (him|her|my child) off",
            r"permanent",
            r"part.time",
            *BEHAVIOUR,
        ),
    ),
    Strong(
        SENT_HOME,
        "complaint_to_school",
        says=(
            "Monday 2 November 2026",
            "Monday 16 November 2026",
            "sent home, or kept away from school, with no letter",
            "say that it stops, and from which day",
            "how the lost lessons are made up",
            "who decides, and by when",
        ),
        harms=(r"I agree", r"my fault", r"home educat", *BEHAVIOUR),
    ),
)


def _named(strong: Strong) -> str:
    return f"{strong.letter}: {strong.family}"


@pytest.mark.parametrize("strong", STRONG, ids=_named)
def test_every_point_stands(strong: Strong, content: Library) -> None:
    text = english(thought(content, strong.family), strong.letter)
    assert not [point for point in strong.says if point not in text]


@pytest.mark.parametrize("strong", STRONG, ids=_named)
def test_nothing_in_it_harms(strong: Strong, content: Library) -> None:
    text = english(thought(content, strong.family), strong.letter)
    patterns = (*HARMS_ANYBODY, *strong.harms)
    assert not [each for each in patterns if re.search(each, text, re.IGNORECASE)]


@pytest.mark.parametrize("family", FAMILIES)
def test_no_letter_on_offer_harms(family: str, content: Library) -> None:
    """Not only the letters of the lists: every one that this family could send."""
    found = thought(content, family)
    patterns = (*HARMS_ANYBODY, *(TOLD_BY_THE_KNIFE if family == KNIFE else ()))
    for card in (*letter_shelf.cards(found, SPEAKER), *letter_shelf.others(found, SPEAKER)):
        text = english(found, card.id)
        assert not [each for each in patterns if re.search(each, text, re.IGNORECASE)], card.id


VIEWS = {AUTISTIC: L10, ROMA: L10, KNIFE: L10, EXAMS: L09, IN_CARE: L10}
TICKED = ("grounds.true", "grounds.decided")
# With the police involved these would say that the child was there, or why it was done.
HELD_BACK = {
    "others_treated_differently", "provoked_or_bullied", "first_time", "linked_to_condition",
    "used_by_others",
}  # fmt: skip


def spoken(text: str) -> set[str]:
    """The sentences of a letter, without the numbers of its points."""
    return {each for each in re.split(r"(?<=[.?:])\s+", text) if not re.fullmatch(r"\d+\.", each)}


@pytest.mark.parametrize("family", VIEWS)
def test_each_true_thing_is_a_reason_and_only_what_was_said_is(
    family: str, content: Library
) -> None:
    letter, told = VIEWS[family], FAMILIES[family][1]
    whole = spoken(english(thought(content, family), letter))
    nothing = {fact.replace(".", "__"): [] for fact in TICKED}
    bare = spoken(english(thought(content, family, **nothing), letter))
    for fact in TICKED:
        for option in told[fact]:
            left = [each for each in told[fact] if each != option]
            without = thought(content, family, **{fact.replace(".", "__"): left})
            own = whole - spoken(english(without, letter))
            is_held = family == KNIFE and option in HELD_BACK
            assert bool(own) is not is_held, (option, own)
            assert not own & bare, option


@pytest.mark.parametrize(
    ("fact", "value", "point"),
    [
        ("sent_home.again", "no", "It keeps happening"),
        ("sent_home.because", None, "there was not enough staff or help"),
        ("sent_home.how", None, "collect my child before the end of the school day"),
        ("sent_home.told_how", None, "I was told by phone"),
        ("child.sen", "none", "needs extra help, or may need it"),
    ],
)
def test_what_was_not_said_about_being_sent_home_is_not_in_the_letter(
    fact: str, value: str | None, point: str, content: Library
) -> None:
    assert point in english(thought(content, SENT_HOME), "challenge_sent_home")
    changed = thought(content, SENT_HOME, **{fact.replace(".", "__"): value})
    assert point not in english(changed, "challenge_sent_home")


def test_without_an_exam_the_days_alone_make_the_board_meet(content: Library) -> None:
    found = thought(
        content, EXAMS, exclusion__misses_exam_or_test="no", exclusion__first_exam_on=None
    )
    text = english(found, L09)
    assert "As I count the days, the law says that the board has to meet" in text
    assert "even without an exam" not in text and "before Monday 7 December" not in text


def test_the_six_families_all_have_a_list() -> None:
    assert {each.family for each in STRONG} == set(FAMILIES)


def test_with_the_police_the_careful_letter_comes_first(content: Library) -> None:
    found = thought(content, KNIFE)
    assert letter_shelf.cards(found, SPEAKER)[0].id == "police_holding"
    today = result.result(found, SPEAKER).view.today
    assert today.href is not None and today.href.endswith("/letter/police_holding")


def test_without_the_police_there_is_no_such_letter(content: Library) -> None:
    found = thought(content, AUTISTIC)
    cards = (*letter_shelf.cards(found, SPEAKER), *letter_shelf.others(found, SPEAKER))
    assert "police_holding" not in {each.id for each in cards}


FORMS_OF_AUTHORITY = {"authority_parent", "authority_young_person"}


def test_every_letter_about_an_exclusion_says_which_decision_it_is_about(content: Library) -> None:
    found = thought(content, AUTISTIC)
    cards = letter_shelf.cards(found, SPEAKER)
    silent = {each.id for each in cards if "by a letter dated" not in english(found, each.id)}
    assert silent <= FORMS_OF_AUTHORITY


def test_a_letter_about_disability_asks_the_governors_for_no_decision(content: Library) -> None:
    text = english(thought(content, AUTISTIC), "before_a_claim")
    assert "let my child back" not in text and "days of suspension" not in text


def test_a_letter_about_a_place_names_one_day_for_the_answer(content: Library) -> None:
    within = content.letters["apply_for_new_school"].answer_within
    assert within and (within.count, within.unit) == (15, "school_days")
    assert "within 15 school days" in english(thought(content, ROMA), "apply_for_new_school")


ACCOUNT = re.compile(r"knife|older boy|What happened then|\bour side, in", re.IGNORECASE)


@pytest.mark.parametrize("known", ["yes", None])
def test_no_paper_tells_what_happened_unless_the_police_are_certainly_not_in_it(
    known: str | None, content: Library
) -> None:
    found = thought(content, KNIFE, police__involved=known)
    for card in papers.cards(found, SPEAKER):
        pair = papers.pair(found, SPEAKER, card.id)
        text = " ".join(run.text for block in pair.english.blocks for run in block.runs)
        assert not ACCOUNT.search(text), card.id


L22 = "statement_for_panel"
PANEL = {
    "board__decision": "declined",
    "board__meeting_began": "yes",
    "board__notice_dated": "2026-11-18",
    "board__notice_how": "by_hand",
    "irp__stage": "asked",
    "irp__applied_on": "2026-11-20",
}
AT_THE_MEETING = {
    "papers_late": "Papers came late, or only at the meeting",
    "new_reason": "The school gave a new reason at the meeting",
    "could_not_speak": "could not say what we wanted",
    "no_interpreter": "I asked for an interpreter, and there was none",
    "head_stayed": "Somebody from the school was with the governing board when it decided",
    "governor_involved": "A governor had a part in this before",
    "harm_not_asked": "did not ask what serious harm",
    "less_not_asked": "did not ask what else could be done",
    "needs_not_asked": "did not look at extra help",
    "equality_not_asked": "I spoke about race",
    "school_copied": "only says again what the school said",
}


def test_each_fault_of_the_governors_meeting_is_a_point_for_the_panel(content: Library) -> None:
    every = {each.id for each in content.facts["grounds.meeting"].options}
    assert every == set(AT_THE_MEETING)
    for option, point in AT_THE_MEETING.items():
        found = thought(content, AUTISTIC, **PANEL, grounds__meeting=[option])
        text = english(found, L22)
        others = [each for key, each in AT_THE_MEETING.items() if key != option]
        assert point in text
        assert not [each for each in others if each in text], option


FOR_THE_VIEWS = {
    "not_the_head": "I think that the headteacher did not decide this",
    "only_the_breach": "It does not say what serious harm",
    "nobody_says_who_saw": "Some papers have no name or date",
    "smaller_step": "The school's own rules name a smaller step",
    "old_notes": "The papers hold many old notes",
    "papers_changed": "Papers came or changed after I had the first ones",
    "governor_involved": "Please let another governor decide",
    "agreed_help_missing": "Help that was agreed",
    "linked_to_condition": "has to do with my child's condition",
    "worker_not_told": "social worker was not told in time",
    "exam_year": "My child has exams this school year",
    "words_about_us": "spoke badly about our family",
    "used_by_others": None,
}


def test_each_thing_ticked_is_its_own_point_and_no_other(content: Library) -> None:
    every = {each.id for each in content.facts["grounds.decided"].options}
    assert every == set(FOR_THE_VIEWS)
    for option, point in FOR_THE_VIEWS.items():
        found = thought(content, IN_CARE, grounds__decided=[option])
        text = english(found, L10)
        standing = [each for each in FOR_THE_VIEWS.values() if each and each in text]
        assert standing == ([point] if point else []), option
