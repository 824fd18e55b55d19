"""Instruments to choose from: the school's own, and those Capaian brings until the school has made them its own."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from capaian.improvement import CHARACTER_INSTRUMENT, TECHNICAL_RUBRIC
from capaian.improvement.instruments import FOUR
from capaian.locale import N_, Texts
from capaian.scores import Aspect
from capaian.store import Instrument, Rule, load_instruments
from capaian.web.page import Visit

BUILT_IN: Final = 0
"""The id of an instrument that is not the school's own yet."""
BEHAVIOURS: Final = N_("Delapan perilaku (1–4)")
RUBRIC: Final = N_("Rubrik teknis")


def built_in() -> list[Instrument]:
    """Eight behaviours on four levels, and the rubric of the practice test; names of criteria are Indonesian data."""
    behaviours = tuple(
        Rule(one.name, scale_min=FOUR.min, scale_max=FOUR.max, levels=one.levels) for one in CHARACTER_INSTRUMENT
    )
    rubric = tuple(Rule(name, weight=weight) for name, weight in TECHNICAL_RUBRIC.items())
    return [
        Instrument(BUILT_IN, Aspect.TECHNICAL, RUBRIC, rubric, ((),) * len(rubric)),
        Instrument(
            BUILT_IN,
            Aspect.CHARACTER,
            BEHAVIOURS,
            behaviours,
            tuple(tuple(one.value for one in behaviour.dimensions) for behaviour in CHARACTER_INSTRUMENT),
        ),
    ]


def instrument_name(name: str, t: Texts) -> str:
    """As it is read: a built-in one in the reader's language, the school's own as the school called it."""
    return t(name) if name in (BEHAVIOURS, RUBRIC) else name


def all_instruments(visit: Visit) -> list[Instrument]:
    """The school's instruments, and the built-in ones whose names it has not used. Raises Refused, StoreError."""
    own = load_instruments(visit.store, visit.actor)
    names = {(one.aspect, one.name) for one in own}
    found = [*own, *(one for one in built_in() if (one.aspect, one.name) not in names)]
    order = list(Aspect)
    return sorted(found, key=lambda one: order.index(one.aspect))


def with_instrument(standing: Sequence[Rule], instrument: Instrument) -> tuple[list[Rule], list[str]]:
    """The rules of a cohort taken from an instrument, and the criteria that have marks and are not in it: they stay.

    A criterion that has marks keeps its scale and formula. Where one stays that has no weight, none has.
    """
    frozen = {rule.criterion.casefold(): rule for rule in standing if rule.frozen_at is not None}
    taken = [_kept(rule, frozen.pop(rule.criterion.casefold(), None)) for rule in instrument.criteria]
    staying = [replace(rule, weight=None) for rule in frozen.values()]
    if any(rule.criterion for rule in staying):
        taken = [replace(rule, weight=None) for rule in taken]
    return [*taken, *staying], [rule.criterion for rule in staying if rule.criterion]


def _kept(rule: Rule, frozen: Rule | None) -> Rule:
    if frozen is None:
        return rule
    same = {"criterion": frozen.criterion, "scale_min": frozen.scale_min, "scale_max": frozen.scale_max}
    return replace(rule, **same, formula=frozen.formula, frozen_at=frozen.frozen_at)
