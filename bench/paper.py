"""500 letters in one PDF, beside reportlab laying out the same words, bars and table, without tags, code or fonts.

`python -m bench.paper` prints besides how much memory a process takes that makes them.
"""

import dataclasses
import datetime
import io
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
from reportlab.graphics.shapes import Drawing, Rect
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from bench.export import report_of
from bench.measure import Row, measure
from capaian.improvement import gains, summarise
from capaian.letterhead import Letterhead, Signatory
from capaian.locale import texts
from capaian.reports import CohortReport, PaperChoice, letters_paper

LETTERS = 500
CRITERIA = 9
CHOICE = PaperChoice(
    letterhead=Letterhead(
        name="SMK CONTOH BANUA",
        above=("PEMERINTAH PROVINSI CONTOH", "DINAS PENDIDIKAN DAN KEBUDAYAAN"),
        address="Jalan Contoh Raya Nomor 12, Banjarmasin",
        place="Banjarmasin",
        principal=Signatory("Kepala Sekolah", "Dr. Hj. Rahmawati Noor, M.Pd."),
    ),
    day=datetime.date(2026, 6, 20),
    address="https://capaian.contoh.sch.id",
)


def report_with_criteria() -> CohortReport:
    """A cohort of so many students, each with three aspects of three criteria, before and after."""
    report, chance = report_of(LETTERS), np.random.default_rng(5)
    whole = report.scores[report.scores["score"].notna()]
    parts = [whole.assign(criterion=f"Kriteria {at}", score=whole["score"] + chance.normal(0, 2, len(whole)))
             for at in range(1, 1 + CRITERIA // 3)]  # fmt: skip
    scores = pd.concat(parts, ignore_index=True)
    scores["score"] = scores["score"].clip(0, 100).round(1)
    return dataclasses.replace(report, scores=scores, gains=gains(scores), summary=summarise(scores))


def reportlab_letters(report: CohortReport) -> bytes:
    """The same page as platypus makes it: letterhead, words, three pairs of bars, a table, a signature."""
    styles, story = getSampleStyleSheet(), []
    grid = TableStyle([("GRID", (0, 0), (-1, -1), 0.4, "#d5dddc"), ("FONTSIZE", (0, 0), (-1, -1), 9)])
    for name in report.roster["name"]:
        head = CHOICE.letterhead
        story += [Paragraph(line, styles["Title"]) for line in (*head.above, head.name)]
        story += [Paragraph(f"Yth. Bapak/Ibu orang tua/wali dari <b>{name}</b>", styles["Normal"]), Spacer(0, 8)]
        story.append(Paragraph("Dengan hormat, kami sampaikan nilai Ananda. " * 5, styles["Normal"]))
        for aspect in ("Kognitif", "Teknis", "Karakter"):
            drawing = Drawing(400, 24)
            for at, width in enumerate((245, 295)):
                drawing.add(Rect(0, 12 * at, 400, 9))
                drawing.add(Rect(0, 12 * at, width, 9))
            story += [Paragraph(f"{aspect}: naik 12,4 poin; mencapai KKM 75", styles["Normal"]), drawing]
        rows = [["Kriteria", "Sebelum", "Sesudah", "Perubahan"]]
        rows += [[f"Teknis: kriteria {at}", "61,3", "73,7", "+12,4"] for at in range(CRITERIA)]
        story += [Table(rows, style=grid), Spacer(0, 60), Paragraph(head.principal.name, styles["Normal"]), PageBreak()]
    stream = io.BytesIO()
    SimpleDocTemplate(stream, pagesize=A4).build(story)
    return stream.getvalue()


def rows() -> Iterator[Row]:
    """CPU seconds of all the letters; letters per second is their number by these."""
    report, t = report_with_criteria(), texts("id")
    yield measure(
        f"{LETTERS} letters in one PDF",
        lambda: letters_paper(report, CHOICE, t),
        {"reportlab platypus": lambda: reportlab_letters(report)},
        goal="10 s",
    )


def most_memory() -> int:
    """MB of this process at most; what getrusage tells begins with the parent's."""
    told = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    assert told
    return int(told[1]) // 1024


def main() -> None:
    if "--once" in sys.argv:
        report = report_with_criteria()
        before = most_memory()
        letters_paper(report, CHOICE, texts("id"))
        print(f"{most_memory()} MB, {before} MB before it began")
        return
    for row in rows():
        print(row.line())
        print(f"{LETTERS / row.ours:.0f} letters a second")
    told = subprocess.run(
        [sys.executable, "-m", "bench.paper", "--once"], capture_output=True, text=True, check=True
    ).stdout
    print(f"at most, the whole process: {told.strip()}")


if __name__ == "__main__":
    main()
