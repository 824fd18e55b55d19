"""Said where groups of cohorts stand side by side whose marks are scored by different rules."""

from collections.abc import Iterable

from capaian.locale import Texts
from capaian.web.caching import NO_RULES
from capaian.web.groups import Group, SchoolMarks, left_aside, scoring_in
from capaian.web.parts_details import quiet
from capaian.web.parts_html import Html
from capaian.web.parts_words import aspect_name
from capaian.web.scoring import told_rules


def rules_apart(marks: SchoolMarks, groups: Iterable[Group], aspect: str | None, t: Texts) -> bool:
    """Whether weights, directions or conversions of an aspect are not the same in all cohorts of the groups."""
    cohorts = {cohort for group in groups for cohort in group.members["cohort"].tolist()}
    told = (told_rules(marks.rules.get(cohort, NO_RULES), t) for cohort in cohorts)
    return len({frozenset(rule for rule in rules if rule.aspect == (aspect or "")) for rules in told}) > 1


def groups_note(marks: SchoolMarks, groups: list[Group], aspect: str | None, t: Texts) -> Html | None:
    """Under the table of all groups; None where one rule holds for all."""
    if not rules_apart(marks, groups, aspect, t):
        return None
    said = t(
        "Aturan penilaian {aspect} tidak sama di semua kohort ini (bobot, arah, atau skala); nilai tiap kohort "
        "dihitung dengan aturannya sendiri.",
        aspect=aspect_name(aspect, t),
    )
    out = left_aside(groups, marks, aspect)
    more = t.plural(
        "Nilai {n} siswa tidak ikut, karena di kohortnya arah nilainya berlawanan dengan kebanyakan.",
        "Nilai {n} siswa tidak ikut, karena di kohortnya arah nilainya berlawanan dengan kebanyakan.",
        out,
    )
    return quiet(f"{said} {more}" if out else said)


def pair_note(marks: SchoolMarks, pair: tuple[Group, Group], aspect: str | None, t: Texts) -> Html | None:
    """Under the sentence about two groups: by whose rules the marks of both count; None where they agree."""
    one = pair[0]
    if not rules_apart(marks, pair, aspect, t):
        return None
    if scoring_in(marks, one, aspect) is None:
        return quiet(
            t(
                "Aturan penilaian kohort-kohort di “{one}” tidak sama, jadi kedua kelompok dibandingkan dengan nilai "
                "apa adanya: tanpa bobot, dan makin tinggi makin baik.",
                one=one.name,
            )
        )
    return quiet(
        t(
            "Aturan penilaian kedua kelompok tidak sama. Di sini bobot dan arah nilai “{one}” dipakai untuk keduanya.",
            one=one.name,
        )
    )
