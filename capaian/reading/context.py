"""What the title lines, the sheet's name and the file's name say about a whole table."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from capaian.reading.compose import compose
from capaian.reading.lexicon import only_aspect, only_phase, phases_in, title_labels
from capaian.reading.tables import Block
from capaian.reading.text import clean, plain
from capaian.scores import Aspect, Phase

_GRADE: Final = r"(?:XIII|XII|XI|X|IX|VIII|VII|10|11|12|13|[7-9])"
_CLASS_TITLE: Final = re.compile(
    rf"\b(?:kelas|class|kls)\b\s*[:.]?\s*({_GRADE}\b[ .\-_/]*[A-Z0-9]*(?:[ .\-_]+[A-Z0-9]{{1,4}}\b)*)", re.IGNORECASE
)
_CLASS_NAME: Final = re.compile(
    r"(?:^|[ _\-.])((?:XIII|XII|XI|X|10|11|12|13)[ .\-_]*[A-Z]{1,6}[ .\-_]*\d{0,2})(?:$|[ _\-.(])"
)
_CLASS_CELL: Final = re.compile(
    rf"^\s*({_GRADE}[ .\-_]*(?:[A-Z]{{1,6}})?[ .\-_]*(?:\d{{1,2}}|[A-Z])?)\s*$", re.IGNORECASE
)
_YEAR: Final = re.compile(r"\b(20\d\d)\s*[/\-–]\s*(20\d\d|\d\d)\b")
_TRAINING: Final = re.compile(r"\b((?:pelatihan|diklat|training)\s+[^:]{3,60})$", re.IGNORECASE)
_ASPECT_TITLE: Final = re.compile(r"\b(?:aspek|ranah|nilai|penilaian|tes|skor|aspect|domain)\b", re.IGNORECASE)
_SEMESTER: Final = re.compile(r"\s{3,}|\bsemester\b|/\s*(?:ganjil|genap|gasal|i{1,2}|[12])\b", re.IGNORECASE)
_COUNT: Final = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Context:
    """What holds for every column of a table that does not say otherwise.

    weak_phase: a phase told by `awal` or `akhir` in the sheet's or the file's name; it counts only
    where the other one stands on another sheet or file. only_aspect: the sheet is named by its aspect alone.
    """

    phase: Phase | None
    weak_phase: Phase | None
    aspect: Aspect | None
    only_aspect: bool
    class_name: str | None
    metadata: dict[str, str]


def context_of(block: Block, *, sheet: str, file: str) -> Context:
    """Read the titles above a table, then the sheet's name, then the file's and its folder's."""
    stem = file.rsplit("/", 1)[-1].rsplit(".", 1)[0].replace("_", " ")
    told: dict[str, str] = {}
    for label, value in block.titles:
        field = title_labels().get(plain(label))
        if field is not None:
            told.setdefault(field, clean(value))
    folder = file.rsplit("/", 2)[-2] if "/" in file else ""
    places = [*block.captions, sheet, stem, folder]
    phase = next((p for text in places if (p := only_phase(text)) is not None), None)
    weak = next((p for text in places if (p := only_phase(text, weak=True)) is not None and not _both(text)), None)
    metadata = {
        k: v for k, v in told.items() if k in ("school_year", "training", "programme", "subject", "pass_mark", "school")
    }
    if "school_year" not in metadata and (year := _first(_YEAR, places)):
        metadata["school_year"] = year
    if "training" not in metadata and (
        training := next((m[1] for text in block.captions if (m := _TRAINING.search(text))), None)
    ):
        metadata["training"] = training
    if count := _COUNT.search(told.get("participants", "")):
        metadata["participants"] = count[0]
    return Context(
        phase,
        weak,
        _aspect(block, told, sheet, stem),
        _is_only_aspect(sheet),
        _class_name(block, told, sheet, stem),
        metadata,
    )


def _both(text: str) -> bool:
    return len({p.what for p in phases_in(text)}) > 1


def _first(pattern: re.Pattern[str], texts: Sequence[str]) -> str | None:
    return next((match[0] for text in texts if (match := pattern.search(text))), None)


def _aspect(block: Block, told: dict[str, str], sheet: str, stem: str) -> Aspect | None:
    titles = [text for text in block.captions if _ASPECT_TITLE.search(text) or len(text.split()) <= 3]
    texts = [told.get("aspect", ""), *titles, sheet, stem]
    return next((a for text in texts if (a := only_aspect(text)) is not None), None)


def _is_only_aspect(sheet: str) -> bool:
    """`Teknis`, `Kognitif Pre`: then even a criterion `Teori las` on that sheet is of that aspect."""
    made = compose((sheet,))
    return made.aspect is not None and made.pure and not made.rest


def _class_name(block: Block, told: dict[str, str], sheet: str, stem: str) -> str | None:
    if "class_name" in told:
        return _SEMESTER.split(told["class_name"])[0].strip(" /-") or None
    for caption in block.captions:
        if match := _CLASS_TITLE.search(caption):
            return clean(match[1])
    for text in (sheet, *block.captions, stem):
        if match := _CLASS_TITLE.search(text) or _CLASS_NAME.search(text):
            return clean(match[1].replace("_", " "))
    match = _CLASS_CELL.match(sheet) or next((m for text in block.captions if (m := _CLASS_CELL.match(text))), None)
    return clean(match[1]) if match else None
