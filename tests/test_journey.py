"""The way of one mark: from a workbook's bytes to a point and to a cell of an export, the same number twice."""

import datetime
import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from capaian.access import LOCAL_USER
from capaian.charts import before_after_chart
from capaian.improvement import gains, headline, summarise
from capaian.locale import texts
from capaian.reading import read_workbooks
from capaian.reports import CohortReport, summary_workbook
from capaian.store import load_roster, load_scores, migrate, open_store, save_cohort, save_import, save_school
from tests.sheets import NAMES, book

BEFORE = [61.5, 60, 55.25, 70, 64, 58, 66, 71, 49, 62, 60.5, 68]
AFTER = [73.5, 72, 70.75, 69, 80, 58, 77, 83, 61, 75, 74.5, 81]


def test_the_same_number_at_both_ends(tmp_path: Path) -> None:
    t = texts("id")
    rows = [
        (f"00781200{at:02d}", name, b, str(a).replace(".", ","))
        for at, (name, b, a) in enumerate(zip(NAMES, BEFORE, AFTER, strict=True))
    ]
    content = book({"XI TKR 1": [("DAFTAR NILAI",), (), ("NISN", "Nama Siswa", "Teknis Awal", "Teknis Akhir"), *rows]})

    reading = read_workbooks([("nilai.xlsx", content)])
    store = open_store(f"sqlite:///{tmp_path / 'capaian.db'}")
    migrate(store)
    save_school(store, LOCAL_USER, name="SMK Contoh", time_zone="Asia/Makassar")
    cohort = save_cohort(store, LOCAL_USER, name="Las 2026")
    save_import(store, LOCAL_USER, cohort, reading)
    scores, roster = load_scores(store, LOCAL_USER, cohort), load_roster(store, LOCAL_USER, cohort)
    store.close()

    gained, summary = gains(scores), summarise(scores, enrolled={cohort: len(roster)})
    row: Any = summary.to_dict("records")[0]
    names = dict(zip(roster["student"], roster["name"], strict=True))
    chart = before_after_chart(gained, row, t, names=names)
    report = CohortReport(
        school="SMK Contoh", time_zone="Asia/Makassar", cohort_name="Las 2026", partner="", field="",
        period=(None, None), made_at=datetime.datetime(2026, 6, 20, tzinfo=datetime.UTC),
        filters={}, scores=scores, gains=gained,
        summary=summary, roster=roster, pass_marks={}, sources=(("nilai.xlsx", reading.files[0].sha256),),
    )  # fmt: skip
    workbook = openpyxl.load_workbook(io.BytesIO(summary_workbook(report, t)), data_only=True)

    written = {name: (b, a) for name, b, a in zip(NAMES, BEFORE, AFTER, strict=True)}
    points = {
        name: (x, y)
        for trace in chart.figure.data
        for name, x, y in zip(trace.text, trace.x, trace.y, strict=True)  # pyright: ignore
    }
    cells = {line[3].value: (line[5].value, line[6].value) for line in workbook["Siswa"].iter_rows(min_row=6)}
    gain = sum(AFTER) / 12 - sum(BEFORE) / 12
    assert points == written
    assert cells == written
    assert scores.loc[scores["score"].eq(70.75), "source"].tolist() == ["nilai.xlsx!XI TKR 1!D6"]
    assert workbook["Ringkasan"]["F8"].value == row["mean_gain"] == pytest.approx(gain, rel=1e-12)
    assert workbook["Ringkasan"]["B4"].value == headline(row, t)
    assert f"naik {t.number(gain)} poin" in headline(row, t)
    assert chart.title == "Teknis: 10 dari 12 siswa naik, 1 turun, 1 tetap"
