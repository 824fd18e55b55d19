"""A mark of 0 may be a student who was not there: the gain with and without, never a guess."""

import pandas as pd

from capaian.improvement.moments import NOISE


def zero_rows(gained: pd.DataFrame) -> pd.Series:
    """Which rows of `gains` have a mark of 0 before or after."""
    return (gained["before"].abs() < NOISE) | (gained["after"].abs() < NOISE)


def without_zeros(gained: pd.DataFrame) -> pd.DataFrame:
    """The rows of `gains` with no mark of 0, to be summarised beside the whole."""
    return gained[~zero_rows(gained)].reset_index(drop=True)
