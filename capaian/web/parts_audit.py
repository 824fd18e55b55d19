"""The audit log told to people: what was done, by whom, when, from where."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

import pandas as pd

from capaian.access import Role
from capaian.locale import N_, Texts
from capaian.store import Deed
from capaian.web.parts_accounts import role_name
from capaian.web.parts_html import Html
from capaian.web.parts_tables import Column, table

DEEDS: Final[Mapping[Deed, str]] = {
    Deed.SIGNED_IN: N_("masuk"),
    Deed.SIGN_IN_FAILED: N_("percobaan masuk tidak berhasil"),
    Deed.SIGNED_OUT: N_("keluar"),
    Deed.SESSIONS_ENDED: N_("sesi diakhiri"),
    Deed.ACCOUNT_MADE: N_("akun dibuat"),
    Deed.ACCOUNT_CHANGED: N_("akun diubah"),
    Deed.ROLE_CHANGED: N_("peran diubah"),
    Deed.ASSIGNED: N_("tugas diubah"),
    Deed.ACCOUNT_DEACTIVATED: N_("akun dinonaktifkan"),
    Deed.ACCOUNT_ACTIVATED: N_("akun diaktifkan"),
    Deed.PASSWORD_GIVEN: N_("kata sandi diberikan"),
    Deed.PASSWORD_CHANGED: N_("kata sandi diganti"),
    Deed.SCHOOL_SAVED: N_("sekolah disimpan"),
    Deed.COHORT_SAVED: N_("kohort disimpan"),
    Deed.PASS_MARKS_SAVED: N_("KKM disimpan"),
    Deed.GOAL_SAVED: N_("target disimpan"),
    Deed.RULES_SAVED: N_("aturan penilaian disimpan"),
    Deed.RATERS_SAVED: N_("penilai dicatat"),
    Deed.INSTRUMENT_SAVED: N_("instrumen disimpan"),
    Deed.INSTRUMENT_DELETED: N_("instrumen dihapus"),
    Deed.LETTERHEAD_SAVED: N_("kop surat disimpan"),
    Deed.IMPORTED: N_("nilai diunggah"),
    Deed.IMPORT_UNDONE: N_("unggahan dibatalkan"),
    Deed.COHORT_LOCKED: N_("kohort dikunci"),
    Deed.COHORT_UNLOCKED: N_("kohort dibuka kembali"),
    Deed.EXPORTED: N_("berkas diunduh"),
    Deed.PRINTED: N_("halaman dicetak"),
    Deed.AUDIT_READ: N_("catatan diunduh"),
    Deed.CERTIFICATES_SAVED: N_("sertifikat disimpan"),
    Deed.CERTIFICATES_UNDONE: N_("perubahan sertifikat dibatalkan"),
    Deed.CONSENT_SAVED: N_("persetujuan dicatat"),
    Deed.PORTRAIT_MADE: N_("data siswa diunduh"),
    Deed.STUDENT_CORRECTED: N_("data siswa diperbaiki"),
    Deed.STUDENT_FORGOTTEN: N_("data siswa dihapus"),
    Deed.IDENTITIES_REMOVED: N_("identitas dihapus"),
    Deed.BACKUP_MADE: N_("cadangan dibuat"),
    Deed.BACKUP_TAKEN: N_("cadangan diunduh"),
    Deed.BACKUP_RESTORED: N_("cadangan dipulihkan"),
}

_DETAILS: Final[Mapping[str, str]] = {
    "role": N_("peran"),
    "was": N_("sebelumnya"),
    "sessions": N_("sesi"),
    "cohorts": N_("kohort"),
    "classes": N_("kelas"),
    "new": N_("baru"),
    "changed": N_("diubah"),
    "students": N_("siswa"),
    "files": N_("berkas"),
    "aspect": N_("aspek"),
    "criteria": N_("kriteria"),
    "weighed": N_("berbobot"),
    "lower": N_("kecil lebih baik"),
    "of": N_("cadangan"),
    "forgotten": N_("dihapus lagi"),
}
_RESOURCES: Final[Mapping[str, str]] = {
    "account": N_("akun"),
    "cohort": N_("kohort"),
    "student": N_("siswa"),
    "import": N_("unggahan"),
    "instrument": N_("instrumen"),
}


def headings(t: Texts) -> list[str]:
    """What stands over the columns of `told`."""
    return [t("Waktu"), t("Siapa"), t("Apa"), t("Tentang"), t("Alamat"), t("Rincian")]


def told(log: pd.DataFrame, t: Texts, *, time_zone: str) -> list[list[str]]:
    """One row a deed, in words: when, who, what, about what, from where, details."""
    return [
        [
            t.moment(row.at, time_zone),
            row.username if isinstance(row.username, str) and row.username else "–",
            deed_name(row.action, t),
            resource_name(row.resource, t),
            row.address or "–",
            detail_words(row.detail, t),
        ]
        for row in _rows(log)
    ]


def _rows(log: pd.DataFrame) -> Iterable[Any]:
    return log.itertuples()


def audit_list(log: pd.DataFrame, t: Texts, *, time_zone: str) -> Html:
    """The log as a table."""
    heads = [Column(heading) for heading in headings(t)]
    return table(heads, told(log, t, time_zone=time_zone), caption=t("Catatan kegiatan"), brief=True)


def deed_name(action: str, t: Texts) -> str:
    """`nilai diunggah`; the code itself for a deed of a newer version."""
    return t(DEEDS[Deed(action)]) if action in set(Deed) else action


def resource_name(resource: str, t: Texts) -> str:
    """`kohort 12`."""
    kind, _, number = resource.partition(":")
    return f"{t(_RESOURCES[kind])} {number}" if kind in _RESOURCES else resource or "–"


def detail_words(detail: Mapping[str, Any], t: Texts) -> str:
    """`baru 120, siswa 36`."""
    words = [f"{t(_DETAILS[name]) if name in _DETAILS else name} {_value(value, t)}" for name, value in detail.items()]
    return ", ".join(words) or "–"


def _value(value: Any, t: Texts) -> str:
    if isinstance(value, int):
        return t.number(value, 0)
    return role_name(Role(value), t) if value in set(Role) else str(value)
