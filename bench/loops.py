"""What a script would do with pingouin: one test for each group."""

import pandas as pd
import pingouin


def pingouin_loop(gained: pd.DataFrame, *, ranks: bool = False) -> None:
    """The other peer: one paired t test a group, the way a script does it; ranks: the signed ranks too."""
    for _, students in gained.groupby(["cohort", "aspect"], observed=True):
        pingouin.ttest(students["after"], students["before"], paired=True)
        if ranks:
            pingouin.wilcoxon(students["after"], students["before"])
