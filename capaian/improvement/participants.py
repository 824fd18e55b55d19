"""Who takes part: the same sentences said of teachers, who are trained as well."""

from collections.abc import Iterable, Mapping
from typing import Final, Literal, TypeAlias

from capaian.locale import N_, Texts

Participants: TypeAlias = Literal["students", "teachers", "mixed"]
"""mixed: of a sum over cohorts of both."""

_OF_TEACHERS: Final[Mapping[str, str]] = {
    "{n} dari {enrolled} siswa ikut kedua tes": N_("{n} dari {enrolled} guru ikut kedua tes"),
    "{n} dari {enrolled} siswa ikut kedua tes, jadi perubahan {mark} belum dapat dihitung "
    "(dengan nilai sebelum: {before}; dengan nilai sesudah: {after})": N_(
        "{n} dari {enrolled} guru ikut kedua tes, jadi perubahan {mark} belum dapat dihitung "
        "(dengan nilai sebelum: {before}; dengan nilai sesudah: {after})"
    ),
    "{mark} siswa itu {before} menjadi {after}; satu siswa belum menggambarkan kelompok": N_(
        "{mark} guru itu {before} menjadi {after}; satu guru belum menggambarkan kelompok"
    ),
    "{mark}: {up} siswa naik, {same} tetap, {down} turun": N_("{mark}: {up} guru naik, {same} tetap, {down} turun"),
    "{mark}: {up} siswa lebih baik, {same} tetap, {down} kurang baik": N_(
        "{mark}: {up} guru lebih baik, {same} tetap, {down} kurang baik"
    ),
    "kelompok sangat kecil, jadi hanya jumlah siswa yang disebut": N_(
        "kelompok sangat kecil, jadi hanya jumlah guru yang disebut"
    ),
    "yang mencapai {name} {wanted} bertambah dari {before} menjadi {after} siswa": N_(
        "yang mencapai {name} {wanted} bertambah dari {before} menjadi {after} guru"
    ),
    "yang mencapai {name} {wanted} berkurang dari {before} menjadi {after} siswa": N_(
        "yang mencapai {name} {wanted} berkurang dari {before} menjadi {after} guru"
    ),
    "yang mencapai {name} {wanted} tetap {after} siswa": N_("yang mencapai {name} {wanted} tetap {after} guru"),
    "nilai awal sudah tinggi ({share} siswa sudah dekat nilai terbaik), jadi ruang untuk maju sempit": N_(
        "nilai awal sudah tinggi ({share} guru sudah dekat nilai terbaik), jadi ruang untuk maju sempit"
    ),
    "{mark} setiap siswa naik tepat {gain} poin (rata-rata {before} menjadi {after})": N_(
        "{mark} setiap guru naik tepat {gain} poin (rata-rata {before} menjadi {after})"
    ),
    "{mark} setiap siswa turun tepat {gain} poin (rata-rata {before} menjadi {after})": N_(
        "{mark} setiap guru turun tepat {gain} poin (rata-rata {before} menjadi {after})"
    ),
    "{mark} setiap siswa tetap (rata-rata {before})": N_("{mark} setiap guru tetap (rata-rata {before})"),
    "{n} dari {total} siswa": N_("{n} dari {total} guru"),
    "{before} → {after} siswa": N_("{before} → {after} guru"),
    "Belum ada siswa yang punya nilai sebelum dan sesudah.": N_("Belum ada guru yang punya nilai sebelum dan sesudah."),
    "Baru satu siswa: hanya kedua nilainya yang ditampilkan.": N_(
        "Baru satu guru: hanya kedua nilainya yang ditampilkan."
    ),
    "Kurang dari 5 siswa: terlalu sedikit untuk kisaran.": N_("Kurang dari 5 guru: terlalu sedikit untuk kisaran."),
    "satu siswa": N_("satu guru"),
    "Daftar siswa": N_("Daftar guru"),
}
_OF_BOTH: Final[Mapping[str, str]] = {
    "{n} dari {total} siswa": N_("{n} dari {total} peserta"),
    "{before} → {after} siswa": N_("{before} → {after} peserta"),
    "Belum ada siswa yang punya nilai sebelum dan sesudah.": N_(
        "Belum ada peserta yang punya nilai sebelum dan sesudah."
    ),
}


def said_of(participants: Participants, message: str) -> str:
    """The catalogue message as it is said of these participants."""
    told = {"teachers": _OF_TEACHERS, "mixed": _OF_BOTH}
    return told.get(participants, {}).get(message, message)


def participants_of(kinds: Iterable[Participants]) -> Participants:
    """Who takes part in several cohorts: mixed where they are not all the same, students where there is none."""
    found = set(kinds)
    return "students" if not found else found.pop() if len(found) == 1 else "mixed"


def people(n: int, participants: Participants, t: Texts) -> str:
    """`34 siswa`, `34 guru` or `34 peserta`."""
    if participants == "teachers":
        return t.plural("{n} guru", "{n} guru", n)
    if participants == "mixed":
        return t.plural("{n} peserta", "{n} peserta", n)
    return t.plural("{n} siswa", "{n} siswa", n)
