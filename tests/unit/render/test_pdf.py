"""Letters as PDF, opened again: what they say, aloud too, and how they are tagged."""

from __future__ import annotations

import io
import re
import unicodedata
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from babel import Locale
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from app.model.letters import Letter, LetterPair
from app.render import glyphs, pieces
from app.render.pdf import pdf, undrawable
from tests.unit.render.made_up import (
    ALONE,
    ENGLISH_POINTS,
    KINDS,
    LINE,
    SLOVAK_POINTS,
    URDU_POINTS,
    WITH_SLOVAK,
    WITH_URDU,
    Aloud,
    block,
    english,
    gap,
    letter,
    text,
    urdu,
    value,
)

MARKUP = (
    '#panic("no") ',
    "#set page(fill: red)",
    '#read("/etc/passwd")',
    "= Heading",
    "*bold* _no_ `raw` $x^2$ <label> @ref",
    "\\#escaped \\u{1F600} // gone? /* gone? */",
    "https://example.org/~a--b---c 'q' \"q\" ...",
    "{{ 7 * 7 }} {% raw %} &lt;b&gt; <b>",
    "]#[ }#{ )",
)


def pages(pair: LetterPair) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf(pair))).pages]


def flat(said: str) -> str:
    return "".join(said.split())


def test_english_alone_is_one_page_in_order() -> None:
    (page,) = pages(ALONE)
    expected = ["Sam Example", "The clerk", "Dear Clerk", "What I ask", *ENGLISH_POINTS]
    expected += ["by 23 October 2026", "Yours sincerely", "Enclosed", pieces.RECEIVED]
    places = [flat(page).find(flat(words)) for words in expected]
    assert -1 not in places and places == sorted(places)


@pytest.mark.parametrize("kind", KINDS)
def test_every_block_type_is_printed(kind: str) -> None:
    said = letter(block(kind, text("Words of ours"), value(" and Alex")))  # type: ignore[arg-type]
    assert "Words of ours and Alex" in pages(LetterPair(said))[0]


def test_the_copy_is_on_a_page_of_its_own_with_the_same_numbers() -> None:
    first, second = map(flat, pages(WITH_SLOVAK))
    for number, (sent, kept) in enumerate(zip(ENGLISH_POINTS, SLOVAK_POINTS, strict=True), 1):
        assert f"{number}.{flat(sent)}" in first
        assert f"{number}.{flat(kept)}" in second
    for words in (pieces.KEEP, pieces.DRAFT, "Pre vás. Neposielajte.", WITH_SLOVAK.draft_line):
        assert words and flat(words) in second and flat(words) not in first
    assert flat(pieces.RECEIVED) in first and flat(pieces.RECEIVED) not in second


def test_numbers_that_jump_are_kept() -> None:
    said = letter(*(block("point", text("x"), id=str(n), number=n) for n in (2, 3, 6)))
    assert [f"{n}." in pages(LetterPair(said))[0] for n in (1, 2, 3, 4, 5, 6)] == [
        False, True, True, False, False, True,
    ]  # fmt: skip


def test_it_is_made_to_the_accessible_standard() -> None:
    aloud = Aloud(pdf(WITH_URDU))
    root = aloud.file.Root
    assert root.MarkInfo.Marked and root.ViewerPreferences.DisplayDocTitle
    assert str(root.Lang) == "en"
    about = root.Metadata.read_bytes()
    assert b"<pdfuaid:part>1</pdfuaid:part>" in about
    assert b"Please send the papers" in about


def test_it_is_tagged_as_what_it_is_in_its_languages() -> None:
    tags = Aloud(pdf(WITH_URDU)).tags()
    kinds = [kind for kind, _ in tags]
    assert kinds.count("/H1") == 2 and kinds.count("/H2") == 2
    assert kinds.count("/L") == 2 and kinds.count("/LI") == 6
    assert "/Span" not in kinds
    assert ("/H1", "en") in tags and ("/H1", "ur") in tags
    urdu_points = [lang for kind, lang in tags[kinds.index("/L") + 1 :] if kind == "/LBody"]
    assert urdu_points == ["en", "en", "en", "ur", "ur", "en"]


