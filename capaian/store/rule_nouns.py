"""What a rule of scoring is, and which rules can be: no database here."""

import datetime
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from capaian.locale import N_
from capaian.problems import StoreError
from capaian.scores import SCALE_100
from capaian.store.bulk import stored_text
from capaian.store.rule_tables import FORMULAS, LOWEST_TO_HIGHEST, SHARE_OF_HIGHEST

Key = tuple[str, str]
"""Aspect and criterion, "" for null."""

TOTAL: Final = 100.0
_ENOUGH: Final = 5e-3
"""Thirds are written 33.33, 33.33 and 33.34."""
_ROUNDED: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Rule:
    """One criterion ("": the aspect marked as a whole) of a cohort or of an instrument.

    weight: None where none was given; those of an aspect sum to 100. formula: `share_of_highest`, mark / highest x
    100, or `lowest_to_highest`, which makes the lowest mark 0. levels: the words of the levels, lowest
    first. frozen_at: since when (UTC) scale and formula stay as they are, None before the first mark.
    """

    criterion: str
    weight: float | None = None
    lower_is_better: bool = False
    scale_min: float = SCALE_100.min
    scale_max: float = SCALE_100.max
    formula: str = SHARE_OF_HIGHEST
    levels: tuple[str, ...] = ()
    frozen_at: datetime.datetime | None = None


@dataclass(frozen=True, slots=True)
class CohortRules:
    """rules: by aspect, in the order of a form. instruments: the name of the one they were taken from.

    raters: who rated before and after, where it was said for the whole aspect.
    """

    rules: Mapping[str, tuple[Rule, ...]]
    instruments: Mapping[str, str]
    raters: Mapping[str, tuple[str, str]]

    def of(self, aspect: str | None) -> tuple[Rule, ...]:
        """The rules of one aspect, None: of none."""
        return self.rules.get(aspect or "", ())

    def rule(self, aspect: str | None, criterion: str) -> Rule | None:
        """The rule of one criterion, however its name is spelled."""
        named = (rule for rule in self.of(aspect) if rule.criterion.casefold() == criterion.casefold())
        return next(named, None)

    def out_of_100(self, aspect: str | None, criterion: str, mark: float, scale: tuple[float, float]) -> float:
        """A mark as it is stored. scale: lowest and highest of its file. Raises StoreError for a mark below them."""
        share = np.asarray([mark / scale[1] * SCALE_100.max])
        return float(converted(share, self.rule(aspect, criterion), scale)[0])

    def weighed(self, aspect: str | None) -> bool:
        """Whether weights count in an aspect: every criterion of it has one."""
        named = [rule for rule in self.of(aspect) if rule.criterion]
        return bool(named) and all(rule.weight is not None for rule in named)

    @property
    def weights(self) -> dict[Key, float]:
        """What capaian.improvement takes as weights; nothing of an aspect where one criterion has none."""
        return {
            (aspect, rule.criterion): rule.weight
            for aspect, rules in self.rules.items()
            if self.weighed(aspect)
            for rule in rules
            if rule.weight is not None and rule.criterion
        }

    @property
    def directions(self) -> dict[Key, bool]:
        """What capaian.improvement takes as directions; empty where higher is better everywhere.

        An aspect goes the way of the mark of the whole where there is one, else that of its criteria
        where all go one way; where they do not, higher is better.
        """
        if not any(rule.lower_is_better for rules in self.rules.values() for rule in rules):
            return {}
        found: dict[Key, bool] = {}
        for aspect, rules in self.rules.items():
            own = {rule.criterion: rule.lower_is_better for rule in rules}
            found |= {(aspect, criterion): lower for criterion, lower in own.items()}
            found[aspect, ""] = own.get("", bool(own) and all(own.values()))
        return found


def checked_rules(rules: Sequence[Rule]) -> list[Rule]:
    """The rules as they are stored. Raises StoreError for what cannot be, weights that do not sum to 100 for one."""
    found = [replace(rule, criterion=" ".join(stored_text(rule.criterion).split())) for rule in rules]
    twice = [name for name, n in Counter(rule.criterion.casefold() for rule in found).items() if n > 1]
    if twice:
        raise StoreError(N_("Ada dua kriteria bernama “{name}”. Beri nama yang berbeda."), name=twice[0])
    for rule in found:
        if len(rule.criterion) > 200:
            raise StoreError(N_("Nama harus berisi 1 sampai 200 huruf."))
        if not -1e6 < rule.scale_min < rule.scale_max < 1e6:
            raise StoreError(
                N_("Skala “{name}” harus dari angka yang lebih kecil ke yang lebih besar."), name=_name(rule)
            )
        if rule.scale_max <= 0 or (rule.scale_min < 0 and rule.formula == SHARE_OF_HIGHEST):
            raise StoreError(N_("Skala “{name}” tidak boleh di bawah nol."), name=_name(rule))
        if rule.formula not in FORMULAS:
            raise StoreError(N_("Rumus konversi ini tidak ada."))
    _check_weights([rule for rule in found if rule.criterion])
    return found


