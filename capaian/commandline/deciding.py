"""What only a person can decide about an import: the options that say it, and a sentence where one is lacking."""

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from capaian.commandline.printing import say
from capaian.locale import Texts

if TYPE_CHECKING:
    from capaian.reading import Answers, Reading
    from capaian.store import Cohort, CohortRules

_NAMED: Final = 8


def add_options(saving: argparse.ArgumentParser, t: Texts) -> None:
    """The options of `import` by which a question is answered beforehand."""
    zeros = t("arti nilai 0 yang ditanyakan: marks memang nol, absent tidak ikut tes, missing belum dinilai")
    saving.add_argument("--zeros", choices=["marks", "absent", "missing"], help=zeros)
    sides = t("dari dua nilai yang berbeda: first yang pertama terbaca, later yang kemudian")
    saving.add_argument("--two-marks", choices=["first", "later"], help=sides)
    scale = t("skala yang ditanyakan: found seperti yang ditemukan, 100 nilainya sudah dari 100")
    saving.add_argument("--scale", choices=["found", "100"], help=scale)
    other = t("simpan juga lembar yang dibuat Capaian untuk kohort lain")
    saving.add_argument("--other-cohort", action="store_true", help=other)


def decided(call: argparse.Namespace, reading: "Reading", cohort_id: int) -> "Answers":
    """The answers that the options of the call give to the questions of the reading. cohort_id: 0 for a new one."""
    from capaian.reading import Answers
    from capaian.reading.answers import AS_WRITTEN, DID_NOT_SIT, MISSING
    from capaian.reading.deciding import scale_as_found, scale_of_100, side_taken, zeros_are
    from capaian.store.hindrances import meant_for

    said = Answers()
    if call.zeros:
        meaning = {"marks": AS_WRITTEN, "absent": DID_NOT_SIT, "missing": MISSING}[call.zeros]
        said = said.over(zeros_are(reading, meaning))
    if call.two_marks:
        said = said.over(side_taken(reading, call.two_marks))
    if call.scale:
        found = call.scale == "found"
        said = said.over(scale_as_found(reading.problems) if found else scale_of_100(reading, reading.problems))
    if call.other_cohort:
        said = said.over(meant_for(cohort_id, [file.file for file in reading.files]))
    return said


def say_undecided(reading: "Reading", t: Texts) -> None:
    """For every kind of open question its cells and the option that answers it."""
    from capaian.reading.deciding import conversion_at, to_decide, zero_cells

    asked = to_decide(reading.problems)
    zeros = [f"{p.sheet} {cell}" for p in asked if p.code == "zeros" for cell in zero_cells(reading, p)]
    twos = [f"{p.fields['other']} ≠ {p.file}!{p.sheet}!{p.cell}" for p in asked if p.code == "two_marks"]
    low = [
        f"{p.sheet} {p.cell}: {t.exact(one.written)} ({t.exact(float(one.scale.min))}–{t.exact(float(one.scale.max))})"
        for p in asked
        if p.code == "scale_unclear" and (one := conversion_at(reading, p)) is not None
    ]
    if zeros:
        say(t("Nilai 0 di {cells}. Putuskan dengan --zeros marks, --zeros absent, atau --zeros missing.",
              cells=_listed(zeros)))  # fmt: skip
    if twos:
        say(t("Dua nilai berbeda untuk hal yang sama: {cells}. Putuskan dengan --two-marks first atau "
              "--two-marks later.", cells=_listed(twos)))  # fmt: skip
    if low:
        say(t("Skala belum pasti: {cells}. Putuskan dengan --scale found atau --scale 100.", cells=_listed(low)))


def say_made_for(reading: "Reading", cohorts: "Sequence[Cohort]", cohort_id: int, name: str, t: Texts) -> bool:
    """Whether a form was made for another cohort than the one named, and then that it was and what decides."""
    from capaian.store.hindrances import made_for_others

    others = made_for_others(reading, cohort_id)
    named = {cohort.id: cohort.name for cohort in cohorts}
    for file, made_for in others:
        other = named.get(made_for, str(made_for))
        said = t("{file} dibuat untuk kohort “{other}”; Anda memilih “{name}”.", file=file, other=other, name=name)
        way = t("Putuskan dengan --cohort “{other}”, atau dengan --other-cohort bila memang untuk “{name}”.",
                other=other, name=name)  # fmt: skip
        say(f"{said} {way}")
    return bool(others)


def say_becoming(reading: "Reading", rules: "CohortRules", t: Texts) -> None:
    """What marks that are not out of 100 become, a line a table and scale."""
    from capaian.reading.deciding import conversions
    from capaian.store.becoming import becoming

    for draft in reading.drafts:
        for one in becoming(conversions(draft), rules):
            told = f"{t.exact(one.written)} → {t.exact(one.stored)}"
            columns, low, high = ", ".join(one.columns), t.exact(one.low), t.exact(one.high)
            line = t("Kolom {columns}, skala {low}–{high}: {told}", columns=columns, low=low, high=high, told=told)
            say(f"{draft.file}!{draft.sheet}: {line}")


def _listed(cells: "Sequence[str]") -> str:
    more = [f"… {len(cells) - _NAMED}"] if len(cells) > _NAMED else []
    return "; ".join([*cells[:_NAMED], *more])
