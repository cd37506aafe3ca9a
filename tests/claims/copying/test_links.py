"""Links between a copy's files."""

from claims.copying.links import relinked


def changed(text: str, *, leads: bool = True) -> str:
    return relinked(
        text, source="/en/claims/7/x/?a=1", file="en/claims/7/index.html", leads=lambda _place: leads
    )


def test_a_link_leads_from_file_to_file() -> None:
    assert changed('<a href="/de/about/#windows">') == '<a href="../../../de/about/index.html#windows">'


def test_a_link_by_the_sites_own_name_is_one_of_the_sites() -> None:
    assert changed('<link href="http://localhost:8000/en/">') == '<link href="../../index.html">'


def test_a_relative_link_is_read_from_where_the_page_stood() -> None:
    assert changed('<section data-file="record.json">') == (
        '<section data-file="../../../record/claims/7/record.json">'
    )


def test_a_query_is_escaped_as_it_was() -> None:
    link = '<a href="/en/claims/?claimant=x&amp;outcome=missed">'
    assert changed(link) == '<a href="../index.html?claimant=x&amp;outcome=missed">'


def test_other_sites_and_the_page_itself_stay() -> None:
    for link in (
        '<a href="https://paper.example/a?b=1">',
        '<a href="//paper.example/a">',
        '<a href="#words">',
        '<a href="mailto:a@b.example">',
    ):
        assert changed(link) == link


def test_what_leads_nowhere_in_a_copy_is_no_link() -> None:
    assert changed('<a class="desk" href="/admin/">') == '<a class="desk">'
    assert changed('<link rel="alternate" href="/en/feeds/search.atom?q=1">') == ""
    assert changed('<a href="/en/about/">', leads=False) == "<a>"


def test_a_question_mark_alone_asks_for_the_page_without_its_query() -> None:
    text = relinked('<a href="?">', source="/en/?count=half", file="en/count-half.html", leads=lambda _: True)
    assert text == '<a href="index.html">'
