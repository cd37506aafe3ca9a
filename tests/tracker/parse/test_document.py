"""From bytes to the text of the root element, in any encoding and behind any prolog."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.parse import document
from tracker.parse.document import EntityDeclared, NoRoot

_ENTITY = "<?xml version='1.0'?><!DOCTYPE r [<!ENTITY a 'ha'>]><r>&a;</r>"


@pytest.mark.parametrize(
    "codec",
    [
        "utf-8",
        "utf-8-sig",
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "utf-32",
        "utf-32-le",
        "utf-32-be",
        "cp037",
        "cp500",
        "cp1140",
    ],
)
def test_entities_are_refused_in_every_encoding(codec: str) -> None:
    declared = _ENTITY.replace("'1.0'?", f"'1.0' encoding='{codec}'?")

    with pytest.raises(EntityDeclared):
        document.parse_document(declared.encode(codec))


@pytest.mark.parametrize(
    "prolog",
    [
        "<!DOCTYPE r [<!ENTITY a 'ha'>]>",
        "<!DOCTYPE r [<!ENTITY % a 'ha'> %a;]>",
        "<!DOCTYPE r [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>",
        "<!DOCTYPE r [<!-- <r> --><!ATTLIST r x CDATA '<!--'><!ENTITY a 'ha'>]>",
        "<?p <r> ?><!-- <r> --><!DOCTYPE r [<!ENTITY a 'ha'>]>",
        "junk <!DOCTYPE r [\n<!ENTITY a 'ha'>\n]>",
        "<!DOCTYPE a>\n<!-- <x --><!DOCTYPE r [<!ENTITY a 'ha'>]>",
    ],
)
def test_entities_are_refused_wherever_they_hide(prolog: str) -> None:
    with pytest.raises(EntityDeclared):
        document.parse_document(f"{prolog}<r>&a;</r>".encode())


@pytest.mark.parametrize(
    "prolog",
    [
        "",
        "<?xml version='1.0'?>",
        "<!DOCTYPE r>",
        "<!DOCTYPE r SYSTEM 'http://127.0.0.1/r.dtd'>",
        "<!DOCTYPE r [<!ELEMENT r ANY><!ATTLIST r x CDATA ']>'>]>",
        "<!-- <s> --><?p <t> ?>",
        "\ufeff\n ",
        "junk ",
    ],
)
def test_nothing_that_precedes_the_root_is_left(prolog: str) -> None:
    assert document.parse_document(f"{prolog}<r x='1'/>".encode()).text == "<r x='1'/>"


@pytest.mark.parametrize(
    "text", ["words", "{}", "< no", "<?xml version='1.0'?>", "<!-- only this -->", "<1/>"]
)
def test_without_an_element_there_is_no_root(text: str) -> None:
    with pytest.raises(NoRoot):
        document.parse_document(text.encode())


@pytest.mark.parametrize(
    ("given_", "mended"),
    [
        ("a & b", "a &amp; b"),
        ("?a=1&b=2", "?a=1&amp;b=2"),
        ("R&D;", "R&amp;D;"),
        ("&amp;&lt;&gt;&quot;&apos;", "&amp;&lt;&gt;&quot;&apos;"),
        ("&amp;nbsp;", "&amp;nbsp;"),
        ("&nbsp;&uuml;", "\u00a0ü"),
        ("&LT;script&GT;", "&amp;LT;script&amp;GT;"),
        ("&#228;&#xe4;", "&#228;&#xe4;"),
        ("[&#0;&#x1F;&#xD800;&#x110000;&#99999999999999;]", "[]"),
        ("<![CDATA[a & b &nbsp; &#0;]]> & c", "<![CDATA[a & b &nbsp; &#0;]]> &amp; c"),
        ("<![CDATA[a & b", "<![CDATA[a & b"),
    ],
)
def test_references_are_mended_outside_of_cdata(given_: str, mended: str) -> None:
    assert document.parse_document(f"<r>{given_}</r>".encode()).text == f"<r>{mended}</r>"


@pytest.mark.parametrize(
    "label", ["idna", "punycode", "unicode_escape", "utf-7", "rot13", "zlib", "base64", "nonsense"]
)
def test_a_codec_that_is_no_web_encoding_is_never_run(label: str) -> None:
    body = f"<?xml version='1.0' encoding='{label}'?><r>+ADw-\\u003c</r>".encode()

    assert document.parse_document(body).text == "<r>+ADw-\\u003c</r>"


def test_a_body_in_no_encoding_at_all_is_read_with_its_losses_shown() -> None:
    assert document.parse_document(b"<r>\x81\xff\xfe ok</r>").text.endswith(" ok</r>")


@given(st.binary())
def test_any_bytes_are_read_or_refused(body: bytes) -> None:
    try:
        text = document.parse_document(b"<r>" + body).text
    except (EntityDeclared, NoRoot):
        text = "<"

    assert text.startswith("<")
    assert text.encode()
