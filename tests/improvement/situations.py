"""Every situation and its sentence, in both languages, as a page to be read for its tone: docs/sentences.md.

python -m tests.improvement.situations     write the page again
"""

import math
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from capaian.improvement import (
    CHANGE_NAMES,
    GOAL_NAMES,
    Comparison,
    ReliableChange,
    attrition_note,
    ceiling_note,
    cluster_note,
    comparison_note,
    comparison_verdict,
    headline,
    holm_note,
    rated_note,
    reliable_change_line,
    reliable_change_note,
    summarise,
    zeros_note,
)
from capaian.locale import LANGUAGES, Texts, texts
from tests.improvement.tables import marks_table

PAGE = Path(__file__).resolve().parents[2] / "docs" / "sentences.md"
HEAD = """# Every sentence / Setiap kalimat

What Capaian says in words, situation by situation, in both languages; the numbers are invented.
A test makes this page again from the code and compares: a sentence that changes is read again here.

Setiap kalimat yang ditulis Capaian, menurut keadaannya; angkanya rekaan. Satu pengujian menyusun ulang
halaman ini dari program dan membandingkannya: kalimat yang berubah dibaca lagi di sini.
"""
UP = [(60, 72), (64, 75), (58, 71), (70, 82), (66, 80), (50, 62), (55, 64), (62, 75), (61, 76), (68, 79)]
MIXED = [(60, 62), (70, 66), (65, 70), (55, 52), (80, 78), (62, 66), (58, 58), (77, 75), (69, 74), (66, 64)]
ALIKE = Comparison(28, 31, 0.02, "equivalent", 5.24, 2.1, 8.4, 0.001, 5.1, 2.0, 8.2, 0.001, 0.4)
LESS = {"did": -5.24, "did_low": -8.4, "did_high": -2.1, "ancova": -5.1, "ancova_low": -8.2, "ancova_high": -2.0}
KNOWN = ReliableChange(0.861, 24, 1.24, -0.3, 2.76, 9.297, 12, 15, 2)
UNUSABLE = replace(KNOWN, threshold=math.nan, improved=None, unclear=None, declined=None)
Said = Callable[[Texts], str]


def row_of(pairs: Any, *, aspect: str | None = "teknis", criterion: str = "", **options: Any) -> dict[str, Any]:
    """The summary row of pairs of before and after."""
    before, after = zip(*pairs, strict=True)
    table = summarise(marks_table(before, after, aspect=aspect, criterion=criterion), **options)
    return {str(name): value for name, value in table.iloc[0].items()}


def down(pairs: Any) -> Any:
    return [(after, before) for before, after in pairs]


def lowered(pairs: Any) -> Any:
    return [(before - 40, after - 40) for before, after in pairs]


