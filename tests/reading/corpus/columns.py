"""Columns to draw: invented people, marks of chance, and what a column is."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tests.reading.corpus.label import ANY

K, T, C = "kognitif", "teknis", "karakter"
B, A = "before", "after"

FIRST = (
    "Ahmad",
    "Noor",
    "Siti",
    "Muhammad",
    "Rizky",
    "Dewi",
    "Aulia",
    "Fitri",
    "Hendra",
    "Yusuf",
    "Maulida",
    "Bagus",
    "Ratna",
    "Eka",
    "Ilham",
    "Khairunnisa",
    "Galuh",
    "Zainal",
    "Raudah",
    "Taufik",
    "Akhmad",
    "Nur'aini",
    "Wahyu",
    "Desy",
    "Syarif",
    "Annisa",
    "Fajar",
    "Halimah",
    "Gusti",
    "Rahmat",
    "Laila",
    "Arief",
    "Mahmudah",
    "Bayu",
    "Norhayati",
    "Dimas",
)
LAST = (
    "Pratama",
    "Ramadhani",
    "Hidayatullah",
    "Saputra",
    "Lestari",
    "Azzahra",
    "Kurniawan",
    "Maulana",
    "Safitri",
    "Anshari",
    "Wijaya",
    "Rahmah",
    "Setiawan",
    "Fadillah",
    "Noorhasanah",
    "Perdana",
    "Amalia",
    "Siregar",
    "Hakim",
    "Utami",
    "Fauzi",
)
GIVEN = (
    "Alice",
    "Ben",
    "Carla",
    "Daniel",
    "Ella",
    "Femi",
    "Grace",
    "Hugo",
    "Isla",
    "Jonas",
    "Kira",
    "Liam",
    "Mona",
    "Noah",
)
FAMILY = ("Abbott", "Barlow", "Castellan", "Dunmore", "Eastwick", "Farrow", "Gallin", "Harwick", "Ingleby", "Jarrold")


def people(count: int, *, seed: int = 1, style: str = "title") -> list[str]:
    """Invented Indonesian names, some of one word; style `upper`, `title` or `mixed`."""
    dice, found = random.Random(seed), dict[str, None]()
    while len(found) < count:
        name = dice.choice(FIRST) if dice.random() < 0.08 else f"{dice.choice(FIRST)} {dice.choice(LAST)}"
        name = f"M. {name}" if name.startswith("Rizky ") and dice.random() < 0.5 else name
        found[name.upper() if style == "upper" or (style == "mixed" and dice.random() < 0.4) else name] = None
    return sorted(found, key=str.casefold)


def strangers(count: int, *, seed: int = 1, comma: bool = False) -> list[str]:
    """Invented English names; with a comma the family name comes first."""
    dice, found = random.Random(seed), dict[str, None]()
    while len(found) < count:
        given, family = dice.choice(GIVEN), dice.choice(FAMILY)
        found[f"{family}, {given}" if comma else f"{given} {family}"] = None
    return sorted(found)


def marks(count: int, low: float = 55, high: float = 95, *, seed: int = 1, step: float = 1) -> list[Any]:
    """Marks from low to high in steps, never all alike."""
    dice = random.Random(seed)
    steps = round((high - low) / step)
    return [_plain(low + step * dice.randint(0, steps)) for _ in range(count)]


def _plain(number: float) -> float | int:
    rounded = round(number, 4)
    return int(rounded) if rounded == int(rounded) else rounded


def nisns(count: int, *, seed: int = 1) -> list[str]:
    dice = random.Random(seed)
    return [f"00{dice.randint(50000000, 89999999)}" for _ in range(count)]


@dataclass(frozen=True)
class Col:
    """One column to draw. heading: one text a heading row; an equal upper text beside it is merged."""

    heading: tuple[str, ...]
    roles: frozenset[str]
    values: Sequence[Any] = ()
    aspect: str | None = ANY
    phase: str | None = ANY
    is_name: bool = False


def _heading(text: str | Sequence[str]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def no(text: str | Sequence[str] = "No", values: Sequence[Any] | None = None) -> Col:
    """The running number."""
    return Col(_heading(text), frozenset({"identity", "ignored"}), tuple(range(1, 500)) if values is None else values)


def nama(text: str | Sequence[str] = "Nama Siswa", values: Sequence[Any] = ()) -> Col:
    return Col(_heading(text), frozenset({"identity"}), values, is_name=True)


def ident(text: str | Sequence[str], values: Sequence[Any]) -> Col:
    return Col(_heading(text), frozenset({"identity", "ignored"}), values)


def kelas(text: str | Sequence[str], values: Sequence[Any]) -> Col:
    return Col(_heading(text), frozenset({"class", "identity"}), values)


def mark(text: str | Sequence[str], aspect: str | None, phase: str | None, values: Sequence[Any]) -> Col:
    """A column of marks; the reader must say so itself."""
    return Col(_heading(text), frozenset({"score"}), values, aspect, phase)


def either(
    text: str | Sequence[str], values: Sequence[Any], *, aspect: str | None = ANY, phase: str | None = ANY
) -> Col:
    """A column that the reader may take as marks or ask about."""
    return Col(_heading(text), frozenset({"score", "ask"}), values, aspect, phase)


def ask(text: str | Sequence[str], values: Sequence[Any]) -> Col:
    return Col(_heading(text), frozenset({"ask"}), values)


def derived(text: str | Sequence[str], values: Sequence[Any]) -> Col:
    """Totals, averages, gains, ranks, words for a mark: never marks, never a question."""
    return Col(_heading(text), frozenset({"derived", "ignored"}), values)


def absent(text: str | Sequence[str], values: Sequence[Any]) -> Col:
    return Col(_heading(text), frozenset({"attendance", "ignored"}), values)


def other(text: str | Sequence[str], values: Sequence[Any] = ()) -> Col:
    """Remarks, addresses, spacers: whatever it is called, no mark and no question."""
    return Col(_heading(text), frozenset({"ignored", "identity", "class", "derived", "attendance"}), values)


def before_after(count: int, words: tuple[str, str] = ("Pre Test", "Post Test")) -> list[Col]:
    """Two columns that name a phase and no aspect."""
    return [mark(words[0], None, B, marks(count, 40, 70)), mark(words[1], None, A, marks(count, 60, 95, seed=2))]
