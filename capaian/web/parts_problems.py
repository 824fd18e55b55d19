"""Problems as a teacher can work through them: grouped by cause, each with its place, the gravest first."""

from collections.abc import Iterable
from typing import Final

from capaian.locale import Texts
from capaian.problems import Problem, Severity
from capaian.web.parts_html import Html, tag, together
from capaian.web.parts_words import status

_OPEN: Final = 5
"""So many places of one cause are seen at once; the others are one click away."""
_ORDER: Final = list(Severity)


def problem_list(problems: Iterable[Problem], t: Texts) -> Html:
    """All problems; those of one code and severity stand together, with their number."""
    problems = list(problems)
    several = len({problem.file for problem in problems}) > 1
    groups: dict[tuple[Severity, str], list[Problem]] = {}
    for problem in problems:
        groups.setdefault((problem.severity, problem.code), []).append(problem)
    ordered = sorted(groups.items(), key=lambda group: _ORDER.index(group[0][0]))
    return together(*(_group(severity, found, t, several_files=several) for (severity, _code), found in ordered))


def _group(severity: Severity, found: list[Problem], t: Texts, *, several_files: bool) -> Html:
    words = {
        Severity.BLOCKS: status("✕", t("Harus diperbaiki"), "stop"),
        Severity.ASK: status("?", t("Perlu diperiksa"), "care"),
        Severity.REMARK: status("i", t("Catatan"), "calm"),
    }
    count = tag("span", t.plural("{n} tempat", "{n} tempat", len(found)), class_="cp-quiet") if len(found) > 1 else None
    lines = [
        tag("li", problem.message(t), tag("span", f" {problem.file}", class_="cp-quiet") if several_files else None)
        for problem in found
    ]
    rest = lines[_OPEN:]
    return tag(
        "section",
        tag("div", words[severity], count, class_="cp-card-top"),
        tag("ul", *lines[:_OPEN]),
        tag("details", tag("summary", t("{n} lainnya", n=t.number(len(rest), 0))), tag("ul", *rest)) if rest else None,
        class_=f"cp-group cp-{severity}",
    )