def _check_weights(rules: Sequence[Rule]) -> None:
    given = [rule.weight for rule in rules if rule.weight is not None]
    for rule in rules:
        if rule.weight is not None and not 0 <= rule.weight <= TOTAL:
            raise StoreError(N_("Bobot “{name}” harus di antara 0 dan 100."), name=_name(rule))
    if given and len(given) < len(rules):
        lacking = next(rule for rule in rules if rule.weight is None)
        raise StoreError(
            N_("“{name}” belum berbobot. Beri bobot pada semua kriteria, atau kosongkan semuanya."), name=_name(lacking)
        )
    if given and not math.isclose(math.fsum(given), TOTAL, abs_tol=_ENOUGH):
        raise StoreError(
            N_("Bobot berjumlah {total}; jumlahnya harus 100. Ubah salah satu bobot, lalu simpan lagi."),
            total=round(math.fsum(given), 2),
        )


def _name(rule: Rule) -> str:
    return rule.criterion or "–"


def settled_rule(rule: Rule, frozen: Rule | None) -> Rule:
    """The rule with what is frozen of it. Raises StoreError where it would change that."""
    if frozen is None:
        return replace(rule, frozen_at=None)
    same = (rule.scale_min, rule.scale_max, rule.formula) == (frozen.scale_min, frozen.scale_max, frozen.formula)
    if not same:
        raise StoreError(
            N_(
                "Skala dan rumus konversi “{name}” sudah dibekukan sejak nilai pertamanya disimpan, supaya nilai "
                "sebelum dan sesudah tetap dapat dibandingkan."
            ),
            name=_name(rule),
        )
    return replace(rule, frozen_at=frozen.frozen_at)


def used_scale(rule: Rule | None, scale: tuple[float, float]) -> tuple[float, float]:
    """The scale that marks of a file with this scale are converted by: the rule's own where both end at one mark."""
    return (rule.scale_min, rule.scale_max) if rule is not None and rule.scale_max == scale[1] else scale


def another_scale(rule: Rule | None, scale: tuple[float, float]) -> bool:
    """Whether a file's marks are on another scale than the one that is frozen."""
    return rule is not None and rule.frozen_at is not None and rule.scale_max != scale[1]


def refuse_another_scale(rule: Rule, scale: tuple[float, float]) -> None:
    """Nothing where one of the two is out of 100, which goes with any scale. Raises StoreError otherwise:

    what stands before and after would not be the same thing.
    """
    if SCALE_100.max not in (rule.scale_max, scale[1]):
        raise StoreError(
            N_(
                "Nilai “{name}” di kohort ini memakai skala sampai {own}, sedangkan berkas ini sampai {other}. "
                "Pilih skala yang sama di halaman Unggah, lalu simpan lagi."
            ),
            name=_name(rule), own=f"{rule.scale_max:g}", other=f"{scale[1]:g}",
        )  # fmt: skip


def converted(shares: NDArray[Any], rule: Rule | None, scale: tuple[float, float]) -> NDArray[Any]:
    """Marks 0-100 by the rule's formula. shares: mark / highest x 100 on the scale of their file.

    Raises StoreError for a mark below the lowest of its scale.
    """
    low, high = used_scale(rule, scale)
    if rule is None or rule.formula != LOWEST_TO_HIGHEST or (low, high) == (SCALE_100.min, SCALE_100.max):
        return shares
    found = (shares / 100 * scale[1] - low) / (high - low) * 100
    if (found < -_ROUNDED).any():
        raise StoreError(
            N_("Ada nilai “{name}” di bawah {low}, nilai terendah pada skalanya. Perbaiki, lalu unggah lagi."),
            name=_name(rule), low=f"{low:g}",
        )  # fmt: skip
    return np.maximum(found, 0.0)
