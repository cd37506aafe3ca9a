from pathlib import Path

from config.spelling import names_in, unknown

KNOWN = {"LOOKBACK_DAYS", "SECRET_KEY", "HOST", "PORT"}


def test_a_slip_in_the_file_is_told_with_what_is_meant() -> None:
    assert list(unknown(["LOOKBACK_DAY", "PORT"], [], known=KNOWN)) == [("LOOKBACK_DAY", "LOOKBACK_DAYS")]


def test_what_is_like_nothing_is_told_too_where_it_was_written_for_us() -> None:
    assert list(unknown(["FAVOURITE_COLOUR"], [], known=KNOWN)) == [("FAVOURITE_COLOUR", "")]


def test_of_the_environment_only_what_is_nearly_ours_is_told() -> None:
    others = ["HOSTNAME", "PATH", "LANG", "PORTS_OPEN", "SECRET_KEYS"]
    assert list(unknown([], others, known=KNOWN)) == [("SECRET_KEYS", "SECRET_KEY")]


def test_a_setting_from_a_file_is_known() -> None:
    assert list(unknown(["SECRET_KEY_FILE"], ["LOOKBACK_DAYS_FILE"], known=KNOWN)) == []


def test_names_are_read_as_django_environ_reads_them(tmp_path: Path) -> None:
    path = tmp_path / ".env"
    path.write_text("# PORT=1\nPORT=2\nexport HOST = x\n  SITE_NAME='a=b'\nnonsense\n")
    assert names_in(path) == ["PORT", "HOST", "SITE_NAME"]
    assert names_in(tmp_path / "gone") == []
