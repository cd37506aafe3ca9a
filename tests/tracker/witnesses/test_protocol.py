from base64 import b64decode, b64encode
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.sample_logs import ORIGIN, SampleLog, path_maker, sample, signer
from tests.witness_server import Refusal, WitnessServer
from tracker.witnesses import protocol
from tracker.witnesses.protocol import Witness


@pytest.fixture(scope="module")
def log() -> SampleLog:
    return sample(60)[0]


@pytest.fixture
def server() -> Iterator[WitnessServer]:
    with WitnessServer(ORIGIN, signer().key.public) as running:
        yield running


def request(log: SampleLog, old: int, size: int) -> bytes:
    path = path_maker(log.hashes(size)).consistency_path(old) if old else []
    return protocol.add_checkpoint(old_size=old, path=path, note=log.checkpoint(size))


@pytest.mark.parametrize(("old", "size"), [(0, 1), (1, 2), (7, 8), (8, 13), (13, 13), (32, 60)])
def test_a_witness_takes_the_request_and_its_signature_holds(
    log: SampleLog, server: WitnessServer, old: int, size: int
) -> None:
    if old:
        server.add_checkpoint(request(log, 0, old))

    answer = server.add_checkpoint(request(log, old, size))
    cosigned = protocol.cosignature_in(
        answer.encode(), witness=Witness.of(server.setting), note=log.checkpoint(size), now=timezone.now()
    )

    assert cosigned is not None
    assert cosigned.line == answer
    assert server.latest[0] == size


def test_a_log_that_was_rewritten_gets_no_signature(log: SampleLog, server: WitnessServer) -> None:
    rewritten, _claim = sample(60)
    rewritten.leaves[3] = rewritten.leaves[4]
    server.add_checkpoint(request(log, 0, 40))

    with pytest.raises(Refusal) as refusal:
        server.add_checkpoint(request(rewritten, 40, 60))

    assert refusal.value.status == 422


def test_a_witness_that_saw_another_size_names_it(log: SampleLog, server: WitnessServer) -> None:
    server.add_checkpoint(request(log, 0, 40))

    with pytest.raises(Refusal) as refusal:
        server.add_checkpoint(request(log, 20, 60))

    assert (refusal.value.status, protocol.size_in(refusal.value.body.encode())) == (409, 40)


@pytest.mark.parametrize("answer", [b"", b"-1\n", b"1e3\n", b"9" * 400, "٣\n".encode(), b"\xff\n"])
def test_what_is_no_size_is_none(answer: bytes) -> None:
    assert protocol.size_in(answer) is None


def forged(answer: str, kind: str) -> bytes:
    dash, name, encoded = answer.removesuffix("\n").split(" ")
    payload = bytearray(b64decode(encoded))
    if kind == "another name":
        name = "other.example"
    elif kind == "another time":
        payload[11] ^= 1
    elif kind == "another key":
        payload[0] ^= 1
    elif kind == "too short":
        del payload[-1]
    elif kind == "no base64":
        return f"{dash} {name} %%%\n".encode()
    return f"{dash} {name} {b64encode(bytes(payload)).decode()}\n".encode()


@pytest.mark.parametrize("kind", ["another name", "another time", "another key", "too short", "no base64"])
def test_a_forged_cosignature_is_left_aside_and_a_true_one_behind_it_taken(
    log: SampleLog, server: WitnessServer, kind: str
) -> None:
    answer = server.add_checkpoint(request(log, 0, 60))
    witness, note = Witness.of(server.setting), log.checkpoint()

    alone = protocol.cosignature_in(forged(answer, kind), witness=witness, note=note, now=timezone.now())
    both = forged(answer, kind) + answer.encode()

    assert alone is None
    assert protocol.cosignature_in(both, witness=witness, note=note, now=timezone.now()) is not None


def test_a_cosignature_of_another_checkpoint_or_of_tomorrow_is_none(
    log: SampleLog, server: WitnessServer
) -> None:
    answer = server.add_checkpoint(request(log, 0, 60)).encode()
    witness, now = Witness.of(server.setting), timezone.now()

    of_another = protocol.cosignature_in(answer, witness=witness, note=log.checkpoint(59), now=now)
    of_tomorrow = protocol.cosignature_in(
        answer, witness=witness, note=log.checkpoint(), now=now - timedelta(days=1)
    )

    assert (of_another, of_tomorrow) == (None, None)


@pytest.mark.parametrize(
    "setting",
    [
        "",
        "https://witness.example",
        "https://witness.example witness.example+00000000+BA==",
        "witness.example witness.example+{key_id}+{key}",
        "https://witness.example witness.example+00000000+{key}",
        "https://witness.example +{key_id}+{key}",
        "https://witness.example witness.example+{key_id}+%%%",
    ],
)
def test_a_setting_that_names_no_witness_is_refused(server: WitnessServer, setting: str) -> None:
    _address, _space, key = server.setting.partition(" ")
    _name, key_id, encoded = key.split("+", 2)

    with pytest.raises(ValueError, match=r"not like|base64|padding"):
        Witness.of(setting.format(key_id=key_id, key=encoded))
