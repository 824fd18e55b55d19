"""Rules while somebody edits them: one row a criterion, in the session until they are saved.

Every row has a number of its own that no other row ever had, so that no field shows what another held.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import streamlit as st

from capaian.store import SHARE_OF_HIGHEST, Rule

_DRAFT: Final = "rules_draft"
FIELDS: Final = ("name", "weight", "lower", "low", "high", "levels", "dimensions")


@dataclass
class Row:
    """number: of its fields' keys. rule: as it was when the row was made. dimensions: likewise."""

    number: int
    rule: Rule
    dimensions: tuple[str, ...] = ()

    @property
    def is_frozen(self) -> bool:
        """Whether marks were converted by its scale."""
        return self.rule.frozen_at is not None

    def key(self, name: str) -> str:
        """Of one of its FIELDS."""
        return f"rule_{self.number}_{name}"

    def typed(self, name: str, otherwise: Any) -> Any:
        """What stands in a field now."""
        return st.session_state.get(self.key(name), otherwise)


@dataclass
class Draft:
    """owner: what is edited, and in which version of it. rows: in the order of the form."""

    owner: tuple[Any, ...]
    rows: list[Row] = field(default_factory=list)
    last: int = 0

    @property
    def formula(self) -> str:
        """By which scales become 0-100, one for all criteria that are not frozen."""
        first = next((row.rule.formula for row in self.rows), SHARE_OF_HIGHEST)
        return st.session_state.get(f"rules_formula_{self.last}", first) if not self.is_frozen else first

    @property
    def is_frozen(self) -> bool:
        """Whether the formula stays."""
        return any(row.is_frozen for row in self.rows)

    def add(self, rule: Rule, dimensions: tuple[str, ...] = ()) -> None:
        """A row at the end."""
        st.session_state[_LAST] = st.session_state.get(_LAST, 0) + 1
        self.rows.append(Row(st.session_state[_LAST], rule, dimensions))

    def move(self, number: int, steps: int) -> None:
        """A row up or down."""
        at = next(place for place, row in enumerate(self.rows) if row.number == number)
        to = min(max(at + steps, 0), len(self.rows) - 1)
        self.rows.insert(to, self.rows.pop(at))

    def drop(self, number: int) -> None:
        """A row that is no more."""
        self.rows = [row for row in self.rows if row.number != number]

    def rules(self) -> list[Rule]:
        """As they stand in the fields now."""
        return [self._rule(row) for row in self.rows]

    def dimensions(self) -> list[tuple[str, ...]]:
        """Of each criterion."""
        return [tuple(row.typed("dimensions", row.dimensions)) for row in self.rows]

    def total(self) -> float:
        """Of the weights that are typed."""
        return sum(rule.weight or 0 for rule in self.rules())

    def _rule(self, row: Row) -> Rule:
        rule = row.rule
        levels = tuple(part.strip() for part in str(row.typed("levels", "; ".join(rule.levels)) or "").split(";"))
        scale = (rule.scale_min, rule.scale_max)
        if not row.is_frozen:
            typed = row.typed("low", rule.scale_min), row.typed("high", rule.scale_max)
            scale = tuple(float("nan") if end is None else float(end) for end in typed)
        return Rule(
            criterion=rule.criterion if row.is_frozen else str(row.typed("name", rule.criterion) or ""),
            weight=row.typed("weight", rule.weight),
            lower_is_better=bool(row.typed("lower", rule.lower_is_better)),
            scale_min=scale[0],
            scale_max=scale[1],
            formula=rule.formula if row.is_frozen else self.formula,
            levels=levels if any(levels) else (),
        )


_LAST: Final = "rules_last_row"


def draft_of(owner: tuple[Any, ...], rules: Sequence[Rule], dimensions: Sequence[tuple[str, ...]] = ()) -> Draft:
    """The draft of this owner; begun anew from the rules where another one was edited, or this one was saved since."""
    known = st.session_state.get(_DRAFT)
    if isinstance(known, Draft) and known.owner == owner:
        return known
    forget_draft()
    made = Draft(owner)
    for place, rule in enumerate(rules):
        made.add(rule, dimensions[place] if place < len(dimensions) else ())
    made.last = st.session_state.get(_LAST, 0)
    st.session_state[_DRAFT] = made
    return made


def forget_draft() -> None:
    """What is typed and not saved is gone."""
    known = st.session_state.pop(_DRAFT, None)
    if isinstance(known, Draft):
        for row in known.rows:
            for name in FIELDS:
                st.session_state.pop(row.key(name), None)
