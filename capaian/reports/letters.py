"""A letter of one page to each student's parents, or to each teacher: words, bars, criteria; nobody beside anybody."""

import datetime
import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import numpy as np
import pandas as pd

from capaian.charts.palette import LIGHT
from capaian.locale import N_, Texts
from capaian.reports.letter_criteria import criteria_of, criterion_of, told_criteria
from capaian.reports.measures import Measure, measures_of, records, students_of
from capaian.reports.paper_frame import (
    PaperChoice,
    clean,
    code_of,
    frame_of,
    is_of_teachers,
    paper_texts,
    period_words,
    place_and_day,
    signatures_of,
)
from capaian.reports.report import CohortReport
from capaian.reports.typesetting import joined, typeset

MOST_BARS: Final = 5
"""Of more aspects and criteria of no aspect, the latter stand in the table, so that a letter is one page."""
BATCH: Final = 12
"""So many letters are set at once. typst keeps what the last ten settings made, so small ones take little memory."""
TAGGED: Final = 5
"""Up to so many letters carry their structure for a screen reader; more of them would be a file for no mail."""
_STILL: Final = 5e-10
_DOTS: Final = "." * 44

_TO_PARENTS: Final = N_(
    "Dengan hormat, kami sampaikan bahwa Ananda telah mengikuti {training}. Berikut nilai Ananda sebelum dan sesudah "
    "pelatihan, pada skala 0 sampai {scale}."
)
_TO_TEACHER: Final = N_(
    "Dengan hormat, kami sampaikan hasil {training} yang Bapak/Ibu ikuti. Berikut nilai Bapak/Ibu sebelum dan sesudah "
    "pelatihan, pada skala 0 sampai {scale}."
)
_CLOSING: Final = N_(
    "Perubahan ini terjadi selama pelatihan. Satu tes menggambarkan satu hari; nilainya dapat naik atau turun karena "
    "keadaan hari itu. Bila Bapak/Ibu ingin bertanya, silakan menghubungi sekolah."
)

Told = Callable[[int, int], None]
"""Told after every batch: so many letters of so many are set."""


def letters_paper(
    report: CohortReport,
    choice: PaperChoice,
    t: Texts,
    *,
    students: Sequence[int] | None = None,
    told: Told | None = None,
) -> bytes:
    """One PDF, a page a student in the order of class and name.

    students: whose, all of the roster unless given. told: called after every batch. A letter holds the student's
    own marks: no rank, no mean of others, no other name.
    """
    t, everyone = paper_texts(report, choice, t), students_of([report])
    measures, common = measures_of([report], everyone, t), _common(report, choice, t)
    barred = measures if len(measures) <= MOST_BARS else [one for one in measures if one.aspect is not None]
    criteria, certificates = criteria_of(report), _certificates(report, t)
    wanted = everyone["student"].isin(everyone["student"] if students is None else students)
    places = np.flatnonzero(wanted.to_numpy()).tolist()
    people = everyone.to_dict("records")
    parts: list[bytes] = []
    for first in range(0, len(places), BATCH):
        batch = places[first : first + BATCH]
        codes = [code_of(choice.address, f"siswa?siswa={people[at]['student']}") for at in batch]
        letters = []
        for at, code in zip(batch, codes, strict=True):
            student = people[at]["student"]
            letter = _letter(report, people[at], t)
            letter["aspects"] = [_aspect(report, one, at, t) for one in barred]
            lines = [criterion_of(one, at) for one in measures if one not in barred]
            letter["criteria"] = told_criteria([*criteria.get(student, []), *lines], t)
            letter["certificates"] = certificates.get(student, [])
            letters.append({**letter, "code": list(code)})
        data = {**common, "letters": letters}
        parts += typeset("letters", data, made_at=report.made_at, tagged=len(places) <= TAGGED)
        if told is not None:
            told(min(first + BATCH, len(places)), len(places))
    return parts[0] if len(parts) == 1 else joined(parts, common["paper"])


def _common(report: CohortReport, choice: PaperChoice, t: Texts) -> dict[str, Any]:
    """What all the letters share."""
    of_teachers = is_of_teachers(report)
    mark = t("Pribadi - hanya untuk yang bersangkutan") if of_teachers else t("Pribadi - hanya untuk orang tua/wali")
    return {
        "paper": frame_of(report, choice, t, title=t("Surat hasil pelatihan"), mark=mark),
        "lines": [
            [t("Nomor"), clean(choice.number) or _DOTS],
            [t("Lampiran"), "–"],
            [t("Hal"), t("Hasil pelatihan")],
        ],
        "place_and_day": place_and_day(choice.letterhead, choice.day, t),
        "heads": [t("Kriteria"), t("Sebelum"), t("Sesudah"), t("Perubahan")],
        "key": [t("Sebelum"), t("Sesudah"), t("garis putus-putus: KKM")],
        "closing": t(_CLOSING),
        "code_words": t(
            "Pindai untuk membuka nilai ini di Capaian milik sekolah. Hanya terbuka bagi yang berhak masuk."
        ),
        "signatures": signatures_of(choice.letterhead, None, t),
    }


