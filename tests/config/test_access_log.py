from types import SimpleNamespace

from gunicorn.config import Config

from config.access_log import AccessLogger


def test_a_line_names_the_page_without_what_opens_it() -> None:
    request = SimpleNamespace(
        headers=[("REFERER", "http://localhost/account/password/reset/1-abcdefghijkl/")]
    )
    answer = SimpleNamespace(status="200 OK", sent=1, response_length=1, headers=[])
    environ = {
        "REMOTE_ADDR": "127.0.0.1",
        "REQUEST_METHOD": "GET",
        "RAW_URI": "/calendar/abcdefghijklmnop.ics?x=hunter22",
        "PATH_INFO": "/calendar/abcdefghijklmnop.ics",
        "QUERY_STRING": "x=hunter22",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_REFERER": "http://localhost/account/password/reset/1-abcdefghijkl/",
    }
    logger = AccessLogger(Config())
    line = logger.cfg.access_log_format % logger.atoms(
        answer, request, environ, SimpleNamespace(seconds=0, microseconds=1)
    )
    assert "/calendar/…" in line
    assert not any(part in line for part in ("hunter22", "abcdefgh"))
