"""Several tests on one page."""

import numpy as np
import pytest
from statsmodels.stats.multitest import multipletests

from capaian.improvement import holm


@pytest.mark.parametrize("p", [[0.01, 0.04, 0.03, 0.005], [0.5], [0.9, 0.8, 0.02], [0.02, 0.02, 0.02]])
def test_adjusted_p_values_are_those_of_statsmodels(p: list[float]) -> None:
    adjusted, m = holm(np.array(p))
    assert m == len(p)
    assert adjusted == pytest.approx(multipletests(p, method="holm")[1])


def test_what_was_not_tested_is_not_counted() -> None:
    adjusted, m = holm(np.array([np.nan, 0.03, np.nan, 0.02]))
    assert m == 2
    assert adjusted == pytest.approx([np.nan, 0.04, np.nan, 0.04], nan_ok=True)
