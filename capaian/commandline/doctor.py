"""`doctor`: what is wrong with this installation, in words."""

import argparse
from typing import Final

from capaian.commandline.diagnosis import examine
from capaian.commandline.findings import Finding, Weight
from capaian.commandline.printing import say, say_json
from capaian.locale import Texts

_SIGNS: Final = {Weight.WELL: "✓", Weight.CARE: "!", Weight.WRONG: "✕"}


def doctor(call: argparse.Namespace, t: Texts) -> int:
    """Look at everything; 1 where something must be mended."""
    findings = examine()
    wrong = any(finding.weight is Weight.WRONG for finding in findings)
    if call.json:
        say_json({"well": not wrong, "findings": [_told(finding, t) for finding in findings]})
        return int(wrong)
    for finding in findings:
        say(f"{_SIGNS[finding.weight]} {finding.message(t)}")
    cares = sum(finding.weight is Weight.CARE for finding in findings)
    say("", _verdict(wrong, cares, t))
    return int(wrong)


def _told(finding: Finding, t: Texts) -> dict[str, str]:
    return {"code": finding.code, "weight": finding.weight.value, "sentence": finding.message(t)}


def _verdict(wrong: bool, cares: int, t: Texts) -> str:
    if wrong:
        return t("Ada yang harus diperbaiki: lihat baris bertanda ✕.")
    if cares:
        return t("Capaian dapat dipakai. Perhatikan baris bertanda !.")
    return t("Semuanya baik.")
