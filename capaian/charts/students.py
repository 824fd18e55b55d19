"""What every chart of single students shares: whose rows they are, the directions, the table behind it."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from capaian.charts.palette import Palette
from capaian.locale import Texts

Row = Mapping[Any, Any] | pd.Series
"""A summary row."""
Names = Mapping[int, str] | None
"""Student to name; None where names must not be shown."""


def rows_of(gains: pd.DataFrame, row: Row) -> pd.DataFrame:
    """The gains of the row's cohort, aspect and criterion."""
    wanted = gains["cohort"].eq(row["cohort"])
    for key in ("aspect", "criterion"):
        wanted &= gains[key].isna() if pd.isna(row[key]) else gains[key].eq(row[key])
    return gains[wanted]


def directions(
    drawn: pd.DataFrame, t: Texts, colours: Palette, hue: str, *, turned: bool
) -> list[tuple[str, pd.Series, str]]:
    """Word, rows and colour of up, same and down, in that order."""
    up, down = direction_words(t, turned=turned)
    gain = drawn["gain"]
    return [
        (up, gain > 0, hue),
        (t("tetap"), gain == 0, colours.before),
        (down, gain < 0, colours.attention),
    ]


def direction_words(t: Texts, *, turned: bool) -> tuple[str, str]:
    """`naik`, `turun`, or where lower is better `membaik`, `memburuk`."""
    return (t("membaik"), t("memburuk")) if turned else (t("naik"), t("turun"))


def table_of_students(drawn: pd.DataFrame, names: Names, t: Texts, *, turned: bool) -> pd.DataFrame:
    """One row a student: name or number, before, after, difference, direction."""
    up, down = direction_words(t, turned=turned)
    words = np.select([drawn["gain"] > 0, drawn["gain"] < 0], [up, down], t("tetap"))
    who = range(1, len(drawn) + 1) if names is None else [names.get(s, "") for s in drawn["student"]]
    columns = {
        t("No") if names is None else t("Nama"): list(who),
        t("Sebelum"): drawn["before"].to_numpy(),
        t("Sesudah"): drawn["after"].to_numpy(),
        t("Selisih"): (drawn["after"] - drawn["before"]).to_numpy(),
        t("Perubahan"): words,
    }
    return pd.DataFrame(columns)
