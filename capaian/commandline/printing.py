"""Text for people: aligned tables, findings and problems on the standard output."""

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from capaian.locale import N_, Texts
from capaian.problems import Problem, Severity

if TYPE_CHECKING:
    import pandas as pd

    from capaian.commandline.evidence import Evidence
    from capaian.reading import FileRead, Reading, Table

_SEVERITIES: Final = {
    Severity.BLOCKS: N_("Harus diperbaiki"),
    Severity.ASK: N_("Perlu diperiksa"),
    Severity.REMARK: N_("Catatan"),
}
_ROLES: Final = {
    "identity": N_("identitas siswa"), "class": N_("kelas"), "attendance": N_("kehadiran"),
    "derived": N_("hasil hitungan"), "ignored": N_("tidak dipakai"), "ask": N_("belum jelas"),
}  # fmt: skip
_ASPECTS: Final = {"kognitif": N_("Kognitif"), "teknis": N_("Teknis"), "karakter": N_("Karakter")}
_PHASES: Final = {
    "before": N_("sebelum"), "after": N_("sesudah"), "retest": N_("tes ulang"), "follow_up": N_("tindak lanjut"),
}  # fmt: skip


def say(*lines: str) -> None:
    """Lines on the standard output."""
    sys.stdout.write("".join(f"{line}\n" for line in lines))


def say_json(content: object) -> None:
    """One JSON document on the standard output; a number that is not one would be a fault."""
    say(json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False))


def aligned(rows: Sequence[Sequence[str]], *, right: Iterable[int] = (), indent: int = 0) -> list[str]:
    """Rows of equal length as lines whose columns stand under each other; columns `right` are set to the right."""
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    right = set(right)
    told = [
        [cell.rjust(w) if at in right else cell.ljust(w) for at, (cell, w) in enumerate(zip(row, widths, strict=True))]
        for row in rows
    ]
    return [(" " * indent + "  ".join(cells)).rstrip() for cells in told]


def say_reading(reading: "Reading", t: Texts) -> None:
    """Every file with its tables and columns, then every problem with its place."""
    for file in reading.files:
        say(file.file, *_of_file(file, t), "")
    say_problems(reading.problems, t)


def say_problems(problems: Sequence[Problem], t: Texts) -> None:
    """The problems, the gravest first, each with its file where several were read; nothing where there is none."""
    several = len({problem.file for problem in problems}) > 1
    for severity, name in _SEVERITIES.items():
        chosen = [problem for problem in problems if problem.severity is severity]
        if chosen:
            say(f"{t(name)} ({t.number(len(chosen), 0)})")
            lines = [problem.message(t) for problem in chosen]
            files = [f"{problem.file}: " if several else "" for problem in chosen]
            say(*(f"  - {file}{line}" for file, line in zip(files, lines, strict=True)), "")


def say_summary(groups: "pd.DataFrame", sentences: Sequence[str], t: Texts) -> None:
    """The headline numbers as one table, then the sentence of each row."""
    if groups.empty:
        say(t("Belum ada nilai yang berpasangan."), "")
        return
    heads = [
        t("Aspek"), t("Kriteria"), t("Ikut"), t("Sebelum"), t("Sesudah"), t("Kenaikan"), "95%",
        t("Naik"), t("Tetap"), t("Turun"), t("KKM"),
    ]  # fmt: skip
    rows = [_summary_row(row, t) for row in groups.to_dict("records")]
    say(*aligned([heads, *rows], right=range(2, len(heads))), "")
    say(*(f"- {sentence}" for sentence in sentences), "")


