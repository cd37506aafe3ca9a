"""Check a claim of a newsroom's record alone: needs Python 3.11, and openssl 3 for signatures. `--help` says how.

Ends with 0: all held. 1: something contradicts. 2: it cannot be read. 3: nothing contradicts, not all was looked at.
"""

import argparse
import base64
import contextlib
import functools
import hashlib
import json
import subprocess
import tempfile
import urllib.request
from pathlib import Path
from typing import Any as Json

FAILED, REFUSED, UNSEEN = 1, 2, 3
COMPARED = {"statement", "criteria", "opens_on", "closes_on", "outcome"}  # and what else the file tells
DER = bytes.fromhex("302a300506032b6570032100")  # what stands before an Ed25519 key for openssl
Fields = dict[str, Json]
parse = functools.partial(json.loads, parse_float=int, parse_constant=int)  # no fractions
unbase64 = functools.partial(base64.b64decode, validate=True)


class Halt(Exception):
    """A check does not hold, or cannot be made: one of the three codes, and why."""


def fetch(place: str, most: int = 32 * 1024 * 1024) -> bytes:
    """A file, or the answer of a web address. UNSEEN where there is none, REFUSED where it is too long."""
    try:
        address = place if place.startswith(("http://", "https://")) else Path(place).resolve().as_uri()
        with urllib.request.urlopen(address, timeout=20) as answer:  # noqa: S310  the web, or a file
            body: bytes = answer.read(most + 1)
    except (OSError, ValueError) as fault:
        raise Halt(UNSEEN, f"{place}: {fault}") from None
    if len(body) > most:
        raise Halt(REFUSED, f"{place} is longer than {most} bytes")
    return body


def get(thing: object, name: str, kind: type) -> Json:
    """The field of a JSON object. REFUSED where it is missing or of another kind."""
    if not isinstance(thing, dict) or type(thing.get(name)) is not kind:
        raise Halt(REFUSED, f"{name!r} is missing, or is not of the type {kind.__name__}")
    return thing[name]


def canonical(value: object) -> bytes:
    """RFC 8785, of values without fractions. ValueError where a text has half a character."""
    if isinstance(value, dict):
        names = sorted(value, key=lambda name: name.encode("utf-16-be"))
        return b"{" + b",".join(canonical(name) + b":" + canonical(value[name]) for name in names) + b"}"
    if isinstance(value, list):
        return b"[" + b",".join(map(canonical, value)) + b"]"
    return json.dumps(value, ensure_ascii=False).encode()


def digest(opening: object, name: str, value: object) -> str:
    """What a leaf holds for a value, under the opening's salt."""
    salt = bytes.fromhex(get(opening, "salt", str))
    if len(salt) != 16:
        raise Halt(REFUSED, f"the salt of {name!r:.80} is not of 16 bytes")
    return hashlib.sha256(salt + canonical([name, value])).hexdigest()


def checkpoint_of(note: str) -> Fields:
    """The parts of a signed checkpoint (C2SP tlog-checkpoint), alone or at a proof's end. REFUSED without one."""
    text, signatures = ["", "", *note.split("\n\n")][-2:]
    origin, size, root = [*text.split("\n"), "", "", ""][:3]
    if not (size.isascii() and size.isdigit() and len(size) < 16):
        raise Halt(REFUSED, "the checkpoint is no signed note with an origin, a size and a root")
    signed = {"text": f"{text}\n".encode(), "origin": origin, "size": int(size), "root": unbase64(root)}
    return signed | {"lines": signatures.split("\n")}


def file_of(place: str) -> Fields:
    """A claim's file, or as much of one as a checkpoint is. REFUSED where it is neither."""
    body = fetch(place)
    if not body.lstrip().startswith(b"{"):
        return {"checkpoint": checkpoint_of(body.decode().replace("\r\n", "\n")), "leaves": [], "key": []}
    file: Fields = parse(body)
    if get(file, "format", str) != "foresaid-claim/1":
        raise Halt(REFUSED, "'format' is not foresaid-claim/1")
    for entry in get(file, "leaves", list):
        text, openings = get(entry, "leaf", str).encode(), get(entry, "openings", list)
        entry |= {"text": text, "hash": hash_of(0, text), "leaf": get({"leaf": parse(text)}, "leaf", dict)}
        entry["opened"] = {get(part, "name", str): part.get("value") for part in openings}
        if len(entry["opened"]) < len(openings):
            raise Halt(REFUSED, "an entry opens a name twice")
    return file | {"checkpoint": checkpoint_of(get(file, "checkpoint", str)), "key": get(file, "key", list)}


