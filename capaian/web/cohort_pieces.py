"""Parts of the page of a cohort that depend on the view and the language alone, so that they are made once."""

from typing import Final

from capaian.improvement import by_need
from capaian.locale import Texts
from capaian.web.caching import criteria_of, whole_aspects
from capaian.web.cohort_view import CohortView
from capaian.web.companions import with_changes
from capaian.web.parts_criteria import criteria_table
from capaian.web.parts_html import Html, tag
from capaian.web.parts_numbers import aspect_card
from capaian.web.parts_school import way_to
from capaian.web.parts_students import student_list

PAGE_LENGTH: Final = 100
"""So many students are listed at once."""
NEED, NAME = "perlu", "nama"
"""Orders of the list of students, as the address names them."""
_FEW: Final = 2
"""From so many pairs on there is a mean (statistics.md, sizes)."""


def listed_students(view: CohortView, order: str, page: int, t: Texts) -> Html:
    """One page of the list."""
    pass_mark, lower = view.row["pass_mark"], bool(view.row["lower_is_better"])
    gained = by_need(view.gained, pass_mark, lower_is_better=lower) if order == NEED else view.gained
    listed = with_changes(gained, view.reliable).merge(view.tables.roster, on="student")
    if order == NAME:
        listed = listed.sort_values("name", kind="stable")
    shown = listed.iloc[(page - 1) * PAGE_LENGTH : page * PAGE_LENGTH]
    return student_list(shown, t, pass_mark=pass_mark, lower=lower)


def cards_of(view: CohortView, t: Texts) -> Html:
    """What changed in every aspect, side by side."""
    rows = whole_aspects(view.tables)
    ways = [way_to(view.cohort, row["aspect"], class_name=view.class_name, missing=True) for row in rows]
    cards = [aspect_card(row, t, missing=way) for row, way in zip(rows, ways, strict=True)]
    return tag("div", *cards, class_="cp-cards")


def criteria_part(view: CohortView, t: Texts) -> Html | None:
    """The criteria of the aspect that have a mean; None where none has."""
    criteria = [line for line in criteria_of(view.tables, view.aspect) if line["n_matched"] >= _FEW]
    return criteria_table(criteria, t) if criteria else None
