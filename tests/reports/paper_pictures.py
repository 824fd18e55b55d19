"""Pictures of every paper of the example school, for docs/pictures: `python -m tests.reports.paper_pictures`.

Straight from typst: the same templates and the same data, as PNG instead of PDF.
"""

import datetime
import io
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, Final
from unittest import mock

from PIL import Image

import capaian.reports
from capaian.access import LOCAL_USER
from capaian.improvement import gains, summarise
from capaian.locale import texts
from capaian.reports import Audience, CohortReport, PaperChoice, sources_of, summary_picture
from capaian.reports.typesetting import typeset
from capaian.store import (
    Store,
    load_cohorts,
    load_imports,
    load_letterhead,
    load_pass_marks,
    load_roster,
    load_school,
    load_scores,
    make_demonstration,
    migrate,
    open_store,
)

FOLDER: Final = Path(__file__).resolve().parents[2] / "docs" / "pictures"
PPI: Final = 90
COLOURS: Final = 128
MADE_AT: Final = datetime.datetime(2026, 11, 25, 1, 30, tzinfo=datetime.UTC)
ADDRESS: Final = "https://capaian.contoh.sch.id"


def main() -> None:
    """One picture a page, in Indonesian; the summary in English too."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{folder}/demo.db")
        migrate(store)
        make_demonstration(store)
        report, choice = example(store)
        store.close()
    shared, t = replace(choice, audience=Audience.SHAREABLE, number=""), texts("id")
    first = int(report.roster["student"].iloc[0])
    keep("summary-id", pages_of("summary_paper", lambda made: made(report, choice, t)))
    keep("summary-en", pages_of("summary_paper", lambda made: made(report, choice, texts("en"))))
    keep("summary-shared-id", pages_of("summary_paper", lambda made: made(report, shared, t)))
    keep("appendix-id", pages_of("appendix_paper", lambda made: made(report, choice, t)))
    keep("letter-id", pages_of("letters", lambda made: made(report, choice, t, students=[first])))
    keep("participants-id", pages_of("list_papers", lambda made: made(report, choice, t), name="participants_paper"))
    keep("attendance-id", pages_of("attendance_paper", lambda made: made(report, choice, t)))
    keep("scores-id", pages_of("list_papers", lambda made: made(report, choice, t), name="scores_paper"))
    keep("phone-id", [summary_picture(report, choice, t)])


def example(store: Store) -> tuple[CohortReport, PaperChoice]:
    """The first training of the example school, and how it is printed."""
    school = load_school(store, LOCAL_USER)
    assert school is not None
    cohort = min(load_cohorts(store, LOCAL_USER), key=lambda each: each.id)
    scores, marks = load_scores(store, LOCAL_USER, cohort.id), load_pass_marks(store, LOCAL_USER, cohort.id)
    report = CohortReport(
        school=school.name, time_zone=school.time_zone, cohort_name=cohort.name, partner=cohort.partner,
        field=cohort.field, period=(cohort.starts_on, cohort.ends_on), made_at=MADE_AT, filters={}, scores=scores,
        gains=gains(scores), summary=summarise(scores, pass_marks={**marks}, enrolled={cohort.id: cohort.enrolled}),
        roster=load_roster(store, LOCAL_USER, cohort.id), pass_marks=marks,
        sources=sources_of(load_imports(store, LOCAL_USER, cohort.id)), cohort_id=cohort.id,
    )  # fmt: skip
    letterhead = load_letterhead(store, LOCAL_USER)
    return report, PaperChoice(letterhead=letterhead, day=MADE_AT.date(), number="421.5/012/2026", address=ADDRESS)


def pages_of(module: str, make: Callable[[Any], object], *, name: str = "") -> list[bytes]:
    """The pages that a paper would have, as PNG."""
    pages: list[bytes] = []

    def as_png(template: str, data: Any, *, made_at: datetime.datetime, **_: Any) -> list[bytes]:
        pages.extend(typeset(template, data, made_at=made_at, form="png", ppi=PPI))
        return [b""]

    makers = {"letters": "letters_paper"}
    with mock.patch.object(sys.modules[f"capaian.reports.{module}"], "typeset", as_png):
        make(getattr(capaian.reports, name or makers.get(module, module)))
    return pages


def keep(name: str, pages: list[bytes]) -> None:
    """paper-NAME-1.png and so on, in few colours; a paper of one page without a number."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.glob(f"paper-{name}*.png"):
        old.unlink()
    for at, page in enumerate(pages, start=1):
        file = FOLDER / (f"paper-{name}.png" if len(pages) == 1 else f"paper-{name}-{at}.png")
        with Image.open(io.BytesIO(page)) as picture:
            picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(file, optimize=True)


if __name__ == "__main__":
    main()