def hash_of(kind: int, *parts: bytes) -> bytes:
    """The hash of a leaf (0), or of a node (1) over two others (RFC 9162)."""
    return hashlib.sha256(bytes([kind]) + b"".join(parts)).digest()


def root_by_path(leaf: bytes, index: int, size: int, path: list[bytes]) -> bytes:
    """The root to which a leaf's path leads in a tree of this size; nothing's where the path is not of its length."""
    if size <= 1 or not path:
        return leaf if (index, size) == (0, 1) and not path else b""
    left = 1 << (size - 1).bit_length() - 1
    if index < left:
        return hash_of(1, root_by_path(leaf, index, left, path[:-1]), path[-1])
    return hash_of(1, path[-1], root_by_path(leaf, index - left, size - left, path[:-1]))


@functools.lru_cache(maxsize=8)
def tile(place: str, level: str, number: int, size: int) -> bytes:
    """A tile of the tree, or a bundle of entries, where the level has so many (C2SP tlog-tiles)."""
    *thousands, rest = f"{number:,}".split(",")
    whole = "/".join([place, "tile", level, *(f"x{group:0>3}" for group in thousands), f"{rest:0>3}"])
    if size // 256 == number:  # not whole when the log had this size, but perhaps since
        with contextlib.suppress(Halt):
            return fetch(f"{whole}.p/{size % 256}")
    return fetch(whole)