def say_evidence(groups: "pd.DataFrame", evidence: "Evidence", t: Texts) -> None:
    """What a comparison class and a retest add, a line a group; nothing where neither was given."""
    from capaian.commandline.evidence import key_of
    from capaian.improvement import comparison_note, comparison_verdict, reliable_change_note

    names = {key_of(row): _measure(row, t) for row in groups.to_dict("records")}
    if evidence.comparisons is not None:
        say(t("Dibandingkan dengan kelas pembanding"))
        for key, name in names.items():
            comparison = evidence.comparisons.get(key)
            if comparison is None:
                say(f"- {name}: {t('kelas pembanding tidak mempunyai aspek dan kriteria ini')}")
            else:
                say(f"- {name}: {comparison_note(comparison, t)}", f"  → {comparison_verdict(comparison, t)}")
        say("")
    if evidence.changes is not None:
        say(t("Dilihat dari ketelitian tes"))
        say(*(f"- {name}: {reliable_change_note(evidence.changes.get(key), t)}" for key, name in names.items()), "")


def _measure(row: Mapping[Any, Any], t: Texts) -> str:
    """`Teknis`, `Teknis, Proses`, or what stands there where no aspect is named."""
    aspect, criterion = row["aspect"], row["criterion"]
    words = (
        t(_ASPECTS[aspect]) if isinstance(aspect, str) else t("nilai"),
        criterion if isinstance(criterion, str) else "",
    )
    return ", ".join(word for word in words if word)


def _summary_row(row: Mapping[Any, Any], t: Texts) -> list[str]:
    aspect, criterion = row["aspect"], row["criterion"]
    known = row["gain_low"] == row["gain_low"]
    return [
        t(_ASPECTS[aspect]) if isinstance(aspect, str) else "–",
        criterion if isinstance(criterion, str) else "",
        t("{n} dari {enrolled}", n=t.number(row["n_matched"], 0), enrolled=t.number(row["n_enrolled"], 0)),
        t.number(row["mean_before"]),
        t.number(row["mean_after"]),
        t.signed(row["mean_gain"]),
        t("{low} sampai {high}", low=t.signed(row["gain_low"]), high=t.signed(row["gain_high"])) if known else "–",
        *(t.number(row[key], 0) for key in ("improved", "same", "declined")),
        f"{t.exact(row['pass_mark'])}: {t.number(row['pass_before'], 0)} → {t.number(row['pass_after'], 0)}",
    ]


def _of_file(file: "FileRead", t: Texts) -> list[str]:
    if file.status == "refused":
        return ["  " + t("tidak dapat dibaca")]
    unread = [sheet.name for sheet in file.sheets if not sheet.read]
    lines = [line for table in file.tables for line in _of_table(table, t)]
    if unread:
        lines.append("  " + t("Lembar yang tidak dibaca: {names}", names=", ".join(unread)))
    return lines


def _of_table(table: "Table", t: Texts) -> list[str]:
    place = t("Lembar “{sheet}”, baris {first}–{last}", sheet=table.sheet, first=table.first_row, last=table.last_row)
    class_name = t("kelas {name}", name=table.class_name) if table.class_name else ""
    top = ", ".join(part for part in (place, class_name, t.plural("{n} siswa", "{n} siswa", table.students)) if part)
    heads = [t("Kolom"), t("Judul di berkas"), t("Dibaca sebagai"), t("Terisi"), t("Kosong"), t("Tidak ikut")]
    rows = [heads]
    for column in table.columns:
        marks = column.role == "score"
        counts = (column.present, column.missing, column.did_not_sit) if marks else ()
        told = [t.number(n, 0) for n in counts] or ["", "", ""]
        rows.append([column.column, " ".join(column.heading.split()), _meaning(column, t), *told])
    return ["  " + top, *aligned(rows, right=(3, 4, 5), indent=4)]


def _meaning(column: Any, t: Texts) -> str:
    if column.role != "score":
        return t(_ROLES[column.role])
    words = [
        t(_ASPECTS[column.aspect]) if column.aspect else t("nilai"),
        t(_PHASES[column.phase]) if column.phase else t("tanpa waktu"),
        column.criterion,
    ]
    scale = f"{t.exact(column.scale.min)}–{t.exact(column.scale.max)}" if column.scale else ""
    return ", ".join(word for word in (*words, scale) if word)
