from tests.tracker.intake.extract.pdfs import Column, Pdf
from tracker.intake.extract import pdf_process
from tracker.intake.extract.article import load
from tracker.intake.extract.pdf import extract_pdf

ORDER = {
    "url": "https://ledger.example/bridge.pdf",
    "content_type": "application/pdf",
    "zone": "Europe/Berlin",
}


def test_what_is_sent_back_is_what_the_file_gives() -> None:
    body = bytes(Pdf([[Column(["The harbour bridge will open by the end of 2027."])]]))
    assert load(pdf_process.work(body, ORDER)) == extract_pdf(body, url=ORDER["url"], zone=ORDER["zone"])
