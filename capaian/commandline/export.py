"""`export`: what leaves the app, without a screen: a workbook about one cohort or several, or a paper."""

import argparse
import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from capaian.access import LOCAL_USER
from capaian.commandline.database import cohort_named
from capaian.commandline.files import UnusableCall, write_file
from capaian.commandline.papers import export_paper
from capaian.commandline.printing import say
from capaian.commandline.stores import school_store
from capaian.locale import N_, Texts
from capaian.settings import load_settings

if TYPE_CHECKING:
    import pandas as pd

    from capaian.improvement import Comparison
    from capaian.reports import CohortReport, ScoringRule
    from capaian.store import Cohort, CohortRules, Store


def export(call: argparse.Namespace, t: Texts) -> int:
    """Write the summary workbook of a cohort, a class or several cohorts, or one of the papers of a cohort."""
    from capaian.reports import Audience, shareable_workbook, summary_workbook
    from capaian.store import load_school, note_export

    audience = Audience(call.audience)
    is_internal = audience is Audience.INTERNAL
    if call.class_name and (len(call.cohort) > 1 or not is_internal or call.paper):
        raise UnusableCall(N_("--class hanya untuk berkas Excel internal satu kohort."))
    if call.paper and len(call.cohort) > 1:
        raise UnusableCall(N_("--paper hanya untuk satu kohort."))
    with school_store() as store:
        school = load_school(store, LOCAL_USER)
        t = t if school is None else t.calling(school.pass_mark_name)
        cohorts = [cohort_named(store, name) for name in call.cohort]
        nameless = next((one.name for one in cohorts if one.names_removed_on is not None), None)
        if nameless is not None and is_internal and not call.png:
            words = N_("Nama siswa di kohort “{name}” sudah dihapus. Tulis --audience shareable: jumlahnya masih ada.")
            raise UnusableCall(words, name=nameless)
        reports = [report_of(store, cohort, call.class_name, t) for cohort in cohorts]
        if call.paper:
            return export_paper(store, reports[0], call, t)
        what = f"summary_workbook.{audience.value}"
        note_export(store, LOCAL_USER, what=what, cohort_ids=[one.id for one in cohorts], named=is_internal)
    title = t.plural("{n} kohort", "{n} kohort", len(reports))
    if is_internal:
        content = summary_workbook(reports, t, title=title)
    else:
        content = shareable_workbook(reports, t, title=title, smallest=load_settings().small_group)
    write_file(call.xlsx, content)
    say(t("{file} ditulis.", file=call.xlsx))
    return 0


def report_of(store: "Store", cohort: "Cohort", class_name: str, t: Texts) -> "CohortReport":
    """Everything that files about a cohort, or ("": whole) a class of it, say. Raises UnusableCall, StoreError."""
    from capaian.improvement import gains, participation, summarise_gains
    from capaian.reports import CohortReport, sources_of
    from capaian.scores import CohortKind
    from capaian.store import (
        load_certificates,
        load_imports,
        load_pass_marks,
        load_rules,
        load_school,
        load_scores,
    )

    made_at = datetime.datetime.now(datetime.UTC)
    school = load_school(store, LOCAL_USER)
    assert school is not None
    roster = _roster(store, cohort, class_name)
    scores, certificates = (
        table[table["student"].isin(roster["student"])].reset_index(drop=True)
        for table in (load_scores(store, LOCAL_USER, cohort.id), load_certificates(store, LOCAL_USER, cohort.id))
    )
    enrolled = len(roster) if class_name else cohort.enrolled
    pass_marks = load_pass_marks(store, LOCAL_USER, cohort.id)
    imports = load_imports(store, LOCAL_USER, cohort.id)
    rules = load_rules(store, LOCAL_USER, cohort.id)
    gained = gains(scores, weights=rules.weights, lower_is_better=rules.directions)
    took_part = participation(scores, enrolled={cohort.id: enrolled})
    scoring = {"weights": rules.weights, "lower_is_better": rules.directions}
    if cohort.names_removed_on is not None:
        summary = _of_sums(store, cohort)
    else:
        summary = summarise_gains(gained, took_part, pass_marks={**pass_marks}, lower_is_better=rules.directions)
    return CohortReport(
        school=school.name, time_zone=school.time_zone, cohort_name=cohort.name, partner=cohort.partner,
        field=cohort.field, period=(cohort.starts_on, cohort.ends_on), made_at=made_at,
        filters={t("Kelas"): class_name} if class_name else {}, scores=scores, gains=gained,
        summary=summary, roster=roster,
        pass_marks=pass_marks, sources=sources_of(imports[imports["in_effect"]]), cohort_id=cohort.id,
        trained=cohort.kind is CohortKind.PROGRAMME, certificates=certificates, participants=cohort.participants,
        rules=_told(rules, t), comparisons=None if class_name else _comparisons(store, cohort, scores, scoring),
    )  # fmt: skip


def _of_sums(store: "Store", cohort: "Cohort") -> "pd.DataFrame":
    """The summary of a cohort whose names are gone, from the sums that stay."""
    from capaian.improvement import summarise_moments
    from capaian.store import load_moments

    sums = load_moments(store, LOCAL_USER)
    return summarise_moments(sums[sums["cohort"] == cohort.id], effect_intervals=False)


def _roster(store: "Store", cohort: "Cohort", class_name: str) -> "pd.DataFrame":
    """The students of a cohort, or of one class of it. Raises UnusableCall where nobody is of that class."""
    from capaian.store import load_roster

    roster = load_roster(store, LOCAL_USER, cohort.id)
    if not class_name:
        return roster
    roster = roster[roster["class_name"] == class_name]
    if roster.empty:
        raise UnusableCall(N_("Tidak ada kelas “{name}” di kohort ini."), name=class_name)
    return roster


def _comparisons(
    store: "Store", cohort: "Cohort", scores: "pd.DataFrame", scoring: dict[str, Any]
) -> "Mapping[tuple[str, str], Comparison] | None":
    """What the comparison group of the same weeks says, as the page of the cohort does unasked; None without one."""
    from capaian.improvement import compare_scores
    from capaian.scores import CohortKind
    from capaian.store import load_cohorts, load_scores
    from capaian.store.beside import comparison_cohorts, same_time

    if cohort.kind is not CohortKind.PROGRAMME:
        return None
    there = [one for one in load_cohorts(store, LOCAL_USER) if one.names_removed_on is None]
    other = next((one for one in comparison_cohorts(there, cohort) if same_time(cohort, one)), None)
    return None if other is None else compare_scores(scores, load_scores(store, LOCAL_USER, other.id), **scoring)


def _told(rules: "CohortRules", t: Texts) -> "tuple[ScoringRule, ...]":
    """How the marks of the cohort count, as the file prints it."""
    from capaian.improvement import conversion_words
    from capaian.reports import ScoringRule
    from capaian.scores import Scale

    return tuple(
        ScoringRule(
            aspect,
            rule.criterion,
            rule.weight if rules.weighed(aspect) else None,
            rule.lower_is_better,
            conversion_words(rule.formula, Scale(rule.scale_min, rule.scale_max), t),
        )
        for aspect, own in rules.rules.items()
        for rule in own
    )
