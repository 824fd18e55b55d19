"""What every paper carries around its words: sheet, letterhead, mark, foot, who signs, the code of its page."""

import datetime
import io
import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import segno

from capaian.letterhead import Letterhead, PaperSize, Signatory, StudentWord
from capaian.locale import People, Texts
from capaian.reports.audience import Audience, mark_of
from capaian.reports.letterhead_image import as_svg
from capaian.reports.report import CohortReport

WHOLE: Final = 2.4
"""A picture so many times as wide as high is a whole letterhead, a narrower one a logo."""
_LONGEST: Final = 300
_ENDLESS: Final = re.compile(r"\S{31,}")
_PART: Final = 10
_BREAK: Final = "\u200b"
"""A word of so many letters may end its line after every tenth, at a sign that has no width."""

_CALLED: Final[dict[StudentWord, People]] = {
    StudentWord.STUDENT: "students",
    StudentWord.PUPIL: "pupils",
    StudentWord.LEARNER: "learners",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperChoice:
    """What was chosen for one print. day: what the paper is dated. number: as the school numbers it, "" left open.

    address: where the cohort's page is, `https://capaian.sekolah.sch.id`, "" for no code. smallest: groups of
    fewer students are not told to anybody. size: None takes the school's.
    """

    letterhead: Letterhead
    day: datetime.date
    audience: Audience = Audience.INTERNAL
    number: str = ""
    address: str = ""
    smallest: int = 10
    size: PaperSize | None = None


def frame_of(
    report: CohortReport, choice: PaperChoice, t: Texts, *, title: str, mark: str | None = None
) -> dict[str, Any]:
    """`paper` of a template's data. mark: what stands on every page, that of the audience unless told."""
    made = t("dibuat {moment}", moment=t.moment(report.made_at, report.time_zone))
    return {
        "size": (choice.size or choice.letterhead.paper).value,
        "language": t.language,
        "title": title,
        "author": clean(choice.letterhead.name),
        "number": t("Nomor: {number}", number=clean(choice.number)) if choice.number else "",
        "mark": mark_of(choice.audience, t) if mark is None else mark,
        "foot": " · ".join(part for part in (clean(report.cohort_name), made) if part),
        "page_words": t("Halaman {n} dari {total}", n="{n}", total="{total}"),
        "kop": kop_of(choice.letterhead),
    }


def kop_of(letterhead: Letterhead) -> dict[str, Any]:
    """The letterhead as the templates take it; empty lines are left out."""
    svg, ratio = as_svg(letterhead.image) if letterhead.image else ("", 0.0)
    return {
        "above": [clean(line) for line in letterhead.above if line],
        "name": clean(letterhead.name),
        "address": clean(letterhead.address),
        "contact": clean(letterhead.contact),
        "image": "whole" if ratio >= WHOLE else "logo" if svg else "",
        "svg": svg,
    }


def signatures_of(letterhead: Letterhead, day: datetime.date | None, t: Texts) -> list[dict[str, str]]:
    """Who signs, in the order of the columns: the principal left of who made the paper, or alone on the right.

    day: None where the paper is dated above.
    """
    dated = "" if day is None else place_and_day(letterhead, day, t)
    principal = letterhead.principal
    title = principal.title or t("Kepala Sekolah")
    if not letterhead.has_second:
        return [_signature(principal, title, above=dated)]
    left = _signature(principal, title, above=t("Mengetahui,"))
    return [left, _signature(letterhead.second, letterhead.second.title, above=dated)]


def place_and_day(letterhead: Letterhead, day: datetime.date, t: Texts) -> str:
    """`Banjarmasin, 19 Juni 2026`; the day alone where no place is known."""
    return ", ".join(part for part in (clean(letterhead.place), t.date(day)) if part)


def paper_texts(report: CohortReport, choice: PaperChoice, t: Texts) -> Texts:
    """The texts of a paper: said of those who took part, students by the school's word for them."""
    if report.participants == "students":
        return t.about(_CALLED[choice.letterhead.student_word])
    return t.about(report.participants)


def is_of_teachers(report: CohortReport) -> bool:
    """Whether teachers took part and not students."""
    return report.participants == "teachers"


def period_words(report: CohortReport, t: Texts) -> str:
    """`1 – 19 Juni 2026`: what both days share is said once; "" where no day is known."""
    days = [t.date(day).split() for day in report.period if day is not None]
    if len(days) < 2 or days[0] == days[1]:
        return " ".join(days[0]) if days else ""
    first, last = days
    shared = next((n for n in range(len(first), 0, -1) if first[-n:] == last[-n:]), 0)
    return f"{' '.join(first[: len(first) - shared])} – {' '.join(last)}"


def code_of(address: str, path: str) -> bytes:
    """The code that leads to a page: a small PNG, empty where there is no address to lead to.

    One mask for all: choosing the best of eight takes ten times as long, and any of them can be read.
    """
    if not address:
        return b""
    stream = io.BytesIO()
    code = segno.make(f"{address.rstrip('/')}/{path}", error="m", micro=False, mask=3, boost_error=False)
    code.save(stream, kind="png", scale=1, border=0)
    return stream.getvalue()


def clean(text: object) -> str:
    """What a person wrote, on one line, as a paper can hold it."""
    words = "".join(sign if sign.isprintable() else " " for sign in str(text or ""))
    words = " ".join(words.split())
    words = words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
    return _ENDLESS.sub(
        lambda found: _BREAK.join(found[0][at : at + _PART] for at in range(0, len(found[0]), _PART)), words
    )


def by_class(students: Sequence[dict[str, Any]]) -> list[tuple[str, list[dict[str, Any]]]]:
    """The students class by class, in the order in which they come."""
    return [(key, list(group)) for key, group in itertools.groupby(students, key=lambda one: str(one["class_name"]))]


def _signature(one: Signatory, title: str, *, above: str) -> dict[str, str]:
    number = clean(f"{one.number_label} {one.number}") if one.number else ""
    return {
        "above": above,
        "title": f"{clean(title)}," if title else "",
        "name": clean(one.name),
        "rank": clean(one.rank),
        "number": number,
    }
