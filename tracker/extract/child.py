"""The process in which one page is read: an order on stdin, the result on stdout. Started by `guard` alone."""

import json
import resource
import sys
from typing import BinaryIO

from tracker.extract.page import extract
from tracker.extract.results import NotAnArticle, NotAnArticleKind, dump


def serve(order: BinaryIO, answer: BinaryIO) -> None:
    """Read a line of JSON (`url`, `content_type`, `cpu_seconds`, `memory_mib`) and a body; write the result."""
    asked = json.loads(order.readline())
    body = order.read()
    resource.setrlimit(resource.RLIMIT_CPU, (asked["cpu_seconds"], asked["cpu_seconds"] + 1))
    resource.setrlimit(resource.RLIMIT_AS, (asked["memory_mib"] * 2**20,) * 2)
    try:
        result = dump(extract(body, url=asked["url"], content_type=asked["content_type"]))
    except MemoryError:
        result = dump(NotAnArticle(NotAnArticleKind.TOO_LARGE))
    answer.write(result)


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    serve(sys.stdin.buffer, sys.stdout.buffer)
