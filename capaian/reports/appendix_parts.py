"""What stands behind the aspects in an appendix: classes, who is missing, how it was computed, from which files."""

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd

from capaian.charts.words import measure_name
from capaian.improvement import missing_students, summarise_gains
from capaian.locale import N_, Texts
from capaian.reports.audience import Audience
from capaian.reports.hidden import hidden_parts
from capaian.reports.measures import records, same_group
from capaian.reports.paper_aspects import number_heads, scoring_of, told_numbers, whole_rows
from capaian.reports.paper_frame import PaperChoice, clean
from capaian.reports.report import CohortReport

_HASH: Final = 16
"""So many signs of a SHA-256 are enough to know a file again."""
_METHOD: Final = (
    N_("Yang dihitung hanya peserta yang punya nilai sebelum dan sesudah pada kriteria yang sama."),
    N_("Nilai aspek adalah rata-rata kriterianya; nilai yang kosong tidak pernah dihitung nol."),
    N_("Kisaran 95% dihitung dengan uji t berpasangan; kelompok di bawah 5 peserta tidak diberi kisaran."),
    N_("Perubahan selama pelatihan belum membuktikan bahwa pelatihan penyebabnya."),
)
_SHARED: Final = N_(
    "Lampiran ini boleh dibagikan: tanpa nama, kelompok di bawah {n} peserta disembunyikan, dan bagian di atas 95% "
    "atau di bawah 5% hanya disebut begitu."
)


def appendix_parts(report: CohortReport, choice: PaperChoice, t: Texts) -> list[dict[str, Any]]:
    """The parts in their order, each a table with its title and notes."""
    classes, missing = _classes(report, choice, t), _missing(report, choice, t)
    return [*classes, *missing, _method(choice, t), *_sources(report, choice, t)]


def _classes(report: CohortReport, choice: PaperChoice, t: Texts) -> list[dict[str, Any]]:
    """Each class in each aspect, where there are at least two; small ones hidden so that no total tells them."""
    class_of = dict(
        zip(report.roster["student"].tolist(), report.roster["class_name"].fillna("").tolist(), strict=True)
    )
    names = sorted(set(class_of.values()) - {""})
    if len(names) < 2:
        return []
    cells: list[list[str]] = []
    hidden = False
    for row in whole_rows(report, choice):
        pairs = same_group(report.gains, (row["aspect"] or "", row["criterion"] or ""))
        groups = _by_class(pairs, class_of, row, report)
        hides = [False] * len(groups)
        if choice.audience is Audience.SHAREABLE:
            rest = len(pairs) - sum(int(group["n_matched"]) for group in groups.values())
            hides = hidden_parts([*groups.values()], [0] * len(groups), {0: rest}, choice.smallest)
            hidden = hidden or any(hides)
        told = {name: group for (name, group), hide in zip(groups.items(), hides, strict=True) if not hide}
        for name in names:
            numbers = told_numbers(told[name], t) if name in told else ["–"] * 5
            cells.append([clean(measure_name(row, t)), clean(name), *numbers])
    notes = [t("Kelas yang kecil, dan satu lagi agar tidak dapat dihitung dari jumlahnya, tidak ditampilkan.")]
    return [
        {
            "title": t("Per kelas"),
            "words": t("Menurut abjad, bukan urutan hasil."),
            "heads": [t("Aspek"), *number_heads(t("Kelas"), t)],
            "rows": cells,
            "widths": ["", "wide", *([""] * 5)],
            "aligns": ["l", "l", *(["r"] * 5)],
            "notes": notes if hidden else [],
        }
    ]


def _by_class(
    pairs: pd.DataFrame, class_of: Mapping[int, str], row: Mapping[str, Any], report: CohortReport
) -> dict[str, dict[str, Any]]:
    """The summary row of each class that has pairs, by its name, in the order of the names."""
    named = pairs.assign(class_name=pairs["student"].map(class_of).fillna(""), cohort=0)
    lower = _lower(row, report)
    return {
        str(name): next(records(summarise_gains(own, lower_is_better=lower, scale_max=report.scale_max)))
        for name, own in named[named["class_name"] != ""].groupby("class_name", sort=True)
    }


def _missing(report: CohortReport, choice: PaperChoice, t: Texts) -> list[dict[str, Any]]:
    """Who lacks which test in which aspects, by name; only for the school's own people."""
    if choice.audience is Audience.SHAREABLE or not len(report.scores):
        return []
    words = {"before_only": t("hanya sebelum"), "after_only": t("hanya sesudah"), "neither": t("belum ada")}
    people = report.roster.fillna("").set_index("student")
    lacking: dict[tuple[int, str], list[str]] = {}
    for one in records(missing_students(report.scores, **scoring_of(report))):
        if one["presence"] in words and one["student"] in people.index:
            aspect = clean(measure_name({"aspect": one["aspect"], "criterion": None}, t))
            lacking.setdefault((int(one["student"]), words[one["presence"]]), []).append(aspect)
    rows = [
        [clean(people.loc[student]["name"]), clean(people.loc[student]["class_name"]), ", ".join(aspects), there]
        for (student, there), aspects in lacking.items()
    ]
    rows.sort(key=lambda row: (row[1], row[0].casefold()))
    return [
        {
            "title": t("Nilai yang belum lengkap"),
            "words": "" if rows else t("Semua peserta punya nilai sebelum dan sesudah."),
            "heads": [t("Nama"), t("Kelas"), t("Aspek"), t("Nilai yang ada")],
            "rows": rows,
            "widths": ["wide", "", "", ""],
            "aligns": ["l", "l", "l", "l"],
            "notes": [],
        }
    ]


def _method(choice: PaperChoice, t: Texts) -> dict[str, Any]:
    notes = [t(words) for words in _METHOD]
    if choice.audience is Audience.SHAREABLE:
        notes.append(t(_SHARED, n=t.number(choice.smallest, 0)))
    return {
        "title": t("Cara menghitung"),
        "words": "",
        "heads": [],
        "rows": [],
        "widths": [],
        "aligns": [],
        "notes": notes,
    }


def _sources(report: CohortReport, choice: PaperChoice, t: Texts) -> list[dict[str, Any]]:
    """From which files; their names may hold a person's, so anybody reads the hash alone."""
    if not report.sources:
        return []
    inside = choice.audience is Audience.INTERNAL
    named = [[clean(name) if inside else t("berkas {n}", n=at), sha256[:_HASH]] for at, (name, sha256) in
             enumerate(report.sources, start=1)]  # fmt: skip
    return [
        {
            "title": t("Berkas sumber"),
            "words": "",
            "heads": [t("Berkas"), t("Awal SHA-256")],
            "rows": named,
            "widths": ["wide", ""],
            "aligns": ["l", "l"],
            "notes": [],
        }
    ]


def _lower(row: Mapping[str, Any], report: CohortReport) -> bool:
    told = row.get("lower_is_better")
    return bool(report.lower_is_better) if told is None else bool(told)