def over(log: tuple[str, int], start: int, end: int, cut: int, leaves: dict[int, bytes]) -> bytes:
    """The hash over these entries of a log (place, size): by the leaves that are given, and tiles up to the cut."""
    width, level = end - start, ((end - start).bit_length() - 1) // 8
    if width == 1 and start in leaves:
        return leaves[start]
    if width == 256**level and start not in leaves and not start < cut < end:
        number, at = divmod(start // width, 256)
        return tile(log[0], str(level), number, log[1] // width)[at * 32 : at * 32 + 32]
    middle = start + (1 << (width - 1).bit_length() - 1)
    return hash_of(1, over(log, start, middle, cut, leaves), over(log, middle, end, cut, leaves))


def holds(message: bytes, signature: bytes, public: bytes) -> bool:
    """Whether the Ed25519 signature is the key's, by openssl. OSError or UNSEEN where there is none that can tell."""
    command = "openssl pkeyutl -verify -rawin -pubin -keyform DER -inkey key -sigfile signature -in message"
    with tempfile.TemporaryDirectory() as folder:
        for name, content in (("key", DER + public), ("signature", signature), ("message", message)):
            (Path(folder) / name).write_bytes(content)
        said = subprocess.run(command.split(), cwd=folder, capture_output=True, check=False).stdout  # noqa: S603
    if not said:
        raise Halt(UNSEEN, "the openssl here cannot check Ed25519 signatures")
    return b"Verified Successfully" in said


def signature(file: Fields) -> str:
    """the log did not sign this checkpoint, or it was altered, or the key is not the log's"""
    checkpoint, trusted = file["checkpoint"], file["trusted"]
    for key in [*trusted, *file["key"]]:
        name, identity, material = [*str(key).split("+", 2), "", ""][:3]
        public = unbase64(material)
        wanted = hashlib.sha256(f"{name}\n".encode() + public).digest()[:4]
        if (len(public), public[:1], wanted.hex(), name) != (33, b"\1", identity, checkpoint["origin"]):
            raise Halt(REFUSED, f"{key!r:.100} is no key of {checkpoint['origin']:.100}")
        for line in checkpoint["lines"]:
            who, _space, encoded = line.rpartition(" ")
            signed = unbase64(encoded) if who == f"— {name}" else b""
            if signed[:4] == wanted and holds(checkpoint["text"], signed[4:], public[1:]):
                if trusted and key not in trusted:
                    raise Halt(UNSEEN, f"the log signed with {key}, which is not the key that you know")
                return f"a checkpoint of {checkpoint['size']} entries is signed with the key {key}"
    raise Halt(FAILED, "no signature of the key holds")


def inclusion(file: Fields) -> str:
    """the log never held these entries like this: the file was altered or made up"""
    for entry in file["leaves"]:
        path = [unbase64(part) for part in get(entry, "path", list)]
        leads_to = root_by_path(entry["hash"], get(entry, "index", int), file["checkpoint"]["size"], path)
        if leads_to != file["checkpoint"]["root"]:
            raise Halt(FAILED, f"the path of the entry with the index {entry['index']} leads elsewhere")
    return f"the paths of {len(file['leaves'])} entries lead to the root; {file['pending']} wait for the next one"


def chain(file: Fields) -> str:
    """an entry was taken out, put in or changed"""
    subject, previous, last = get(file, "subject", dict), "", -1
    wanted = digest(subject, "subject", get(subject, "name", str))
    for number, entry in enumerate(file["leaves"], 1):
        told = entry["leaf"] | {"number": number, "previous": previous, "subject": wanted}
        if canonical(told) != entry["text"] or entry["index"] <= last:
            raise Halt(FAILED, f"entry {number} does not follow from the one before")
        previous, last = entry["hash"].hex(), entry["index"]
    return f"the entries are numbered 1 to {len(file['leaves'])}, each with the hash of the one before"


def values(file: Fields) -> str:
    """a name, a day or a text is not what was written at the time"""
    for number, entry in enumerate(file["leaves"], 1):
        for part in entry["openings"]:
            if digest(part, part["name"], part.get("value")) not in get(entry["leaf"], "values", list):
                raise Halt(FAILED, f"{part['name']!r:.80} in entry {number} is not what its digest says")
    closed = [str(number) for number, entry in enumerate(file["leaves"], 1) if not entry["opened"]]
    return f"every opened value gives its digest; not public, or withheld: {', '.join(closed) or 'no entry'}"


def claim(file: Fields) -> str:
    """the file shows something else than what was recorded, or what was recorded is withheld"""
    told, logged = get(file, "claim", dict), Fields()
    for opened in (entry["opened"] for entry in file["leaves"]):
        if opened.get("row") == file["subject"]["name"]:
            logged |= {name[4:]: value for name, value in opened.items() if name.startswith("new/")}
    names = sorted(COMPARED | told.keys())
    if wrong := [name for name in names if name in logged and logged[name] != told.get(name)]:
        waits = " so far, while newer entries wait for a checkpoint" * (get(file, "pending", int) > 0)
        raise Halt(UNSEEN if waits else FAILED, f"the log says otherwise{waits}: {wrong}")
    wanted = COMPARED | {name for name, value in told.items() if value is not None}
    if closed := sorted(wanted - logged.keys()):
        raise Halt(UNSEEN, f"the log tells nothing that is public of {closed}")
    return f"the file says what the log said last: {', '.join(names)}"


def kept(small: Fields, large: Fields) -> str:
    """the claim's history was rewritten after you kept it"""
    for number, mine in enumerate(small["leaves"], 1):
        other = [*large["leaves"][:number], {"text": b"", "opened": {}}][number - 1]
        is_same = all(other["opened"].get(name, value) == value for name, value in mine["opened"].items())
        if other["text"] != mine["text"] or not is_same:
            raise Halt(FAILED, f"entry {number} is not the same in the two files, or missing in one")
    return f"the first {len(small['leaves'])} entries are the same in the two files"


def older(old: Fields, new: Fields, place: str) -> str:
    """the log was rewritten after you kept it"""
    small, large = sorted((old, new), key=lambda each: each["size"])
    sizes = f"{small['size']} and of {large['size']} entries"
    is_split = small["size"] == large["size"] and small["root"] != large["root"]
    if is_split or small["origin"] != large["origin"]:
        raise Halt(FAILED, f"there is more than one log, of {sizes}")
    if old is large and checkpoint_of(fetch(f"{place}/checkpoint").decode())["size"] < old["size"]:
        raise Halt(FAILED, f"the log has fewer entries now than the {old['size']} that it had")
    for each in (small, large):
        if over((place, large["size"]), 0, each["size"], small["size"], {}) != each["root"]:
            raise Halt(FAILED, f"no one log gives the checkpoints of {sizes}")
    return f"one log gives the checkpoints of {sizes}"


def newer(file: Fields, place: str) -> str:
    """the log was rewritten, or the file leaves out an entry that it should hold"""
    here, newest = file["checkpoint"], checkpoint_of(fetch(f"{place}/checkpoint").decode())
    signature(file | {"checkpoint": newest})
    wanted = digest(file["subject"], "subject", file["subject"]["name"]).encode()
    start, size = max([0, *(entry["index"] + 1 for entry in file["leaves"])]), newest["size"]
    leaves, found, body = dict[int, bytes](), dict[int, Json](), b""
    for index in range(start // 256 * 256, size):
        body = body if index % 256 else tile(place, "entries", index // 256, size)
        end = 2 + int.from_bytes(body[:2], "big")
        leaf, body = body[2:end], body[end:]
        if index >= start:
            leaves[index] = hash_of(0, leaf)
            found |= {index: parse(leaf)} if wanted in leaf else {}
    for each in (here, newest):
        if each["size"] > size or over((place, size), 0, each["size"], start, leaves) != each["root"]:
            raise Halt(FAILED, f"the published entries do not give the checkpoint of {each['size']} entries")
    if missing := [index for index in found if index < here["size"]]:
        raise Halt(FAILED, f"the checkpoint covers more of the claim's entries, with the indexes {missing}")
    told = [f"{leaf['number']} ({leaf['kind']}, {leaf['at']})" for leaf in found.values()]
    return f"the log has {size} entries now; new of the claim are {told}"


def report(check: Json, *given: object) -> int:
    """Make the check; say in one line what was computed, and in another what it means if it does not hold."""
    try:
        code, text = 0, check(*given)
    except Halt as halt:
        code, text = halt.args
    except OSError as fault:
        code, text = UNSEEN, str(fault)
    except (ValueError, TypeError, KeyError, RecursionError) as fault:
        code, text = REFUSED, f"the input is not in the format: {fault!r:.200}"
    word = ("HELD:", "FAILED:", "REFUSED:", "NOT LOOKED AT:")[code]
    print(f"{word:<15}{text}.\n{'':<15}{'This means' if code == FAILED else 'If not'}: {check.__doc__}.")
    return code


def main() -> int:
    """Read what was given, make every check, and return the worst code."""
    parser = argparse.ArgumentParser(description="Check a claim of a newsroom's record alone.")
    parser.add_argument("file", help="the claim's record.json: a path or an address")
    parser.add_argument("--older", help="a checkpoint, proof or record.json that you kept")
    parser.add_argument("--newer", action="store_true", help="look for entries that the file does not have")
    parser.add_argument("--log", help="the log's address, or a folder with a copy of it")
    parser.add_argument("--key", action="append", default=[], help="the log's key, as you know it")
    asked = parser.parse_args()
    try:
        file, old = file_of(asked.file), file_of(asked.older) if asked.older else {}
    except (Halt, ValueError, TypeError, KeyError, RecursionError) as fault:
        parser.error(f"the input cannot be read: {fault.args[-1]!s:.300}")
    site = asked.file if "://" in asked.file else f"https://{file['checkpoint']['origin']}"
    place = asked.log or "/".join(site.split("/")[:3]) + "/record"
    file["trusted"] = asked.key or (old or {}).get("key", [])
    codes = [report(check, file) for check in (signature, inclusion, chain, values, claim)]
    two = sorted((file, old or file), key=lambda each: (each["checkpoint"]["size"], -len(each["leaves"])))
    codes += [report(kept, *two)] if old and old["leaves"] else []
    codes += [report(older, old["checkpoint"], file["checkpoint"], place)] if old else []
    codes += [report(newer, file, place)] if asked.newer else []
    return next((code for code in (FAILED, REFUSED, UNSEEN) if code in codes), 0)


if __name__ == "__main__":
    raise SystemExit(main())
