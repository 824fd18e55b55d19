"""`certificates`: a list of certificates into a cohort, or only what it would change."""

import argparse
from typing import TYPE_CHECKING, Any, Final

from capaian.access import LOCAL_USER
from capaian.commandline.database import cohort_named
from capaian.commandline.files import read_files
from capaian.commandline.printing import aligned, say, say_problems
from capaian.commandline.stores import school_store
from capaian.locale import N_, Texts
from capaian.settings import load_settings

if TYPE_CHECKING:
    from capaian.store import CertificateComparison

_MOST: Final = 20
WHAT: Final = {
    "issuer": N_("Penerbit"), "number": N_("Nomor sertifikat"), "issued_on": N_("Tanggal terbit"),
    "valid_until": N_("Berlaku sampai"), "overall": N_("Keputusan"), "recommended": N_("Rekomendasi asesor"),
}  # fmt: skip


def certificates(call: argparse.Namespace, t: Texts) -> int:
    """Save the certificates that lists name, all or nothing; 1 where problems or doubts stand in the way."""
    from capaian.reading import limits_of, read_certificates
    from capaian.store import compare_certificates, save_certificates

    limits = limits_of(load_settings())
    found = read_certificates(read_files(call.files, max_bytes=limits.max_bytes), limits=limits)
    found = found.completed({"scheme": call.scheme, "issuer": call.issuer})
    say_problems(found.problems, t)
    if found.blocked:
        say(t("Tidak ada yang disimpan. Perbaiki dahulu yang tersebut di atas."))
        return 1
    with school_store() as store:
        cohort = cohort_named(store, call.cohort)
        plan = compare_certificates(store, LOCAL_USER, cohort.id, found)
        if not call.dry_run and not plan.undecided:
            plan = save_certificates(store, LOCAL_USER, cohort.id, found)
        say_plan(plan, t)
    if plan.undecided:
        say(t("Tidak ada yang disimpan. Pilih siapa yang dimaksud di halaman Sertifikat."))
        return 1
    if call.dry_run:
        say(t("Ini hanya percobaan: tidak ada yang disimpan."))
    elif plan.save_id is None:
        say(t("Tidak ada yang berubah: semua sertifikat ini sudah tersimpan."))
    return 0


def say_plan(plan: "CertificateComparison", t: Texts) -> None:
    """Counts, what is replaced as old and new, and who is left out or in doubt."""
    counts = {name: t.number(getattr(plan, name), 0) for name in ("new", "changed", "same")}
    say(t("Sertifikat: {new} baru, {changed} diubah, {same} tetap.", **counts))
    rows: list[Any] = plan.changes.head(_MOST).to_dict("records")
    if rows:
        lines = [[row["name"], row["unit"] or t(WHAT[row["what"]]), row["old"] or "–", "→", row["new"]] for row in rows]
        say(*aligned(lines, indent=2))
    if len(plan.changes) > _MOST:
        say("  " + t("dan {n} lagi", n=t.number(len(plan.changes) - _MOST, 0)))
    for names, words in (
        (plan.strangers, t("Tidak ada di daftar kohort ({n})", n=t.number(len(plan.strangers), 0))),
        (plan.undecided, t("Perlu dipastikan ({n})", n=t.number(len(plan.undecided), 0))),
    ):
        if names:
            say(words, *(f"  {name}" for name in names[:_MOST]))