ROWS: dict[str, dict[str, Any]] = {
    "the mean rises": row_of(UP),
    "the mean falls": row_of(down(UP)),
    "not enough evidence of a change": row_of(MIXED, aspect="kognitif", pass_marks=72.5),
    "every student rises by the same": row_of([(60, 65)] * 12),
    "every student falls by the same": row_of([(65, 60)] * 12),
    "nobody changes": row_of([(80, 80)] * 12, aspect="karakter"),
    "already high before": row_of([(before + 30, min(after + 25, 100)) for before, after in UP]),
    "lower is better, and it falls": row_of(lowered(down(UP)), lower_is_better=True, pass_marks=25),
    "lower is better, and it rises": row_of(lowered(UP), lower_is_better=True, pass_marks=25),
    "fewer than ten students": row_of([*UP[:8], (70, 60)]),
    "fewer than ten students, lower is better": row_of([(10, 5), (4, 6)], lower_is_better=True, pass_marks=5),
    "one student": row_of([(60, 70), (50, None)]),
    "nobody took both tests": row_of([(60, None), (None, 70), (50, None)]),
    "one criterion": {**row_of(UP), "criterion": "Proses"},
    "a criterion of no aspect": row_of(UP, aspect=None, criterion="Tes las"),
    "no aspect named": row_of(UP, aspect=None),
    "cohorts with different pass marks": {**row_of(UP), "pass_mark": math.nan},
}
COMPARISONS: dict[str, Comparison] = {
    "alike before, a larger gain": ALIKE,
    "alike before, a smaller gain": replace(ALIKE, **LESS),
    "alike before, no rise, better": replace(ALIKE, rises=False),
    "alike before, no rise, less good": replace(ALIKE, rises=False, **LESS),
    "within .25 before, better": replace(ALIKE, band="adjust", baseline_g=0.2),
    "within .25 before, less good": replace(ALIKE, band="adjust", baseline_g=0.2, **LESS),
    "no difference to be seen": replace(ALIKE, did_low=-1.0, ancova_low=-0.5),
    "two ways disagree (Lord's paradox)": replace(ALIKE, did_low=-1.0),
    "the difference depends on the mark before": replace(ALIKE, slope_p=0.03),
    "too far apart before": replace(ALIKE, band="not_comparable", baseline_g=0.41),
    "no spread before": replace(ALIKE, band=None, baseline_g=math.nan),
    "too few students": replace(ALIKE, n_comparison=7),
}
CHANGES: dict[str, ReliableChange | None] = {
    "no retest": None,
    "a usable reliability": KNOWN,
    "an unusable reliability": replace(UNUSABLE, r=0.41),
    "no spread before": UNUSABLE,
}
LOST = {"n_before_only": 3, "n_both": 29, "mean_before_lost": 52.1, "mean_before_matched": 61.3, "cautious_gain": 11.2}
ZERO_GAIN = {"mean_gain": 9.0}
CLASSES = {"cluster_low": 6.2, "cluster_high": 18.6, "clusters": 3, "few_clusters": True}
NOTES: dict[str, Said] = {
    "who sat the first test only": lambda t: attrition_note(LOST, t),
    "already high before": lambda t: ceiling_note({"ceiling_before": 0.31}, t),
    "marks of 0": lambda t: zeros_note({"mean_gain": -0.5}, ZERO_GAIN, 4, t),
    "fewer than ten classes": lambda t: cluster_note(CLASSES, t),
    "ten classes or more": lambda t: cluster_note({**CLASSES, "clusters": 12, "few_clusters": False}, t),
    "several tests on one page": lambda t: holm_note(9, t),
    "another rater after": lambda t: rated_note(
        {"changed": 4, "students": 30, "raters_before": "Ibu Aminah", "raters_after": "Ibu Aminah, Bapak Rusdi"}, t
    ),
    "the same rater twice": lambda t: rated_note(
        {"changed": 0, "students": 30, "raters_before": "Ibu Aminah", "raters_after": "Ibu Aminah"}, t
    ),
}


def situations() -> Iterator[tuple[str, str, Said]]:
    """Part, situation, and what says its sentence."""
    for name, row in ROWS.items():
        yield "The headline", name, lambda t, row=row: headline(row, t)
    for name, comparison in COMPARISONS.items():
        yield (
            "With a comparison class",
            name,
            lambda t, c=comparison: (
                headline(ROWS["the mean rises"], t, verdict=comparison_verdict(c, t))
                if c.rises
                else comparison_verdict(c, t)
            ),
        )
    for name in ("alike before, a larger gain", "too far apart before"):
        yield "The numbers behind a comparison", name, lambda t, c=COMPARISONS[name]: comparison_note(c, t)
    for name, change in CHANGES.items():
        yield "With a retest", name, lambda t, change=change: reliable_change_note(change, t)
    for name in ("a usable reliability", "an unusable reliability"):
        yield "With a retest, in a few words", name, lambda t, change=CHANGES[name]: reliable_change_line(change, t)
    for name, note in NOTES.items():
        yield "The quiet lines", name, note
    for part, words in (("A goal", GOAL_NAMES), ("One student", CHANGE_NAMES)):
        for key, word in words.items():
            yield part, key.value.replace("_", " "), lambda t, word=word: t(word)


def page() -> str:
    """The whole page."""
    parts: dict[str, list[str]] = {}
    for part, name, said in situations():
        told = "\n".join(f"> {said(texts(language))}\n>" for language in LANGUAGES).removesuffix("\n>")
        parts.setdefault(part, []).append(f"**{name[0].upper()}{name[1:]}**\n\n{told}\n")
    return "\n".join([HEAD, *(f"## {part}\n\n" + "\n".join(lines) for part, lines in parts.items())])


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