def _letter(report: CohortReport, student: Mapping[Any, Any], t: Texts) -> dict[str, Any]:
    """To whom, and how it begins."""
    of_teachers = is_of_teachers(report)
    numbers = [f"{name} {clean(student[key])}" for name, key in (("NISN", "nisn"), ("NIS", "nis")) if student[key]]
    class_name = t("Kelas {name}", name=clean(student["class_name"])) if student["class_name"] else ""
    opening = t(
        _TO_TEACHER if of_teachers else _TO_PARENTS, training=_training(report, t), scale=t.exact(report.scale_max)
    )
    return {
        "to": t("Yth. Bapak/Ibu") if of_teachers else t("Yth. Bapak/Ibu orang tua/wali dari"),
        "name": clean(student["name"]),
        "about": " · ".join(part for part in (class_name, *numbers[:1]) if part),
        "opening": opening,
    }


def _training(report: CohortReport, t: Texts) -> str:
    """`Pelatihan Las 2026 bersama Balai Latihan (1 Juni 2026 – 19 Juni 2026)`."""
    name = clean(report.cohort_name)
    if report.partner:
        name = t("{training} bersama {partner}", training=name, partner=clean(report.partner))
    period = period_words(report, t)
    return f"{name} ({period})" if period else name


def _aspect(report: CohortReport, measure: Measure, at: int, t: Texts) -> dict[str, Any]:
    """One aspect of one student: the bars as shares of the scale, and what changed in words."""
    before, after = (None if math.isnan(marks[at]) else float(marks[at]) for marks in (measure.before, measure.after))
    known = measure.whole.get("pass_mark")
    pass_mark = None if known is None or math.isnan(known) else float(known)
    is_paired = not math.isnan(measure.gain[at])
    return {
        "name": clean(measure.name),
        "hue": LIGHT.aspect(measure.aspect),
        "words": _words(before, after, t, is_paired=is_paired, pass_mark=pass_mark, lower=measure.lower),
        "before": _share(report, before),
        "after": _share(report, after),
        "pass": _share(report, pass_mark),
        "before_word": t("Sebelum"),
        "after_word": t("Sesudah"),
        "before_mark": t.number(before),
        "after_mark": t.number(after),
    }


def _words(
    before: float | None, after: float | None, t: Texts, *, is_paired: bool, pass_mark: float | None, lower: bool
) -> str:
    """`naik 12,4 poin; mencapai KKM 75`, or what is not there yet."""
    if before is None or after is None:
        if before is None and after is None:
            return t("belum ada nilai")
        return t("belum ada nilai sesudah") if after is None else t("belum ada nilai sebelum")
    change, points = after - before, t.number(abs(after - before))
    if not is_paired:
        said = t("dinilai pada kriteria yang berbeda")
    elif abs(change) < _STILL:
        said = t("tetap")
    else:
        said = t("naik {points} poin", points=points) if change > 0 else t("turun {points} poin", points=points)
    if pass_mark is None:
        return said
    reached = after <= pass_mark if lower else after >= pass_mark
    words = N_("mencapai KKM {mark}") if reached else N_("belum mencapai KKM {mark}")
    return f"{said}; {t(words, mark=t.exact(pass_mark))}"


def _certificates(report: CohortReport, t: Texts) -> dict[int, list[str]]:
    """Every student's certificates, each as a sentence once, however many units it has."""
    if report.certificates is None:
        return {}
    found: dict[int, dict[str, None]] = {}
    for one in records(report.certificates):
        found.setdefault(int(one["student"]), {})[_certificate(one, t)] = None
    return {student: list(sentences) for student, sentences in found.items()}


def _certificate(one: Mapping[str, Any], t: Texts) -> str:
    """The result, the scheme, who decided, number, how long; without K or a number it is no certificate.

    The assessor recommends and the LSP decides, so what was recommended alone is told as that.
    """
    results = {"K": t("Kompeten"), "BK": t("Belum kompeten")}
    decided, recommended = results.get(one["overall"] or ""), results.get(one.get("recommended") or "")
    issuer = N_("diputuskan oleh {name}") if decided else N_("penerbit {name}")
    is_open = not decided and not one["number"]
    words = [
        decided or "",
        t("skema {name}", name=clean(one["scheme"])) if one["scheme"] else "",
        t("rekomendasi asesor: {result}", result=recommended) if is_open and recommended else "",
        t("keputusannya belum tercatat") if is_open else "",
        t(issuer, name=clean(one["issuer"])) if one["issuer"] and not is_open else "",
        t("nomor {number}", number=clean(one["number"])) if one["number"] else "",
        t("berlaku sampai {day}", day=t.date(one["valid_until"])) if _is_day(one["valid_until"]) else "",
    ]
    said = ", ".join(word for word in words if word)
    return (
        t("Uji kompetensi: {words}.", words=said)
        if is_open or one["overall"] == "BK"
        else t("Sertifikat: {words}.", words=said)
    )


def _is_day(value: object) -> bool:
    return isinstance(value, datetime.date) and not pd.isna(value)


def _share(report: CohortReport, mark: float | None) -> float | None:
    return None if mark is None else min(max(mark / report.scale_max, 0.0), 1.0)
