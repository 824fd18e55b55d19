"""What is read beside the marks of a programme: a comparison class, and the same test sat twice."""

import argparse
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pandas as pd

from capaian.commandline.files import read_files
from capaian.improvement import (
    Comparison,
    ReliableChange,
    compare_scores,
    comparison_to_json,
    comparison_verdict,
    headline,
    reliable_change_to_json,
    reliable_change_where_known,
)
from capaian.locale import N_, Texts
from capaian.problems import Problem, Severity
from capaian.reading import FileRead, Reading, limits_of, read_workbooks
from capaian.settings import load_settings

Key = tuple[str, str]
"""Aspect and criterion, "" for null."""

_SCALES_DIFFER: Final = N_(
    "{file}, lembar {sheet}, kolom {cell}: nilai tertinggi {other}, sedangkan di berkas pelatihan {own}. Keduanya "
    "tidak dapat dibandingkan begitu saja: tambahkan --to-100, atau --scale-max bila skalanya sama."
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the other files say of each group; None where no such file was given. files: where it came from."""

    comparisons: Mapping[Key, Comparison] | None
    changes: Mapping[Key, ReliableChange] | None
    files: tuple[FileRead, ...]

    def headline(self, row: Mapping[str, Any], t: Texts) -> str:
        """The sentence of a summary row; what the comparison class says takes the place of the caution."""
        comparison = (self.comparisons or {}).get(key_of(row))
        return headline(row, t, verdict=comparison_verdict(comparison, t) if comparison else "")

    def to_json(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """`comparison` and `reliable_change`, each only where its files were given; null where nothing fits the row."""
        found: dict[str, Any] = {}
        if self.comparisons is not None:
            comparison = self.comparisons.get(key_of(row))
            found["comparison"] = comparison and comparison_to_json(comparison)
        if self.changes is not None:
            found["reliable_change"] = reliable_change_to_json(self.changes.get(key_of(row)))
        return found


@dataclass(frozen=True, slots=True)
class OtherReadings:
    """The files beside those of the programme, read; None where none were given."""

    comparison: Reading | None
    retest: Reading | None

    @property
    def readings(self) -> tuple[Reading, ...]:
        """Those that were given."""
        return tuple(one for one in (self.comparison, self.retest) if one is not None)

    def of(self, scores: pd.DataFrame, *, to_100: bool, lower_is_better: bool) -> Evidence:
        """What they say of the marks of the programme."""
        comparisons, changes = None, None
        if self.comparison is not None:
            other = self.comparison.scores(to_100=to_100)
            comparisons = compare_scores(scores, other, lower_is_better=lower_is_better)
        if self.retest is not None:
            retest = self.retest.scores(to_100=to_100)
            changes = reliable_change_where_known(scores, retest, lower_is_better=lower_is_better)
        files = tuple(file for one in self.readings for file in one.files)
        return Evidence(comparisons, changes, files)

    def problems(self, programme: Reading, *, to_100: bool) -> Iterator[Problem]:
        """Their own problems, and criteria whose marks are on another scale than those of the programme."""
        for reading in self.readings:
            yield from reading.problems
            if not to_100:
                yield from _other_scales(programme, reading)


def read_evidence(call: argparse.Namespace) -> tuple[Reading, OtherReadings]:
    """The files of a `summary` call, each group read by itself: nobody is looked for in another group."""
    groups: list[list[Path]] = [call.files, call.compare or [], call.retest or []]
    limits = limits_of(load_settings())
    files = iter(read_files([path for group in groups for path in group], max_bytes=limits.max_bytes))
    read = [
        read_workbooks([next(files) for _ in group], limits=limits, scale_max=call.scale_max) if group else None
        for group in groups
    ]
    programme = read[0]
    assert programme is not None
    return programme, OtherReadings(read[1], read[2])


def key_of(row: Mapping[Any, Any]) -> Key:
    """Aspect and criterion of a summary row, "" for null."""
    aspect, criterion = (row[name] if isinstance(row[name], str) else "" for name in ("aspect", "criterion"))
    return aspect, criterion


def _other_scales(programme: Reading, other: Reading) -> Iterator[Problem]:
    own = _columns(programme)
    for key, column in _columns(other).items():
        if key in own and own[key]["scale_max"] != column["scale_max"]:
            file, sheet, cell = column["source"].rsplit("!", 2)
            fields = {"own": float(own[key]["scale_max"]), "other": float(column["scale_max"])}
            letter = cell.rstrip("0123456789")
            yield Problem("scale_differs", Severity.ASK, _SCALES_DIFFER, file, sheet, letter, fields=fields)


def _columns(reading: Reading) -> dict[Key, dict[Any, Any]]:
    """The first mark of each aspect and criterion: its scale and its place."""
    marks = reading.marks[reading.marks["phase"].notna()]
    return {key_of(row): row for row in marks.drop_duplicates(["aspect", "criterion"]).to_dict("records")}