def test_the_whole_slovak_copy_is_marked_as_slovak() -> None:
    tags = Aloud(pdf(WITH_SLOVAK)).tags()
    copy = [kind for kind, _ in tags].index("/H1", 8)
    assert {lang for kind, lang in tags[copy:] if kind in ("/H1", "/H2", "/L")} == {"sk"}


def test_urdu_is_read_aloud_letter_by_letter() -> None:
    said = Aloud(pdf(LetterPair(Letter("x", "x", urdu().blocks, "ur", "rtl")))).pages[0]
    for point in URDU_POINTS:
        assert not Counter(flat(point)) - Counter(flat(said))
    only_urdu = letter(block("paragraph", text(URDU_POINTS[0]), lang="ur"), lang="ur")
    aloud = Aloud(pdf(LetterPair(only_urdu))).pages[0].split(pieces.RECEIVED)[0]
    assert Counter(flat(aloud)) == Counter(flat(URDU_POINTS[0]))
    assert all(word in aloud for word in URDU_POINTS[0].split())


@pytest.mark.parametrize(
    "said",
    [
        "Žiadam o účasť, ďakujem.",
        "Прошу надати всі документи.",
        "Așadar, vă rog, țară. Lütfen gönderiniz, ığşç.",
    ],
)
def test_other_languages_can_be_read_back(said: str) -> None:
    (page,) = pages(LetterPair(letter(block("paragraph", text(said)))))
    assert not undrawable(LetterPair(letter(block("paragraph", text(said)))))
    assert flat(said) in flat(page)


OTHER_SCRIPTS = {
    "ar": "يمكن لطفلك العودة إلى المدرسة يوم الاثنين. نريد أن نتكلم في الاجتماع.",
    "bg": "Детето Ви може да се върне в училище. Искаме да говорим на събранието.",
    "bn": "আপনার সন্তান স্কুলে ফিরতে পারবে। প্রধান শিক্ষকের সিদ্ধান্ত, কর্তৃপক্ষ, ট্রাইব্যুনাল, হ্যাঁ।",
    "cs": "Vaše dítě se může vrátit do školy. Příště žádejte o schůzku, děkujeme.",
    "hu": "Gyermeke hétfőn visszamehet az iskolába. Őszintén, űrhajó.",
    "pa": "ਤੁਹਾਡਾ ਬੱਚਾ ਸਕੂਲ ਵਾਪਸ ਜਾ ਸਕਦਾ ਹੈ। ਪ੍ਰਿੰਸੀਪਲ ਦਾ ਫ਼ੈਸਲਾ, ਵਿਦਿਆਰਥੀ, ਖ਼ਾਸ ਲੋੜਾਂ।",
    "pl": "Państwa dziecko może wrócić do szkoły. Źdźbło, łąka, ćma, więź.",
    "rmc": "O čhavo šaj džal pale andre škola. Ľikeren, paťan, ďives, ňisoske.",
    "so": "Ilmahaagu wuxuu dugsiga ku noqon karaa Isniinta.",
    "tr": "Çocuğunuz pazartesi günü okula dönebilir. İğne, ışık.",
    "uk": "Ваша дитина може повернутися до школи. Її ґанок, з’їзд, щодня.",
}


@pytest.mark.parametrize("lang", OTHER_SCRIPTS)
def test_each_script_is_drawn_and_said_once_and_whole(lang: str) -> None:
    said = OTHER_SCRIPTS[lang]
    pair = LetterPair(
        Letter("x", "x", (block("paragraph", text(said), lang=lang),), lang, WAY[lang])
    )
    assert not undrawable(pair)
    aloud = Aloud(pdf(pair))
    assert aloud.missing_glyphs() == 0
    told = aloud.pages[0]
    assert [word for word in said.split() if word not in told] == []
    assert not_ascii(told) == not_ascii(said)


