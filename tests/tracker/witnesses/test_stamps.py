import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sample_logs import sample
from tests.timestamp_authority import TimeStampAuthority, has_openssl
from tracker.witnesses.stamps import BadStamp, check_stamp, stamp_request, trusted_roots

NOTE = sample(40)[0].checkpoint()


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TimeStampAuthority]:
    if not has_openssl():
        pytest.skip("no openssl on this machine: apt install openssl")
    with TimeStampAuthority(tmp_path_factory.mktemp("authority")) as running:
        yield running


def test_a_stamp_holds_for_the_checkpoint_that_it_was_asked_for(authority: TimeStampAuthority) -> None:
    request, roots = stamp_request(NOTE), trusted_roots(authority.certificates)

    at = check_stamp(authority.stamp(request.as_bytes()), request=request, note=NOTE, roots=roots)

    assert abs(at.timestamp() - (authority.folder / "answer.tsr").stat().st_mtime) < 60


def test_a_reader_checks_a_stamp_with_openssl_alone(authority: TimeStampAuthority, tmp_path: Path) -> None:
    (tmp_path / "checkpoint").write_text(NOTE)
    (tmp_path / "checkpoint.tsr").write_bytes(authority.stamp(stamp_request(NOTE).as_bytes()))
    command = ["openssl", "ts", "-verify", "-data", "checkpoint", "-in", "checkpoint.tsr", "-CAfile"]

    done = subprocess.run(
        [*command, str(authority.certificates)], cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert "Verification: OK" in done.stdout + done.stderr


def test_a_stamp_of_something_else_or_of_another_request_is_refused(authority: TimeStampAuthority) -> None:
    request, roots = stamp_request(NOTE), trusted_roots(authority.certificates)
    answer = authority.stamp(request.as_bytes())

    with pytest.raises(BadStamp, match="Mismatch between messages"):
        check_stamp(answer, request=request, note=f"{NOTE} ", roots=roots)
    with pytest.raises(BadStamp, match="Nonce mismatch"):
        check_stamp(answer, request=stamp_request(NOTE), note=NOTE, roots=roots)


def test_a_stamp_by_somebody_who_is_not_trusted_is_refused(
    authority: TimeStampAuthority, tmp_path: Path
) -> None:
    other = TimeStampAuthority(tmp_path)
    other.server_close()
    request = stamp_request(NOTE)

    with pytest.raises(BadStamp):
        check_stamp(
            other.stamp(request.as_bytes()),
            request=request,
            note=NOTE,
            roots=trusted_roots(authority.certificates),
        )


@pytest.mark.parametrize("answer", [b"", b"\x00", b"<html>busy</html>", b"\x30\x80" + b"\x30" * 5000])
def test_what_is_no_stamp_is_refused(authority: TimeStampAuthority, answer: bytes) -> None:
    with pytest.raises(BadStamp):
        check_stamp(answer, request=None, note=NOTE, roots=trusted_roots(authority.certificates))
