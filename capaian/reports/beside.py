"""What stands in a report's sentence in place of the caution that there is no comparison group."""

from collections.abc import Mapping
from typing import Any

from capaian.improvement import comparison_verdict
from capaian.locale import Texts
from capaian.reports.report import CohortReport


def verdict_of(report: CohortReport, row: Mapping[str, Any], t: Texts, *, smallest: int = 0) -> str:
    """The clause for a summary row: what the comparison group says, or that nobody was trained; "" for neither.

    smallest: in what leaves the school a comparison group of fewer students is not spoken of.
    """
    if not report.trained:
        return t("kelompok ini tidak mengikuti pelatihan")
    comparison = (report.comparisons or {}).get((row["aspect"] or "", row["criterion"] or ""))
    if comparison is None or comparison.n_comparison < smallest:
        return ""
    return comparison_verdict(comparison, t)
