import re

from scripts import sbom
from tests.stack import ROOT

LOCK = (ROOT / "requirements.txt").read_text()


def test_every_locked_library_is_listed_with_its_hashes_and_licence() -> None:
    listed = sbom.components(LOCK)
    lines = re.findall(r"^[\w.-]+(?:\[.*\])?==.*$", LOCK, re.MULTILINE)
    pinned = [
        re.split(r"[=\[]", line)[0] for line in lines if "win32" not in line and "== 'emscripten'" not in line
    ]
    assert [each["name"] for each in listed] == [name.lower() for name in pinned]
    assert [each["name"] for each in listed if not each["hashes"]] == []
    assert not {"pywin32", "colorama"} & set(pinned)
    assert 0 < str(listed).count("SHA-256") < LOCK.count("--hash=sha256:")
    (django,) = [each for each in listed if each["name"] == "django"]
    assert str(django["purl"]).startswith("pkg:pypi/django@5")
    assert django["licenses"] == [{"license": {"name": "BSD-3-Clause"}}]


def test_a_library_that_is_not_installed_is_listed_without_a_licence() -> None:
    (listed,) = sbom.components(f"not-there==1.2 \\\n    --hash=sha256:{'0' * 64}\n")
    assert listed["licenses"] == []
    assert listed["hashes"] == [{"alg": "SHA-256", "content": "0" * 64}]
