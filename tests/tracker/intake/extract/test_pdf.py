"""The text, the title and the day of real PDF files."""

from datetime import date

import pytest

from tests.tracker.intake.extract.pdfs import LEFT, Column, Pdf
from tracker.intake.extract import ArticlePage, NotAnArticle, NotAnArticleKind
from tracker.intake.extract.article import TEXT_LENGTH
from tracker.intake.extract.pdf import PAGES, extract_pdf

URL = "https://www.ministerium.example/presse/bruecke.pdf"
GERMAN = (
    "Das Ministerium für Verkehr hat am Montag die Brücken-",
    "sanierung an der Nord- und Ostsee angekündigt. „Größere“ Ver-",
    "zögerungen schließt es aus, sagten CDU-",
    "Politiker. Der Übergang öffnet bis Ende 2027 für die Rad-",
    "und Fußwege.",
)
READ = (
    "Das Ministerium für Verkehr hat am Montag die Brückensanierung an der Nord- und Ostsee angekündigt. „Größere“"
    " Verzögerungen schließt es aus, sagten CDU-Politiker. Der Übergang öffnet bis Ende 2027 für die Rad- und"
    " Fußwege."
)


def read(pdf: Pdf, url: str = URL) -> ArticlePage:
    page = extract_pdf(bytes(pdf), url=url, zone="Europe/Berlin")
    assert isinstance(page, ArticlePage)
    return page


def one(*lines: str, **info: str) -> Pdf:
    return Pdf([[Column(lines)]], info)


def test_words_parted_at_the_end_of_a_line_are_whole_again_and_umlauts_stay() -> None:
    assert read(one(*GERMAN)).text == READ


def test_columns_are_read_one_after_the_other_and_a_sentence_goes_on_in_the_next() -> None:
    left, right = Column(GERMAN[:3], LEFT), Column(GERMAN[3:], 320)

    assert read(Pdf([[left, right]])).text == READ


def test_a_sentence_goes_on_over_the_page_and_what_stands_on_each_page_is_left_out() -> None:
    """Unlike an article's words, the running head and the number are no sentence of it."""
    parts = (GERMAN[:2], GERMAN[2:4], GERMAN[4:])
    pages = [
        [Column(["Amtsblatt Nr. 7"]), Column(part, y=700), Column([f"Seite {number} von 3"], y=40)]
        for number, part in enumerate(parts, 1)
    ]

    assert read(Pdf(pages)).text == READ


def test_a_gap_between_lines_begins_a_paragraph() -> None:
    pdf = Pdf([[Column(GERMAN), Column(["Die Arbeiten kosten 40 Millionen Euro."], y=680)]])

    assert read(pdf).text.split("\n") == [READ, "Die Arbeiten kosten 40 Millionen Euro."]


@pytest.mark.parametrize(
    ("told", "title"),
    [
        ("Brücken für übermorgen", "Brücken für übermorgen"),
        ("Microsoft Word - Entwurf.docx", ""),
        ("a.indd", ""),
    ],
)
def test_the_title_is_the_files_own_unless_a_program_made_it_up(told: str, title: str) -> None:
    assert read(one(*GERMAN, Title=told)).title == title


def test_without_one_the_title_is_what_stands_in_the_largest_letters() -> None:
    pdf = Pdf([[Column(["Brücke öffnet 2027"], size=18), Column(GERMAN, y=700)]], {"Title": "brief.doc"})

    assert read(pdf).title == "Brücke öffnet 2027"
    assert read(pdf).text.startswith("Brücke öffnet 2027\nDas Ministerium")


@pytest.mark.parametrize(
    ("head", "url", "day"),
    [
        ("Berlin, 28. Mai 2026", URL, date(2026, 5, 28)),
        ("Pressemitteilung vom 28.05.2026", URL, date(2026, 5, 28)),
        ("Stand: 28. Mai 2026", URL, date(2026, 6, 2)),  # a day of change is none
        ("Einladung zum 7. Juli 2026", URL, date(2026, 6, 2)),  # still to come when the file was made
        ("Pressemitteilung", "https://m.example/2026/05/30/a.pdf", date(2026, 5, 30)),
        ("Pressemitteilung", URL, date(2026, 6, 2)),  # made at 1:30 in Berlin
    ],
)
def test_the_files_own_day_counts_only_where_nothing_better_is_said(head: str, url: str, day: date) -> None:
    pdf = Pdf([[Column([head]), Column(GERMAN, y=700)]], {"CreationDate": "D:20260601233000Z00'00'"})

    assert read(pdf, url).published_on == day


def test_a_file_without_a_day_has_none_and_its_publisher_is_its_host() -> None:
    page = read(one(*GERMAN, ModDate="D:20260601233000Z"))

    assert (page.published_on, page.publisher) == (None, "ministerium.example")


def test_only_so_many_letters_and_pages_are_read() -> None:
    long = Pdf([[Column(["Die Brücke öffnet bis Ende 2027 für alle. " * 20] * 50)]] * 4)
    many = Pdf([[Column(["Die Brücke öffnet bis Ende 2027 für alle."])]] * (PAGES + 50))

    assert TEXT_LENGTH - 100 < len(read(long).text) <= TEXT_LENGTH
    assert read(many).text.count("Brücke") <= PAGES


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (bytes(Pdf([[], []])), NotAnArticleKind.PDF_SCAN),
        (bytes(Pdf([[Column(GERMAN)]], is_locked=True)), NotAnArticleKind.PDF_LOCKED),
        (bytes(one(*GERMAN))[:200], NotAnArticleKind.PDF_BROKEN),
        (b"%PDF-1.7 and nothing else", NotAnArticleKind.PDF_BROKEN),
        (bytes(Pdf([])), NotAnArticleKind.PDF_BROKEN),
    ],
)
def test_what_gives_no_text_says_why(body: bytes, kind: NotAnArticleKind) -> None:
    assert extract_pdf(body, url=URL) == NotAnArticle(kind)


def test_a_file_without_pages_is_not_called_locked_because_the_one_before_was() -> None:
    locked = bytes(Pdf([[Column(GERMAN)]], is_locked=True))
    assert extract_pdf(locked, url=URL) == NotAnArticle(NotAnArticleKind.PDF_LOCKED)
    assert extract_pdf(bytes(Pdf([])), url=URL) == NotAnArticle(NotAnArticleKind.PDF_BROKEN)
