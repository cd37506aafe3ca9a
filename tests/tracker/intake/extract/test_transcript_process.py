from tracker.intake.extract import transcript_process
from tracker.intake.extract.transcript import load, read_transcript


def test_what_is_sent_back_is_what_the_file_gives() -> None:
    body = b"WEBVTT\n\n00:01.000 --> 00:02.000\n<v Orla>The bridge will open.\n"
    assert load(transcript_process.work(body, {"kind": "vtt"})) == read_transcript(body, "vtt")
