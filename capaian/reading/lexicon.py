"""The dictionary of headings, rows, titles and phases: synonyms.toml, ready to be asked."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Final, TypeAlias

from capaian.reading.text import plain, tokens
from capaian.scores import Aspect, Phase

_LONGEST_LOOSE_NAME: Final = 4
_NAME_AND: Final = re.compile(r"^\s*nama(\s+(siswa|peserta))?\s*[/&+]", re.IGNORECASE)
_HERE: Final = Path(__file__).parent
ID_FIELDS: Final = ("nisn", "nis", "nis_nisn", "code")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the dictionary says of a heading: its role and its field (`identity`, `nisn`)."""

    role: str
    field: str


@dataclass(frozen=True, slots=True)
class Found:
    """A phase or an aspect in a text: what it is, which tokens said so, whether that word is sure."""

    what: str
    at: tuple[int, ...]
    sure: bool = True


@cache
def _words() -> Mapping:
    return tomllib.loads((_HERE / "synonyms.toml").read_text("utf-8"))


@cache
def _columns() -> tuple[Mapping[str, Meaning], Mapping[str, Meaning]]:
    exact = {
        word: Meaning(role, field)
        for role, fields in _words()["columns"].items()
        for field, listed in fields.items()
        for word in listed
    }
    return exact, {word.replace(" ", ""): meaning for word, meaning in exact.items() if len(word) > 4}


def column_words(role: str, field: str) -> Sequence[str]:
    """The words of one field."""
    return _words()["columns"][role][field]


@lru_cache(maxsize=65536)
def meaning(heading: str) -> Meaning | None:
    """The dictionary's answer for a whole heading: exactly, then without spaces; None where it has none."""
    word = plain(heading)
    exact, joined = _columns()
    if _NAME_AND.match(heading):
        return Meaning("identity", "name")
    if word in exact:
        return exact[word]
    if is_name_heading(heading):
        return Meaning("identity", "name")
    letters = word.split(" ")
    if len(letters) > 2 and all(len(letter) == 1 for letter in letters):
        return meaning("".join(letters))
    return joined.get(word.replace(" ", "")) if len(word) > 4 else None


@lru_cache(maxsize=65536)
def is_name_heading(heading: str) -> bool:
    """Whether a heading stands over the names of students: `NAMA PESERTA DIDIK`, `Full Name`."""
    names = _words()["name"]
    said = tokens(heading)
    if not 0 < len(said) <= 6 or len(said[-1]) == 1 or plain(heading) in names["not"]:
        return False
    return any(t in names["core"] for t in said) and all(t in names["core"] or t in names["beside"] for t in said)


@lru_cache(maxsize=65536)
def is_loose_name(heading: str) -> bool:
    """`Apprentice Name`, `Nama Karyawan`: a name of whom nobody in the dictionary knows, but no thing's name."""
    said = tokens(heading)
    if not 1 < len(said) <= _LONGEST_LOOSE_NAME or meaning(heading) is not None:
        return False
    named = said[0] in ("nama", "name") or said[-1] in ("name", "names")
    return named and not single_words("things_with_names").intersection(said)


def row_words(kind: str) -> frozenset[str]:
    """The phrases with which rows of a kind begin."""
    return _row_words()[kind]


@cache
def _row_words() -> Mapping[str, frozenset[str]]:
    return {kind: frozenset(plain(word) for word in listed) for kind, listed in _words()["rows"].items()}


@cache
def first_row_words() -> frozenset[str]:
    """The first words of the phrases of all kinds of rows."""
    return frozenset(word.split()[0] for listed in _row_words().values() for word in listed)


@cache
def single_words(kind: str) -> frozenset[str]:
    """Words of a kind that decide wherever they stand."""
    return frozenset(_words()["single"][kind].split())


@cache
def title_labels() -> Mapping[str, str]:
    """A title line's label -> what it gives: `tahun pelajaran` -> `school_year`."""
    return {word: field for field, listed in _words()["title"].items() for word in listed}


@cache
def generic_words() -> frozenset[str]:
    """Words that say nothing by themselves in a heading."""
    return frozenset(_words()["generic"]["words"])


@cache
def subject_labels() -> frozenset[str]:
    """Headings that stand over the subjects of a report card."""
    return frozenset(_words()["report_card"]["subjects"])


_Phrase: TypeAlias = tuple[tuple[str, ...], str]


@cache
def _phrases(section: str, part: str) -> Mapping[str, Sequence[_Phrase]]:
    """First word -> the phrases that begin with it and what they say."""
    by_word: dict[str, list[_Phrase]] = {}
    for what, words in (_words()[section][part] if part else _words()[section]).items():
        for word in words:
            by_word.setdefault(tokens(word)[0], []).append((tokens(word), what))
    return by_word


def _find(said: Sequence[str], phrases: Mapping[str, Sequence[_Phrase]], free: set[int]) -> list[Found]:
    """The phrases in a text, long ones first, on tokens that are still free; these are then taken."""
    candidates = sorted((phrase for word in set(said) for phrase in phrases.get(word, ())), key=lambda p: -len(p[0]))
    found = []
    for phrase, what in candidates:
        for i in range(len(said) - len(phrase) + 1):
            at = tuple(range(i, i + len(phrase)))
            if said[i : i + len(phrase)] == phrase and free.issuperset(at):
                found.append(Found(what, at))
                free -= set(at)
    return found


@lru_cache(maxsize=65536)
def phases_in(text: str) -> tuple[Found, ...]:
    """Every phase a text names, never by likeness; `sure` is False for `awal` and `akhir`."""
    said = tokens(text)
    free = set(range(len(said)))
    _find(said, _phrases("not_a_phase", ""), free)
    strong = _find(said, _phrases("phase", "strong"), free)
    weak = _find(said, _phrases("phase", "weak"), free)
    return tuple(strong + [Found(w.what, w.at, sure=False) for w in weak])


@lru_cache(maxsize=65536)
def aspects_in(text: str) -> tuple[Found, ...]:
    """Every aspect a text names, names of subjects left alone; `sure` is False for `teori`, `praktik` and so on."""
    said = tokens(text)
    free = set(range(len(said)))
    _find(said, _phrases("not_an_aspect", ""), free)
    found = _find(said, _phrases("aspect", ""), free)
    pure = _words()["aspect_pure"]["words"]
    return tuple(Found(f.what, f.at, sure=" ".join(said[i] for i in f.at) in pure) for f in found)


def only_phase(text: str, *, weak: bool = False) -> Phase | None:
    """The one phase a text names; None where it names none or both. Weak words count where asked."""
    named = {f.what for f in phases_in(text) if f.sure or weak}
    return Phase(named.pop()) if len(named) == 1 else None


def only_aspect(text: str) -> Aspect | None:
    """The one aspect a text names; None where it names none or several."""
    named = {f.what for f in aspects_in(text)}
    return Aspect(named.pop()) if len(named) == 1 else None
