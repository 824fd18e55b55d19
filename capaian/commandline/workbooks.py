"""`inspect` and `summary`: workbooks alone, no database."""

import argparse
import datetime
import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from capaian.commandline.files import read_files, write_file
from capaian.commandline.printing import say, say_evidence, say_json, say_problems, say_reading, say_summary
from capaian.locale import LANGUAGES, Texts, texts
from capaian.problems import Problem, Severity
from capaian.settings import load_settings

if TYPE_CHECKING:
    import pandas as pd

    from capaian.commandline.evidence import Evidence
    from capaian.reading import Reading

PASS_MARK: Final = 75.0
"""The pass mark where none is told, whatever the scale: the contract of `summary --json`."""
_SWAPPED: Final = "maybe_swapped"
"""Asked where most marks fell; who says that lower is better has answered it."""


def inspect(call: argparse.Namespace, t: Texts) -> int:
    """Print what was found in the workbooks; 1 where something is to be mended or answered."""
    from capaian.reading import reading_to_json

    reading = open_reading(call)
    if call.json:
        say_json(reading_to_json(reading, t))
    else:
        say_reading(reading, t)
    return exit_code(reading, reading.problems)


def summary(call: argparse.Namespace, t: Texts) -> int:
    """Print, or write as a workbook, what changed from before to after; 1 where problems were found."""
    from capaian.commandline.evidence import read_evidence
    from capaian.improvement import summarise

    reading, others = read_evidence(call)
    scale_max = 100.0 if call.to_100 or call.scale_max is None else call.scale_max
    rules = {"scale_max": scale_max, "lower_is_better": call.lower_is_better}
    scores = reading.scores(to_100=call.to_100)
    pass_mark = PASS_MARK if call.pass_mark is None else call.pass_mark
    groups = summarise(scores, pass_marks=pass_mark, **rules)
    evidence = others.of(scores, to_100=call.to_100, lower_is_better=call.lower_is_better)
    problems = [*reading.problems, *others.problems(reading, to_100=call.to_100)]
    problems = [problem for problem in problems if not (call.lower_is_better and problem.code == _SWAPPED)]
    code = max(exit_code(one, problems) for one in (reading, *others.readings))
    if call.json:
        told = [_problem(problem, t) for problem in problems]
        say_json({"groups": [_group(row, evidence) for row in _rows(groups)], "problems": told})
        return code
    if call.xlsx:
        write_file(call.xlsx, _workbook(reading, scores, groups, rules, evidence, t))
        say(t("{file} ditulis.", file=call.xlsx))
    else:
        say_summary(groups, [evidence.headline(row, t) for row in _rows(groups)], t)
        say_evidence(groups, evidence, t)
    say_problems(problems, t)
    return code


def open_reading(call: argparse.Namespace) -> "Reading":
    """The files of the call, read within the operator's limits."""
    from capaian.reading import limits_of, read_workbooks

    limits = limits_of(load_settings())
    return read_workbooks(read_files(call.files, max_bytes=limits.max_bytes), limits=limits)


def exit_code(reading: "Reading", problems: Sequence[Problem]) -> int:
    """0, or 1 where something blocks or asks; a remark does neither."""
    return int(reading.blocked or any(problem.severity is not Severity.REMARK for problem in problems))


def _rows(groups: "pd.DataFrame") -> list[dict[str, Any]]:
    return [{str(name): value for name, value in row.items()} for row in groups.to_dict("records")]


def _group(row: dict[str, Any], evidence: "Evidence") -> dict[str, Any]:
    """One row of the summary under the contract's keys: unrounded, null where undefined, told in every language."""
    from capaian.improvement import SUMMARY_COLUMNS

    told = {language: evidence.headline(row, texts(language)) for language in LANGUAGES}
    return {name: _plain(row[name]) for name in SUMMARY_COLUMNS} | {"sentence": told} | evidence.to_json(row)


def _plain(value: Any) -> Any:
    return None if value is None or (isinstance(value, float) and not math.isfinite(value)) else value


def _problem(problem: Problem, t: Texts) -> dict[str, Any]:
    return {
        "file": problem.file,
        "code": problem.code,
        "severity": problem.severity,
        "sheet": problem.sheet,
        "cell": problem.cell,
        "read": problem.read,
        "message": problem.message(t),
    }


def _workbook(
    reading: "Reading",
    scores: "pd.DataFrame",
    groups: "pd.DataFrame",
    rules: dict[str, Any],
    evidence: "Evidence",
    t: Texts,
) -> bytes:
    """The summary workbook of files alone: no school, no cohort but their names."""
    from capaian.improvement import gains
    from capaian.reports import CohortReport, summary_workbook

    report = CohortReport(
        school="",
        time_zone="Asia/Makassar",
        cohort_name=", ".join(file.file for file in reading.files),
        partner="",
        field="",
        period=(None, None),
        made_at=datetime.datetime.now(datetime.UTC),
        filters={},
        scores=scores,
        gains=gains(scores, lower_is_better=rules["lower_is_better"]),
        summary=groups,
        roster=reading.students,
        pass_marks={},
        sources=tuple((file.file, file.sha256) for file in (*reading.files, *evidence.files)),
        comparisons=evidence.comparisons,
        changes=evidence.changes,
        **rules,
    )
    return summary_workbook(report, t)
