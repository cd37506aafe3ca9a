from tests.tracker.intake.extract.pages import article_page
from tracker.intake.extract import article_process
from tracker.intake.extract.article import load
from tracker.intake.extract.page import extract

ORDER = {"url": "https://ledger.example/bridge", "content_type": "text/html", "zone": "Europe/Berlin"}


def test_what_is_sent_back_is_what_the_page_gives() -> None:
    body = article_page()
    assert load(article_process.work(body, ORDER)) == extract(body, **ORDER)
