"""What passes the gate and what is turned away, before any name is looked up and for every address after."""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.fetch.gate import BadAddress, RefusedAddress, admit, refusal, registrable_domain


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/",
        "file:///etc/passwd",
        "gopher://example.org",
        "javascript:alert(1)",
        "example.org/feed",
        "",
    ],
)
def test_only_http_and_https_pass(url: str) -> None:
    with pytest.raises(BadAddress, match="only http and https"):
        admit(url)


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org\\@127.0.0.1/",
        "http://example.org/\\",
        "http://exa\tmple.org/",
        "http://exam\nple.org/",
        "http://a@b@example.org/",
        "http://exam ple.org/",
        "http://%31%32%37.0.0.1/",
        "http://example.org:0/",
        "http://example.org:99999/",
        "http://[::1%25eth0]/",
        "http://[2606:4700::1%25eth0]/",
        "http://[::1",
        "http:///feed",
        "http://" + "a" * 64 + ".example/",
        "http://\u200b.example/",
    ],
)
def test_an_address_that_two_programs_could_read_differently_is_bad(url: str) -> None:
    with pytest.raises(BadAddress):
        admit(url)


@pytest.mark.parametrize(
    "host",
    [
        "2130706433",
        "0x7f000001",
        "017700000001",
        "127.1",
        "0177.0.0.1",
        "0x7f.0.0.1",
        "1.2.3",
        "1.2.3.4.5",
        "256.1.1.1",
        "127.0.0.0x1",
    ],
)
def test_a_number_in_disguise_is_refused(host: str) -> None:
    with pytest.raises(RefusedAddress, match="disguise"):
        admit(f"http://{host}/")


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.0.0.1.", "①②⑦.0.0.1", "127。0。0。1", "[::1]", "[::ffff:8.8.8.8]", "10.1.2.3"]
)
def test_a_literal_private_address_is_refused(host: str) -> None:
    with pytest.raises(RefusedAddress, match="not a public address"):
        admit(f"https://{host}/")


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.255.255.255",
        "168.63.129.16", "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.0.170", "192.0.2.1",
        "192.88.99.1", "192.168.1.1", "198.18.0.1", "198.19.255.255", "198.51.100.1", "203.0.113.1", "224.0.0.1",
        "239.255.255.255", "240.0.0.1", "255.255.255.255",
    ],
)  # fmt: skip
def test_an_ipv4_address_off_the_public_internet_is_refused(address: str) -> None:
    assert refusal(address)


@pytest.mark.parametrize(
    "address",
    [
        "::", "::1", "::7f00:1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::ffff:0:127.0.0.1", "64:ff9b::7f00:1",
        "64:ff9b::808:808", "64:ff9b:1::1", "100::1", "fc00::1", "fd12:3456::1", "fe80::1", "fe80::1%eth0", "fec0::1",
        "ff02::1", "2001::1", "2001:0:4136:e378::1", "2001:2::1", "2001:db8::1", "2002:7f00:1::", "2002:808:808::1",
        "3fff::1", "5f00::1", "4000::1", "1234::1",
    ],
)  # fmt: skip
def test_an_ipv6_address_off_the_public_internet_is_refused(address: str) -> None:
    assert refusal(address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "1.1.1.1", "93.184.215.14", "2606:4700:4700::1111", "2a00:1450::1"]
)
def test_a_public_address_passes(address: str) -> None:
    assert refusal(address) is None


@given(st.ip_addresses(v=4))
def test_no_ipv4_address_passes_inside_an_ipv6_one(address: ipaddress.IPv4Address) -> None:
    number = int(address)
    wrapped = [
        number,
        0xFFFF << 32 | number,
        0x64FF9B << 96 | number,
        0x2002 << 112 | number << 80,
        0x20010000 << 96 | number,
    ]

    assert all(refusal(ipaddress.IPv6Address(each)) for each in wrapped)


def test_the_client_gets_the_ascii_spelling() -> None:
    target = admit("HTTPS://ada:p%40ss@MÜNCHEN.example:443/a b/ü?q=ö#top")

    assert target.url == "https://ada:p%40ss@xn--mnchen-3ya.example/a%20b/%C3%BC?q=%C3%B6"
    assert (target.scheme, target.host, target.port) == ("https", "xn--mnchen-3ya.example", 443)


@pytest.mark.parametrize("entry", ["intranet", "INTRANET", "intranet:8080"])
def test_an_operator_may_allow_a_host_by_name(entry: str) -> None:
    assert admit("http://intranet:8080/feed").is_allowed_by({entry})


@pytest.mark.parametrize("entry", ["intranet:80", "net", "other", ""])
def test_an_allowance_covers_neither_other_ports_nor_other_hosts(entry: str) -> None:
    assert not admit("http://intranet:8080/feed").is_allowed_by({entry})


@pytest.mark.parametrize(
    ("url", "entry"),
    [("http://10.0.0.1/", "10.0.0.1"), ("http://[::1]:81/", "[::1]:81"), ("http://[::1]/", "::1")],
)
def test_an_allowed_address_passes_though_private(url: str, entry: str) -> None:
    assert admit(url, allowed_hosts={entry})


@given(st.text())
def test_any_text_is_admitted_or_turned_away_with_a_reason(text: str) -> None:
    try:
        spelling = admit(f"http://{text}").url
    except (BadAddress, RefusedAddress) as error:
        spelling = str(error)

    assert spelling
    assert spelling.isascii()


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("feeds.news.example.co.uk", "example.co.uk"),
        ("Example.CO.UK.", "example.co.uk"),
        ("example.co.uk:8080", "example.co.uk"),
        ("ada:pass@www.nordlicht.example", "nordlicht.example"),
        ("www.münchen.de", "xn--mnchen-3ya.de"),
        ("one.github.io", "one.github.io"),
        ("co.uk", "co.uk"),
        ("intranet", "intranet"),
        ("10.0.0.1", "10.0.0.1"),
        ("[2001:db8::1]:80", "2001:db8::1"),
    ],
)
def test_a_publisher_is_known_by_its_registrable_domain(host: str, domain: str) -> None:
    assert registrable_domain(f"https://{host}/feed") == domain


@given(st.text())
def test_any_text_belongs_to_some_publisher_or_none(text: str) -> None:
    assert isinstance(registrable_domain(f"http://{text}"), str)
