"""Mutants of workbooks, read the way an upload is: `python -m bench.fuzz --mutants 100000 --seed 1`.

Each must end as a Workbook or as UnreadableFile. A child that crashed is contained, and still listed:
the guard should have seen it coming. `--keep FOLDER` writes those mutants down. Exit code 1 where
a child crashed or anything else escaped.
"""

import argparse
import io
import random
import re
import struct
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from bench.layouts import layouts
from capaian.problems import UnreadableFile
from capaian.reading.limits import Limits
from capaian.reading.workbook import read_workbook

_EXTREMES = [
    b"0",
    b"-1",
    b"1",
    b"65536",
    b"1048576",
    b"1048577",
    b"4294967295",
    b"99999999999999999999",
    b"1e308",
    b"NaN",
    b"",
]
_NUMBER = re.compile(rb'(?<=[">])-?\d+(?:\.\d+)?(?=["<])')
_ATTRIBUTE = re.compile(rb'(?<==")[^"<>]*(?=")')
_REFERENCE = re.compile(rb'(?<=")[A-Z]{1,3}\d+(?=[":])')
_TAG = re.compile(rb"</?[A-Za-z:]+[^<>]*>")


@dataclass(frozen=True)
class Outcome:
    """What became of one mutant: `read`, or the code it was refused with."""

    seed: int
    result: str
    seconds: float


def mutant(seed: int) -> bytes:
    """A layout changed in one to eight places; the same seed gives the same bytes."""
    chance = random.Random(seed)
    kind, whole = chance.choice(layouts())
    if kind in ("xlsx", "ods") and chance.random() < 0.6:
        return _change_part(whole, chance, _change_xml)
    if kind == "xlsb" and chance.random() < 0.7:
        return _change_part(whole, chance, _change_bytes)
    return _change_bytes(whole, chance)


def outcome(seed: int, limits: Limits) -> Outcome:
    """Read one mutant; whatever is neither a Workbook nor UnreadableFile is raised."""
    content = mutant(seed)
    start = time.perf_counter()
    try:
        read_workbook("mutan.xlsx", content, limits)
    except UnreadableFile as refusal:
        return Outcome(seed, refusal.code, time.perf_counter() - start)
    return Outcome(seed, "read", time.perf_counter() - start)


def outcomes(seeds: range, limits: Limits, *, at_once: int = 2) -> Iterator[Outcome]:
    """The outcomes of many mutants, in order."""
    with ThreadPoolExecutor(at_once) as pool:
        yield from pool.map(lambda seed: outcome(seed, limits), seeds)


def _change_bytes(whole: bytes, chance: random.Random) -> bytes:
    changed = bytearray(whole)
    for _ in range(chance.randint(1, 8)):
        if not changed:
            break
        at = chance.randrange(len(changed))
        end = min(len(changed), at + chance.choice((1, 2, 4, 64, 512)))
        match chance.randrange(6):
            case 0:
                changed[at] ^= 1 << chance.randrange(8)
            case 1:
                changed[at:end] = chance.randbytes(end - at)
            case 2:
                del changed[at:end]
            case 3:
                changed[at:at] = changed[at:end]
            case 4 if at + 4 <= len(changed):
                struct.pack_into("<L", changed, at, chance.choice((0, 1, 0x7FFFFFFF, 0xFFFFFFFF, 0xFFFF)))
            case 5 if chance.random() < 0.2:
                del changed[at:]
    return bytes(changed)


def _change_xml(xml: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.randint(1, 5)):
        pattern, replace = chance.choice(_XML_CHANGES)
        places = list(pattern.finditer(xml))
        if places:
            place = chance.choice(places)
            xml = xml[: place.start()] + replace(place[0], chance) + xml[place.end() :]
    return xml


def _extreme(_: bytes, chance: random.Random) -> bytes:
    return chance.choice(_EXTREMES)


def _reference(_: bytes, chance: random.Random) -> bytes:
    letters = bytes(chance.choice(b"ABXZ") for _ in range(chance.choice((1, 1, 2, 3, 4, 9))))
    return letters + chance.choice((b"1", b"0", b"7", b"900", b"1048576", b"1048577", b"99999999999"))


def _twice(tag: bytes, _: random.Random) -> bytes:
    return tag * 2


def _gone(_: bytes, __: random.Random) -> bytes:
    return b""


_XML_CHANGES: list[tuple[re.Pattern[bytes], Callable[[bytes, random.Random], bytes]]] = [
    (_NUMBER, _extreme),
    (_ATTRIBUTE, _extreme),
    (_REFERENCE, _reference),
    (_TAG, _twice),
    (_TAG, _gone),
]


def _change_part(whole: bytes, chance: random.Random, change: Callable[[bytes, random.Random], bytes]) -> bytes:
    """The container with one part changed, or left out, and its checksums right."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        chosen = chance.choice(old.namelist())
        left_out = chance.random() < 0.05
        for name in old.namelist():
            body = old.read(name)
            if name == chosen:
                if left_out:
                    continue
                body = change(body, chance)
            new.writestr(name, body)
    return target.getvalue()


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--mutants", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path)
    chosen = parser.parse_args()
    results: Counter[str] = Counter()
    slowest = Outcome(0, "", 0.0)
    for found in outcomes(range(chosen.seed, chosen.seed + chosen.mutants), Limits()):
        results[found.result] += 1
        slowest = max(slowest, found, key=lambda one: one.seconds)
        if found.result in ("crashed", "memory", "slow"):
            print(f"seed {found.seed}: {found.result}, {found.seconds:.2f} s")
            if chosen.keep:
                (chosen.keep / f"{found.seed}.bin").write_bytes(mutant(found.seed))
    for result, count in results.most_common():
        print(f"{result:16}{count:8}")
    print(f"slowest: seed {slowest.seed}, {slowest.seconds:.2f} s")
    return int(results["crashed"] > 0)


if __name__ == "__main__":
    raise SystemExit(main())