WAY: dict[str, pieces.Direction] = {
    lang: "rtl" if lang == "ar" else "ltr" for lang in OTHER_SCRIPTS
}


@pytest.mark.parametrize("lang", ["bn", "pa", "ar"])
def test_every_word_that_cldr_has_can_be_copied_out(lang: str) -> None:
    """A thousand real words: names of countries, languages and currencies."""
    known = Locale.parse(lang)
    names = [*known.territories.values(), *known.languages.values(), *known.currencies.values()]
    words = {word for name in names for word in NO_WORD.split(name) if word}
    own = sorted(word for word in words if not VOWEL_SIGNS.search(word))
    said = " ".join(own)
    whole = Letter("x", "x", (block("paragraph", text(said), lang=lang),), lang, WAY[lang])
    told = flat("".join(Aloud(pdf(LetterPair(whole))).pages))
    assert len(own) > 800
    assert [word for word in own if flat(word) not in told] == []
    assert not_ascii(told) == not_ascii(said)


def not_ascii(said: str) -> Counter[str]:
    return Counter(char for char in said if not char.isascii())


NO_WORD = re.compile(r"[\s()/,.;:0-9&|\u2010-\u2019-]+")
VOWEL_SIGNS = re.compile("[\u064b-\u0652\u0670\u200e\u200f]|[a-z]", re.IGNORECASE)
"""Arabic vowel signs, which ordinary writing leaves out; the PDF says their letters twice."""


@pytest.mark.parametrize("said", MARKUP)
def test_nothing_typed_is_read_as_markup(said: str) -> None:
    typed = letter(
        block("reference", value(said)),
        block("paragraph", text(f"A{said}Z")),
        block("own_words", text(said), number=1),
        block("signature", text("Yours,"), gap(said)),
        title=said,
    )
    (page,) = pages(LetterPair(typed))
    assert flat(page).count(flat(said)) == 4
    file = PdfReader(io.BytesIO(pdf(LetterPair(typed))))
    assert file.metadata and file.metadata.title == said.strip()


TYPED = st.text(st.characters(codec="utf-8"), max_size=60) | st.text("#$*_=[]{}()\\/@<>`~-'\"\n a")


@settings(deadline=None, max_examples=150)
@given(TYPED, TYPED, st.sampled_from(KINDS), st.none() | st.integers(1, 99))
def test_whatever_is_typed_is_printed_as_it_is(
    name: str, own: str, kind: str, number: int | None
) -> None:
    """No text stops the letter, runs as code, or loses a letter that our fonts can draw."""
    said = letter(
        block(kind, text("<"), value(name), text(">"), number=number),  # type: ignore[arg-type]
        block("own_words", text(own)),
    )
    aloud = Counter(flat("".join(Aloud(pdf(LetterPair(said))).pages)))
    ascii_typed = [char for char in pieces.clean(name + own) if "!" <= char <= "~"]
    assert not Counter(ascii_typed) - aloud


HELD = sorted({chr(point) for font in glyphs.fonts() for point in font})
MARKS = [char for char in HELD if unicodedata.category(char).startswith("M")]


@settings(deadline=None, max_examples=100)
@given(st.lists(st.sampled_from(HELD) | st.sampled_from(MARKS), max_size=60).map("".join))
def test_no_letter_of_our_fonts_stops_the_document(typed: str) -> None:
    """Not even under a mark that only another font holds."""
    said = letter(block("own_words", text(typed)), block("date", value(typed)), title=typed)
    assert pdf(LetterPair(said)).startswith(b"%PDF")


def test_a_mark_from_another_font_is_told() -> None:
    assert (
        undrawable(LetterPair(letter(block("date", text("\u0995\u06df \u0628\u0650"))))) == "\u06df"
    )


