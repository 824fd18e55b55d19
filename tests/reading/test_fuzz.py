"""Three hundred mutants of real layouts, each read as an upload is.

The night run is `python -m bench.fuzz --mutants 100000`.
"""

import pytest

from bench.fuzz import outcomes
from capaian.reading.limits import Limits
from capaian.reading.refusals import SENTENCES


@pytest.mark.parametrize("first", range(0, 300, 30))
def test_a_mutant_is_a_workbook_or_a_refusal(first):
    found = list(outcomes(range(first, first + 30), Limits(seconds=120)))
    assert len(found) == 30
    assert {outcome.result for outcome in found} <= {"read", *SENTENCES}
    assert not [outcome for outcome in found if outcome.result in ("crashed", "slow")]
