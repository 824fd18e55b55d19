"""The middle half of a cohort; figures confirmed with R 4: quantile(x, c(.25, .75), type = 7)."""

import pandas as pd

from capaian.improvement import middle_half


def gained(n: int, *, aspect: str | None = "teknis") -> pd.DataFrame:
    return pd.DataFrame(
        {
            "cohort": 1,
            "student": range(n),
            "aspect": pd.array([aspect] * n, dtype="str"),
            "criterion": pd.array([None] * n, dtype="str"),
            "before": [float(50 + i) for i in range(n)],
            "after": [float(60 + 2 * i) for i in range(n)],
        }
    )


def test_the_quartiles_lie_between_order_statistics() -> None:
    (row,) = middle_half(gained(10)).itertuples(index=False)
    assert tuple(row) == ("teknis", 10, 52.25, 56.75, 64.5, 73.5)


def test_a_group_of_nine_has_none() -> None:
    assert middle_half(gained(9)).empty


def test_criteria_do_not_count_and_an_aspect_of_no_name_does() -> None:
    table = pd.concat([gained(10, aspect=None), gained(10).assign(criterion="Las")], ignore_index=True)
    assert middle_half(table)["aspect"].tolist() == [None]