def test_letters_that_no_font_holds_are_told_and_shown_as_missing() -> None:
    pair = LetterPair(letter(block("own_words", text("我们 ok 😀 我"))))
    assert undrawable(pair) == "我们😀"
    assert "\ufffd\ufffd ok \ufffd" in pages(pair)[0]


def test_a_long_letter_goes_over_pages_and_counts_them() -> None:
    long = letter(block("own_words", text("We want Alex back. " * 900), number=1))
    sent = pages(LetterPair(long, long))
    half = len(sent) // 2
    assert half > 1 and "".join(sent).count("Alex") == 1800
    for first in (sent[0], sent[half]):
        assert f"1 / {half}" in first


def test_a_word_without_end_stays_on_the_paper() -> None:
    pair = LetterPair(letter(block("own_words", text("x" * 400))))
    positions: list[float] = []
    PdfReader(io.BytesIO(pdf(pair))).pages[0].extract_text(
        visitor_text=lambda said, cm, tm, *_: positions.append(cm[5] + tm[5]) if said else None
    )
    assert len({round(place) for place in positions}) >= 5


def test_a_name_cannot_turn_the_sentence_around() -> None:
    said = letter(block("paragraph", text("I am "), value("Sam\u202eelpmaxE\u2066"), text(".")))
    assert "I am SamelpmaxE." in pages(LetterPair(said))[0]


def test_the_same_letter_gives_the_same_bytes_also_at_the_same_time() -> None:
    once = pdf(WITH_URDU)
    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(pdf, [WITH_URDU] * 8)) == {once}
    assert b"CreationDate" not in once


def test_one_letter_leaves_nothing_in_the_next() -> None:
    pdf(WITH_URDU)
    assert pdf(ALONE) == pdf(LetterPair(english()))


def test_a_letter_with_nothing_in_it_can_still_be_made() -> None:
    assert len(pages(LetterPair(letter(title="\x00"), letter(lang="sk")))) == 2


def test_without_fonts_no_empty_page_is_made(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    from app.render import pdf as module

    monkeypatch.setattr(glyphs, "FOLDER", tmp_path_factory.mktemp("no_fonts"))
    module._fonts.cache_clear()
    try:
        with pytest.raises(FileNotFoundError, match="make assets"):
            pdf(ALONE)
    finally:
        module._fonts.cache_clear()


def test_no_page_holds_only_the_last_lines() -> None:
    """However long the letter, the day for an answer, the name and the box are on one page."""
    end = (
        block("deadline", text("Please answer by Friday.")),
        block("signature", text("Yours sincerely,"), LINE, value("Sam Example")),
        block("enclosures", text("Copy to: the head")),
    )
    for lines in range(20, 40):
        many = (block("paragraph", text("Words. "), id=str(n)) for n in range(lines))
        file = PdfReader(io.BytesIO(pdf(LetterPair(letter(*many, *end)))))
        last = file.pages[-1].extract_text()
        assert "Please answer" in last and pieces.RECEIVED in last, lines


def test_what_is_filled_in_by_hand_is_not_cut_by_the_end_of_a_page() -> None:
    labels = ("Number: ", "What it is: ", "Date: ")
    asked = [run for label in labels for run in (text(label), gap(""), LINE)][:-1]
    apart = [block("paragraph", *asked, id=str(n)) for n in range(40)]
    together = block("paragraph", *[run for _ in range(40) for run in (*asked, LINE, LINE)])
    for blocks in (apart, [together]):
        file = PdfReader(io.BytesIO(pdf(LetterPair(letter(*blocks), is_sent=False))))
        counted = [
            [page.extract_text().count(each.strip()) for each in labels] for page in file.pages
        ]
        assert all(len(set(each)) == 1 for each in counted)
        assert sum(each[0] for each in counted) == 40 and counted[0][0] > counted[-1][0] > 0
