"""One thing that `doctor` has looked at."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from capaian.locale import Texts
from capaian.problems import CapaianError


class Weight(StrEnum):
    """WELL: as it should be. CARE: works, and should be otherwise. WRONG: must be mended."""

    WELL = "well"
    CARE = "care"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """code: stable, for programs. said: a catalogue message with its fields, or an error that says it."""

    code: str
    weight: Weight
    said: str | CapaianError
    fields: Mapping[str, object] = field(default_factory=dict)

    def message(self, t: Texts) -> str:
        """The sentence in the reader's language."""
        return self.said.message(t) if isinstance(self.said, CapaianError) else t(self.said, **self.fields)


def well(code: str, sentence: str, **fields: object) -> Finding:
    """It is as it should be."""
    return Finding(code, Weight.WELL, sentence, fields)


def care(code: str, said: str | CapaianError, **fields: object) -> Finding:
    """It works, and should be otherwise."""
    return Finding(code, Weight.CARE, said, fields)


def wrong(code: str, said: str | CapaianError, **fields: object) -> Finding:
    """It must be mended."""
    return Finding(code, Weight.WRONG, said, fields)
