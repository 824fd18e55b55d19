"""What can be wrong, in two kinds.

                         something is wrong
                        /                  \
      a teacher can mend it               no teacher can mend it
      Problem (a value, with its cell)    CapaianError (raised, one sentence in one place)
      gathered, shown all at once           |- SettingsError    the operator's environment
      while one blocks, nothing is saved    |- UnreadableFile   no workbook can be had from these bytes
                                            |- StoreError       the database cannot do it
                                            `- Refused          who asks has no right to it
A bug is neither: it stays an exception of Python's own and is caught in one place, the router.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from capaian.locale import Texts

PROBLEM_LIST_STAMP: Final = "Capaian: daftar masalah 1"
"""Stands in the first cell of the sheet that an annotated copy brings along; a reader passes that sheet over."""


class Severity(StrEnum):
    """BLOCKS: not saved until mended. ASK: a person decides. REMARK: said, and that is all."""

    BLOCKS = "blocks"
    ASK = "ask"
    REMARK = "remark"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing a teacher can mend, at its place in the teacher's own workbook.

    code: stable, for programs. sentence: a catalogue message (marked with N_) in which `{file}`,
    `{sheet}`, `{cell}`, `{read}` and the names in `fields` are filled. cell: `F17`, or None where
    the whole sheet is meant. read: what was written there, as text, or None.
    """

    code: str
    severity: Severity
    sentence: str
    file: str
    sheet: str | None = None
    cell: str | None = None
    read: str | None = None
    fields: Mapping[str, object] = field(default_factory=dict)

    def message(self, t: Texts) -> str:
        """The sentence in the reader's language; floats in `fields` are written as marks are."""
        shown = {k: t.exact(v) if isinstance(v, float) else v for k, v in self.fields.items()}
        place = {"file": self.file, "sheet": self.sheet, "cell": self.cell, "read": self.read}
        return t(self.sentence, **{**place, **shown})


class CapaianError(Exception):
    """What no teacher can mend; `sentence` is a catalogue message, `fields` fill it."""

    code = "capaian"

    def __init__(self, sentence: str, /, **fields: object) -> None:
        super().__init__(sentence.format(**fields))
        self.sentence = sentence
        self.fields = fields

    def message(self, t: Texts) -> str:
        """The sentence in the reader's language."""
        return t(self.sentence, **self.fields)


class SettingsError(CapaianError):
    """A setting in the environment is wrong; the sentence names it and says what to write."""

    code = "settings"


class UnreadableFile(CapaianError):
    """No sheet can be had from these bytes; `code` says why, the sentence says what to do."""

    def __init__(self, code: str, sentence: str, /, **fields: object) -> None:
        super().__init__(sentence, **fields)
        self.code = code


class StoreError(CapaianError):
    """The database cannot do it now; nothing was changed."""

    code = "store"


class Refused(CapaianError):
    """Who asks has no right to it."""

    code = "refused"
