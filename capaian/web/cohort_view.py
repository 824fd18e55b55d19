"""What the page of a cohort shows: one aspect of it, one class or all, beside which group, by which test."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

import pandas as pd

from capaian.improvement import Comparison, ReliableChange, comparison_verdict, headline, summarise_moments
from capaian.locale import Texts
from capaian.scores import CohortKind
from capaian.store import Cohort, Target, load_goals, load_moments
from capaian.web.caching import CohortTables, cohort_tables, gains_of, of_aspect, rows_as_read, whole_aspects
from capaian.web.companions import comparison_with, counted_again, retested, retests_of
from capaian.web.evidence import Evidence, evidence_of
from capaian.web.page import Visit
from capaian.web.parts_quantities import Quantity, alpha_quantities, cluster_quantity, quantities
from capaian.web.pieces import Pieces
from capaian.web.scoring import rule_quantities

_Piece = TypeVar("_Piece")


@dataclass(frozen=True, slots=True)
class CohortView:
    """class_name: "" for all. row: the summary of the aspect chosen, gained: its gains.

    comparison: with `other`, None without one. reliable: what the school's own retest says of its test.
    target: what was wanted, None for nothing. Shared as the tables are.
    """

    cohort: Cohort
    tables: CohortTables
    class_name: str
    evidence: Evidence
    row: dict[str, Any]
    gained: pd.DataFrame
    other: Cohort | None
    comparison: Comparison | None
    reliable: ReliableChange | None
    target: Target | None

    pieces: Pieces = field(default_factory=Pieces, repr=False, compare=False)

    def told(self, name: Hashable, t: Texts, make: Callable[[], _Piece]) -> _Piece:
        """A piece of the page made from this view, in the reader's language."""
        return self.pieces.told(name, t, make)

    @property
    def aspect(self) -> str | None:
        """The aspect chosen; None where none is named."""
        return self.row["aspect"]


def cohort_view(
    visit: Visit,
    cohorts: Sequence[Cohort],
    tables: CohortTables,
    aspect: str | None,
    class_name: str,
    other: Cohort | None,
) -> CohortView:
    """Gather it, once for each state of all that it is made from. Raises Refused, StoreError."""
    whole = cohort_tables(visit, tables.cohort.id)
    beside = None if other is None else cohort_tables(visit, other.id)
    twice = [cohort_tables(visit, each.id) for each in retests_of(cohorts, tables.cohort)]
    goals = load_goals(visit.store, visit.actor, tables.cohort.id)

    def gathered() -> CohortView:
        row = next(row for row in whole_aspects(tables) if row["aspect"] == aspect)
        gained = gains_of(tables, aspect)
        reliable = retested(whole, twice, aspect)
        return CohortView(
            cohort=tables.cohort,
            tables=tables,
            class_name=class_name,
            evidence=evidence_of(tables),
            row=row,
            gained=gained,
            other=other,
            comparison=None if beside is None else comparison_with(tables, beside, aspect),
            reliable=counted_again(reliable, gained) if reliable else None,
            target=goals.get(aspect or ""),
        )

    versions = tuple(each.version for each in (whole, *([beside] if beside else []), *twice))
    return tables.pieces.made(("view", aspect, other, versions, goals.get(aspect or "")), gathered)


def sentence(view: CohortView, t: Texts) -> str:
    """The headline; what a comparison group says stands in it, and of a group without training that it had none."""
    verdict = ""
    if view.comparison is not None:
        verdict = comparison_verdict(view.comparison, t)
    elif view.cohort.kind is not CohortKind.PROGRAMME:
        verdict = t("kelompok ini tidak mengikuti pelatihan")
    return headline(view.row, t, verdict=verdict, participants=view.cohort.participants)


def details_of(view: CohortView, t: Texts) -> list[Quantity]:
    """Every quantity under Rincian."""
    clusters = rows_as_read(of_aspect(view.evidence.clusters, view.aspect))
    found = [*rule_quantities(view.tables.rules, view.aspect, t), *quantities(view.row, t)]
    found += cluster_quantity(clusters[0] if clusters else None, t)
    found += alpha_quantities(of_aspect(view.evidence.alphas, view.aspect), t)
    if view.reliable is not None:
        found.append(_reliability(view.reliable, t))
    return found


def _reliability(reliable: ReliableChange, t: Texts) -> Quantity:
    limit = t("batas {points} poin", points=t.number(reliable.threshold)) if reliable.improved is not None else "–"
    return Quantity(
        t("Perubahan nyata seorang siswa"),
        limit,
        t(
            "Jacobson-Truax; ketelitian r {r} dari tes ulang {n} siswa",
            r=t.number(reliable.r, 2),
            n=t.number(reliable.n, 0),
        ),
        f"{t.exact(1.96)} · √2 · s_x · √(1 − r)",
    )


def sums_of(visit: Visit, cohort_id: int) -> list[dict[str, Any]]:
    """The summary rows of a cohort's aspects from its sums: for who sees no student, and after names were removed."""
    sums = load_moments(visit.store, visit.actor)
    return rows_as_read(summarise_moments(sums[sums["cohort"] == cohort_id], effect_intervals=False))
