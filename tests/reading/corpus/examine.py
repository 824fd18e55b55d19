"""Build every workbook, read it, and count how often the reading agrees with the label.

python -m tests.reading.corpus.examine [--only PART_OF_NAME] [--json] [--keep FOLDER]
"""

import argparse
import json
import sys
from collections.abc import Iterable
from pathlib import Path

from capaian.reading import read_workbooks
from tests.reading.corpus import CASES, Entry
from tests.reading.corpus.compare import compare
from tests.reading.corpus.table import ABOUT, Verdict


def examine(entry: Entry) -> Verdict:
    """Read one workbook of the corpus and lay the reading beside its label."""
    labelled = entry.build()
    reading = read_workbooks(labelled.files)
    return compare(entry.name, indonesian=entry.indonesian, labelled=labelled, reading=reading)


def score_table(verdicts: list[Verdict]) -> str:
    """One line a workbook with a sign per question, then the totals of Indonesian ones and of all."""
    lines = [" ".join((*(f"{about:>9}" for about in ABOUT), " workbook"))]
    for verdict in verdicts:
        signs = (f"{len(verdict.faults.get(about, [])) or '.':>9}" for about in ABOUT)
        lines.append(" ".join((*signs, f" {'[id] ' if verdict.indonesian else '[--] '}{verdict.name}")))
    for word, some in (("Indonesian", [v for v in verdicts if v.indonesian]), ("all", verdicts)):
        good = (f"{sum(about not in v.faults for v in some):>9}" for about in ABOUT)
        whole = sum(v.agrees for v in some)
        lines.append(" ".join((*good, f" right of {len(some)} {word}; {whole} agree in everything")))
    return "\n".join(lines)


def differences(verdicts: Iterable[Verdict], *, most: int = 6) -> str:
    """Each fault of each workbook that does not agree, at most so many of one kind."""
    lines = []
    for verdict in verdicts:
        if not verdict.agrees:
            lines.append(f"\n## {verdict.name}")
        for about, sentences in verdict.faults.items():
            lines += [f"- {about}: {sentence}" for sentence in sentences[:most]]
            if len(sentences) > most:
                lines.append(f"- {about}: ... and {len(sentences) - most} more")
    return "\n".join(lines)


def keep(entry: Entry, folder: Path) -> None:
    """Write the workbooks of a case into a folder, to be opened and looked at."""
    folder.mkdir(parents=True, exist_ok=True)
    for file, content in entry.build().files:
        (folder / f"{entry.name[:60]} - {file}").write_bytes(content)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.reading.corpus.examine", description=__doc__)
    parser.add_argument("--only", default="", help="part of a workbook's name")
    parser.add_argument("--json", action="store_true", help="print the verdicts as JSON")
    parser.add_argument("--keep", type=Path, help="also write the workbooks into this folder")
    asked = parser.parse_args(arguments)
    entries = [entry for name, entry in CASES.items() if asked.only.casefold() in name.casefold()]
    for entry in entries if asked.keep else ():
        keep(entry, asked.keep)
    verdicts = [examine(entry) for entry in entries]
    if asked.json:
        told = [{"name": v.name, "indonesian": v.indonesian, "agrees": v.agrees, "faults": v.faults} for v in verdicts]
        sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=1) + "\n")
    else:
        sys.stdout.write(f"{score_table(verdicts)}\n{differences(verdicts)}\n")
    return 0 if all(verdict.agrees for verdict in verdicts) else 1


if __name__ == "__main__":
    sys.exit(main())
