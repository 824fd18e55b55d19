"""Standardised gains."""

import numpy as np
import pytest

from capaian.improvement.effects import hedges_j


def test_the_small_sample_factor_is_exact() -> None:
    assert hedges_j(np.array([11.0]))[0] == pytest.approx(0.497925792 / 0.535427216, rel=1e-8)
    assert np.isnan(hedges_j(np.array([1.0]))[0])
    assert hedges_j(np.array([1e6]))[0] == pytest.approx(1 - 3 / (4e6 - 1), rel=1e-9)
