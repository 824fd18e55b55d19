"""From a workbook to marks, pairs, statistics, three figures and an exported workbook, as whole processes.

Imports are included on both sides.

python -m bench.whole_way SCORES.xlsx OUT.xlsx     our side of it, once
"""

import datetime
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.measure import Row, measure
from bench.sheets import write_sheet

SIZES = ((30, 24), (1_000, 24), (10_000, 24), (1_000, 75), (10_000, 75))
"""Students and marks of each: twelve criteria as in a class, or as many as in bench.reading."""
_GOALS = {1_000: "typical script 4 x ours", 10_000: "typical script 8 x ours"}


def ours(source: Path, target: Path) -> None:
    """Everything that the command line and the cohort page do with a file, the database aside."""
    from capaian.charts import before_after_chart
    from capaian.improvement import gains, headline, summarise
    from capaian.locale import texts
    from capaian.reading import Limits, read_workbooks
    from capaian.reports import CohortReport, summary_workbook

    t = texts("id")
    patient = Limits(max_cells=1_000_000, seconds=300, memory_mb=1024, max_bytes=100_000_000)  # a loaded machine
    reading = read_workbooks([(source.name, source.read_bytes())], limits=patient)
    assert not reading.blocked
    scores = reading.scores(to_100=True)
    gained, summary = gains(scores), summarise(scores)
    students = reading.students
    names = dict(zip(students["student"].tolist(), students["name"].tolist(), strict=True))
    whole = summary[summary["criterion"].isna()]
    charts = [before_after_chart(gained, row, t, names=names) for _, row in whole.iterrows()]
    drawn = sum(len(chart.figure.to_json() or "") for chart in charts)
    told = sum(len(headline(row, t)) for _, row in summary.iterrows())
    report = CohortReport(
        school="SMK Contoh",
        time_zone="Asia/Makassar",
        cohort_name=source.stem,
        partner="",
        field="",
        period=(None, None),
        made_at=datetime.datetime(2026, 6, 20, tzinfo=datetime.UTC),
        filters={},
        scores=scores,
        gains=gained,
        summary=summary,
        roster=students,
        pass_marks={},
        sources=tuple((file.file, file.sha256) for file in reading.files),
    )
    target.write_bytes(summary_workbook(report, t))
    print(len(summary), drawn, told)


def rows(sizes: Sequence[tuple[int, int]] = SIZES) -> Iterator[Row]:
    """Each size: students x (2 + marks) columns, three aspects, before and after."""
    with TemporaryDirectory() as folder:
        for students, columns in sizes:
            source = write_sheet(Path(folder) / f"{students}.xlsx", students, columns)
            yield measure(
                f"the whole way, {students:,} students x {columns} marks",
                lambda source=source: _run("bench.whole_way", source),
                {"typical pandas script": lambda source=source: _run("bench.typical", source)},
                runs=3 if students < 10_000 else 1,
                goal=_GOALS.get(students, ""),
            )


def _run(module: str, source: Path) -> None:
    target = source.with_name(f"{module}.xlsx")
    subprocess.run([sys.executable, "-m", module, str(source), str(target)], check=True, capture_output=True)


if __name__ == "__main__":
    ours(Path(sys.argv[1]), Path(sys.argv[2]))
