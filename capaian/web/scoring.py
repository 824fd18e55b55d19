"""How a cohort's marks count, in words: weights, directions, the formula that its scale was converted by."""

from collections.abc import Sequence

from capaian.improvement import conversion_words
from capaian.locale import Texts
from capaian.reports import FormColumn, ScoringRule
from capaian.scores import Aspect, Scale
from capaian.store import CohortRules, Rule
from capaian.web.caching import CohortTables
from capaian.web.instruments import instrument_name
from capaian.web.parts_html import Html
from capaian.web.parts_quantities import Quantity
from capaian.web.parts_tables import Column, table
from capaian.web.parts_words import aspect_name


def rule_words(rule: Rule, t: Texts) -> str:
    """`m ÷ 4 × 100 (nilai 1 menjadi 25)`; "" where marks are written out of 100 already."""
    return conversion_words(rule.formula, Scale(rule.scale_min, rule.scale_max), t)


def told_rules(rules: CohortRules, t: Texts) -> tuple[ScoringRule, ...]:
    """What a file prints: every criterion that does not simply count as it was written."""
    found = [
        ScoringRule(
            aspect,
            rule.criterion,
            rule.weight if rules.weighed(aspect) else None,
            rule.lower_is_better,
            rule_words(rule, t),
        )
        for aspect, own in rules.rules.items()
        for rule in own
    ]
    return tuple(one for one in found if one.weight is not None or one.lower_is_better or one.conversion)


def rule_quantities(rules: CohortRules, aspect: str | None, t: Texts) -> list[Quantity]:
    """The rules of one aspect as lines of Rincian."""
    own, found = rules.of(aspect), []
    if name := rules.instruments.get(aspect or ""):
        found.append(
            Quantity(t("Instrumen"), instrument_name(name, t), t("kriteria, bobot, dan skala diambil darinya"), "")
        )
    if rules.weighed(aspect):
        told = "; ".join(f"{rule.criterion} {t.exact(rule.weight)}" for rule in own if rule.weight is not None)
        found.append(Quantity(t("Bobot kriteria"), told, t("jumlahnya 100"), t("Σ w·nilai / Σ w")))
    lower = [rule.criterion or t("nilai aspek") for rule in own if rule.lower_is_better]
    if lower:
        found.append(
            Quantity(
                t("Nilai kecil lebih baik"),
                ", ".join(lower),
                t("kenaikan positif selalu berarti membaik"),
                t("kenaikan = sebelum − sesudah; di rata-rata aspek yang lain arahnya: 100 − nilai"),
            )
        )
    for words, names in _by_conversion(own, t).items():
        found.append(Quantity(t("Konversi skala"), words, f"{names}; {_since(own, t)}", ""))
    return found


def conversions_table(named: Sequence[tuple[str, CohortRules]], t: Texts) -> Html | None:
    """By which formula each cohort's scales become 0-100, and since when that is frozen; None where all are 0-100."""
    heads = [Column(t("Kohort")), Column(t("Aspek")), Column(t("Rumus")), Column(t("Kriteria"))]
    lines = [
        [name, aspect_name(aspect or None, t), words, f"{criteria}; {_since(own, t)}"]
        for name, rules in named
        for aspect, own in rules.rules.items()
        for words, criteria in _by_conversion(own, t).items()
    ]
    return table(heads, lines, caption=t("Konversi skala tiap kohort"), brief=True) if lines else None


def _since(own: Sequence[Rule], t: Texts) -> str:
    since = [rule.frozen_at for rule in own if rule.frozen_at is not None]
    return t("dibekukan {date}", date=t.date(min(since).date())) if since else t("belum dibekukan")


def _by_conversion(own: tuple[Rule, ...], t: Texts) -> dict[str, str]:
    """The criteria of each formula, or that all of them have it."""
    by_words: dict[str, list[str]] = {}
    for rule in own:
        if words := rule_words(rule, t):
            by_words.setdefault(words, []).append(rule.criterion or t("nilai aspek"))
    every = t("semua kriteria")
    return {words: every if len(names) == len(own) > 1 else ", ".join(names) for words, names in by_words.items()}


def form_columns(tables: CohortTables) -> dict[str, list[FormColumn]]:
    """The criteria of the cohort's form, aspect by aspect: those of its instrument, and what its marks name besides."""
    return {aspect.value: [_column(rule) for rule in _of_form(tables.rules.of(aspect))] for aspect in Aspect}


def _of_form(rules: tuple[Rule, ...]) -> list[Rule]:
    """The named criteria; without any the aspect as a whole, where its scale is known."""
    return [rule for rule in rules if rule.criterion] or list(rules)


def _column(rule: Rule) -> FormColumn:
    return FormColumn(rule.criterion, Scale(rule.scale_min, rule.scale_max), rule.formula, rule.levels)
