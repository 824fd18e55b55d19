"""The one-page summary of a cohort: for the principal to sign, and as a picture for a phone."""

import io
from typing import Any, Final

from PIL import Image

from capaian.charts.words import measure_name
from capaian.improvement import attrition_note, attrition_summary, ceiling_note
from capaian.locale import N_, Texts
from capaian.reports.audience import Audience
from capaian.reports.measures import records
from capaian.reports.paper_aspects import (
    facts_of,
    hidden_note,
    number_heads,
    scoring_of,
    told_aspect,
    told_numbers,
    whole_rows,
)
from capaian.reports.paper_frame import (
    PaperChoice,
    clean,
    code_of,
    frame_of,
    paper_texts,
    period_words,
    signatures_of,
)
from capaian.reports.report import CohortReport
from capaian.reports.typesetting import Form, typeset

LARGEST_PICTURE: Final = 300_000
_PHONE: Final = 216
"""Dots an inch: a page of 360 points becomes 1,080 dots wide."""
_COLOURS: Final = (64, 32, 16)
MOST_DRAWN: Final = 5
"""So many aspects, or criteria of no aspect, fit on one page each with its sentence; of more there is a table."""
_HOW_TO_READ: Final = N_(
    "Lingkaran kosong: rata-rata sebelum; lingkaran penuh: rata-rata sesudah; garis putus-putus: KKM. Kisaran 95% "
    "menunjukkan seberapa jauh kenaikan rata-rata dapat berbeda karena kebetulan."
)
_INTERVALS: Final = N_("Kisaran 95% menunjukkan seberapa jauh kenaikan rata-rata dapat berbeda karena kebetulan.")
_CAUTION: Final = N_("Ini perubahan selama pelatihan; angka ini sendiri belum membuktikan bahwa pelatihan penyebabnya.")
_OPENS: Final = N_("Pindai untuk membuka kohort ini di Capaian milik sekolah. Hanya terbuka bagi yang berhak masuk.")


def summary_paper(report: CohortReport, choice: PaperChoice, t: Texts, *, form: Form = "pdf") -> list[bytes]:
    """One page: each aspect's sentence, picture and numbers from its summary row. One PDF, or its page as PNG.

    It needs the summary alone, so that it can be made for somebody who sees no student.
    """
    t = paper_texts(report, choice, t)
    rows = whole_rows(report, choice)
    drawn = len(rows) <= MOST_DRAWN
    data = {
        "paper": frame_of(report, choice, t, title=t("RINGKASAN CAPAIAN KOMPETENSI")),
        **_about(report, rows if drawn else [], choice, t),
        "table": None if drawn else _table(rows, t),
        "signatures": signatures_of(choice.letterhead, choice.day, t),
        "code": list(cohort_code(report, choice)),
        "code_words": t(_OPENS),
    }
    return typeset("summary", data, made_at=report.made_at, form=form)


def summary_picture(report: CohortReport, choice: PaperChoice, t: Texts) -> bytes:
    """A PNG of at most 300 kB, 1,080 dots wide, without names and small groups whatever was chosen."""
    t = paper_texts(report, choice, t)
    nameless = PaperChoice(
        letterhead=choice.letterhead, day=choice.day, audience=Audience.SHAREABLE, smallest=choice.smallest
    )
    rows = whole_rows(report, nameless)
    about = " · ".join(part for part in (clean(report.partner), period_words(report, t)) if part)
    data = {
        "paper": frame_of(report, nameless, t, title=t("RINGKASAN CAPAIAN KOMPETENSI")),
        "cohort": clean(report.cohort_name),
        "about": about,
        "caution": t(_CAUTION) if report.trained else t("Kelompok ini tidak mengikuti pelatihan."),
        **_about(report, rows[:MOST_DRAWN], nameless, t),
    }
    if len(rows) > MOST_DRAWN:
        more = len(rows) - MOST_DRAWN
        words = t.plural(
            "{n} kriteria lain ada di ringkasan satu halaman.", "{n} kriteria lain ada di ringkasan satu halaman.", more
        )
        data["notes"] = [words, *data["notes"]]
    (page,) = typeset("picture", data, made_at=report.made_at, form="png", ppi=_PHONE)
    return _fewer_colours(page)


def cohort_code(report: CohortReport, choice: PaperChoice) -> bytes:
    """The code of the cohort's page; none for files alone."""
    return b"" if report.cohort_id is None else code_of(choice.address, f"kohort?kohort={report.cohort_id}")


def _table(rows: list[dict[str, Any]], t: Texts) -> dict[str, Any]:
    """Of many criteria a line each."""
    return {
        "heads": number_heads(t("Kriteria"), t),
        "rows": [[clean(measure_name(row, t)), *told_numbers(row, t)] for row in rows],
    }


def _about(report: CohortReport, rows: list[dict[str, Any]], choice: PaperChoice, t: Texts) -> dict[str, Any]:
    """What the page says of the rows that it draws."""
    how_to_read = [t(_HOW_TO_READ)] if rows else [t(_CAUTION), t(_INTERVALS)]
    return {
        "facts": facts_of(report, t),
        "points_word": t("poin"),
        "aspects": [told_aspect(row, report, choice, t) for row in rows],
        "notes": [*_notes(report, rows, choice, t), *hidden_note(report, choice, t), *how_to_read],
    }


def _notes(report: CohortReport, rows: list[dict[str, Any]], choice: PaperChoice, t: Texts) -> list[str]:
    """What a reader should know before leaning on the numbers; who is missing only for the school's own people."""
    coded = choice.audience is Audience.SHAREABLE
    found = [(row["aspect"], ceiling_note(row, t, coded=coded)) for row in rows if row["n_matched"]]
    if choice.audience is Audience.INTERNAL and len(report.scores):
        lost = attrition_summary(report.scores, **scoring_of(report))
        found += [(row["aspect"], attrition_note(row, t)) for row in records(lost) if _is_whole(row)]
    names = {row["aspect"]: told_aspect(row, report, choice, t)["name"] for row in rows}
    return [f"{names[aspect]}: {words}." for aspect, words in found if words and aspect in names]


def _is_whole(row: dict[str, Any]) -> bool:
    return row.get("criterion") is None


def _fewer_colours(page: bytes) -> bytes:
    """The picture with as many colours as it has: a quarter of the bytes, and nothing that an eye would miss.

    With fewer where it is still larger than LARGEST_PICTURE.
    """
    stream = io.BytesIO()
    with Image.open(io.BytesIO(page)) as picture:
        for colours in _COLOURS:
            stream = io.BytesIO()
            picture.convert("RGB").quantize(colours).save(stream, "PNG", optimize=True)
            if len(stream.getvalue()) < LARGEST_PICTURE:
                break
    return stream.getvalue()
