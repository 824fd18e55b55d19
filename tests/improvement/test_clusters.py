"""Classes, not students, are drawn."""

from typing import Any

import numpy as np
import pandas as pd
import pytest
from statsmodels.regression.linear_model import OLS

from capaian.improvement import cluster_intervals, gains
from tests.improvement.tables import marks_table


def test_the_interval_is_that_of_statsmodels() -> None:
    chance = np.random.default_rng(3)
    before = chance.integers(40, 80, 36)
    after = before + chance.integers(-3, 15, 36) + np.repeat([0, 4, 8, 2], 9)
    classes = np.repeat([0, 1, 2, 3], 9)
    row = cluster_intervals(
        gains(marks_table(before.tolist(), after.tolist())), dict(enumerate(classes.astype(str)))
    ).iloc[0]
    model: Any = OLS((after - before).astype(float), np.ones(36))
    fit = model.fit(cov_type="cluster", cov_kwds={"groups": classes, "use_correction": True}, use_t=True)
    assert (row["cluster_low"], row["cluster_high"]) == pytest.approx(tuple(fit.conf_int()[0]), rel=1e-9)
    assert (row["clusters"], row["few_clusters"]) == (4, True)


def test_one_class_has_no_interval_over_classes() -> None:
    row = cluster_intervals(gains(marks_table([50, 60], [60, 65])), {0: "XI TKR 1", 1: "XI TKR 1"}).iloc[0]
    assert np.isnan(row["cluster_low"])
    assert not row["few_clusters"]


def test_groups_are_kept_apart_and_an_unknown_class_is_a_class() -> None:
    parts = [
        marks_table([50, 60, 70], [60, 65, 90], cohort=1),
        marks_table([50, 60], [60, 65], cohort=2, first_student=10),
    ]
    found = cluster_intervals(gains(pd.concat(parts, ignore_index=True)), {0: "A", 1: "B"})
    assert found["clusters"].tolist() == [3, 1]
