"""What stands beside a programme, in one quiet line; the numbers behind it are folded."""

from capaian.improvement import Comparison, comparison_line, comparison_note
from capaian.locale import Texts
from capaian.store import Cohort
from capaian.web.companions import time_note
from capaian.web.parts_html import Html, tag


def comparison_part(comparison: Comparison, cohort: Cohort, other: Cohort, t: Texts) -> Html:
    """The comparison group's name and how alike the two were before; opened, both ways of comparing."""
    line = t("Pembanding: {name}", name=other.name) + f"; {comparison_line(comparison, t)}"
    apart = time_note(cohort, other, t)
    words = [comparison_note(comparison, t), apart]
    inside = [tag("p", f"{each[:1].upper()}{each[1:]}.") for each in words if each]
    known = cohort.starts_on is not None and other.starts_on is not None
    short = t("tes pada waktu lain") if known else t("waktu tes belum dicatat")
    summary = f"{line}; {short}." if apart else f"{line}."
    return tag("details", tag("summary", summary), *inside, class_="cp-quiet cp-folded")
