"""What Excel computes from the student rows: every number of the headline as a formula a principal can check.

Only students with a gain count. A group is a condition on the rows; conditions compare letter by letter
(EXACT), so that no name of a class or cohort is taken for a pattern.
"""

from dataclasses import dataclass

from capaian.reports.students_sheet import AFTER, BEFORE, GAIN, Layout


@dataclass(frozen=True, slots=True)
class Over:
    """The student rows of one measure that belong to a group. group: an array of truths, "" for all students."""

    before: str
    after: str
    gain: str
    lower: bool
    group: str = ""

    def among(self, *conditions: str) -> str:
        """The product of conditions over the rows that count."""
        return "*".join([*([self.group] if self.group else []), f'({self.gain}<>"")', *conditions])

    def passes(self, marks: str, wanted: str, *, missed: bool = False) -> str:
        """Which marks reach the pass mark, or miss it."""
        sign = {(False, False): ">=", (False, True): "<", (True, False): "<=", (True, True): ">"}[self.lower, missed]
        return f"({marks}{sign}{wanted})"


def over(layout: Layout, measure: int, *, lower: bool, group: str = "") -> Over:
    """The rows of a measure on the sheet of students."""
    before, after, gain = (layout.cells(measure, offset) for offset in (BEFORE, AFTER, GAIN))
    return Over(before, after, gain, lower, group)


def written_in(cells: str, cell: str) -> str:
    """Which rows hold exactly what stands in a cell, or the text of our own in quotes."""
    return f"EXACT({cells},{cell})"


def headline_formulas(rows: Over, *, n: str, mean: str, wanted: str) -> dict[str, str]:
    """By the summary's column. n, mean, wanted: the cells of the count, the mean gain and the pass mark."""
    half = f"TINV(0.05,{n}-1)*{_spread_of_gains(rows, mean, n)}/SQRT({n})"
    return {
        "n_matched": f"=SUMPRODUCT({rows.among()})" if rows.group else f"=COUNT({rows.gain})",
        "mean_before": _mean(rows, rows.before, n),
        "mean_after": _mean(rows, rows.after, n),
        "mean_gain": _mean(rows, rows.gain, n) if rows.group else f"=AVERAGE({rows.gain})",
        "gain_low": f"={mean}-{half}",
        "gain_high": f"={mean}+{half}",
        "improved": _count(rows, ">0"),
        "same": _count(rows, "=0"),
        "declined": _count(rows, "<0"),
        "pass_before": f"=SUMPRODUCT({rows.among(rows.passes(rows.before, wanted))})",
        "pass_after": f"=SUMPRODUCT({rows.among(rows.passes(rows.after, wanted))})",
    }


def detail_formulas(rows: Over, cells: dict[str, str], own: dict[str, str], scale_max: float) -> dict[str, str]:
    """By the summary's column. cells: of the headline's numbers, own: of the numbers on this line."""
    n, mean, wanted = cells["n_matched"], cells["mean_gain"], cells["pass_mark"]
    before, after = cells["mean_before"], cells["mean_after"]
    room = before if rows.lower else f"({scale_max:.16G}-{before})"
    missed, reached = rows.passes(rows.before, wanted, missed=True), rows.passes(rows.after, wanted)
    held, lost = rows.passes(rows.before, wanted), rows.passes(rows.after, wanted, missed=True)
    average = f"SQRT(({own['sd_before']}^2+{own['sd_after']}^2)/2)"
    free = f"({n}-1)"
    correction = f"EXP(GAMMALN({free}/2)-GAMMALN(({free}-1)/2))/SQRT({free}/2)"
    return {
        "hake": f"={mean}/{room}",
        **{f"{way}_share": f"={cells[way]}/{n}" for way in ("improved", "same", "declined")},
        **{f"{which}_share": f"={cells[which]}/{n}" for which in ("pass_before", "pass_after")},
        "became_pass": f"=SUMPRODUCT({rows.among(missed, reached)})",
        "lost_pass": f"=SUMPRODUCT({rows.among(held, lost)})",
        "sd_before": f"={_spread(rows, rows.before, before, n)}",
        "sd_after": f"={_spread(rows, rows.after, after, n)}",
        "sd_gain": f"={_spread_of_gains(rows, mean, n)}",
        "d_z": f"={mean}/{own['sd_gain']}",
        "g_av": f"={correction}*{mean}/{average}",
    }


def _mean(rows: Over, cells: str, n: str) -> str:
    return f"=SUMPRODUCT({rows.among('1')},{cells})/{n}"


def _count(rows: Over, condition: str) -> str:
    if rows.group:
        return f"=SUMPRODUCT({rows.among(f'({rows.gain}{condition})')})"
    return f'=COUNTIF({rows.gain},"{condition}")'


def _spread(rows: Over, cells: str, mean: str, n: str) -> str:
    """The standard deviation (n - 1) of the marks of the rows that count."""
    return f"SQRT(SUMPRODUCT({rows.among(f'({cells}-{mean})^2')})/({n}-1))"


def _spread_of_gains(rows: Over, mean: str, n: str) -> str:
    """The same of the gains, which are no number where a mark is missing: taken anew from the marks."""
    if not rows.group:
        return f"STDEV({rows.gain})"
    return _spread(rows, f"({rows.before}-{rows.after})" if rows.lower else f"({rows.after}-{rows.before})", mean, n)
