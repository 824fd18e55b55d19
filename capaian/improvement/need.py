"""Whom a teacher should look at first. An order for help, never a rank: nothing is numbered."""

import pandas as pd


def by_need(gained: pd.DataFrame, pass_mark: float | None, *, lower_is_better: bool = False) -> pd.DataFrame:
    """The rows of `gains`: first who has not reached the pass mark after, of them first who fell, then the lowest.

    pass_mark: None where there is none; then who fell comes first, and the lowest after. Where lower is
    better, a mark at or below it has reached it, and the highest come first.
    """
    sign = -1 if lower_is_better else 1
    good = sign * gained["after"]
    there = pd.Series(False, index=gained.index) if pass_mark is None else good >= sign * pass_mark
    keyed = gained.assign(there_=there, rose_=gained["gain"] >= 0, good_=good)
    ordered = keyed.sort_values(["there_", "rose_", "good_", "student"], kind="stable")
    return ordered.drop(columns=["there_", "rose_", "good_"])
