"""Who takes part: the same sentences said of teachers, who are trained as well."""

from collections.abc import Mapping
from typing import Final, Literal, TypeAlias

from capaian.locale import N_, Texts

Participants: TypeAlias = Literal["students", "teachers"]

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
}


def said_of(participants: Participants, message: str) -> str:
    """The catalogue message as it is said of these participants."""
    return _OF_TEACHERS.get(message, message) if participants == "teachers" else message


def people(n: int, participants: Participants, t: Texts) -> str:
    """`34 siswa` or `34 guru`."""
    if participants == "teachers":
        return t.plural("{n} guru", "{n} guru", n)
    return t.plural("{n} siswa", "{n} siswa", n)
