"""The fields of the letterhead and of who signs, and what they will look like on paper."""

import datetime
from dataclasses import replace
from typing import Final
from zoneinfo import ZoneInfo

import streamlit as st

from capaian.letterhead import LONGEST, Letterhead, PaperSize, Signatory, StudentWord
from capaian.locale import N_, PassMarkName, Texts
from capaian.problems import CapaianError
from capaian.reports import UnusableImage, checked_image, letterhead_picture
from capaian.store import School, load_letterhead, save_letterhead
from capaian.web.outcome import draw_outcome, note_done, note_trouble
from capaian.web.page import Visit

PRINCIPALS: Final = (N_("Kepala Sekolah"), N_("Plt. Kepala Sekolah"), N_("Plh. Kepala Sekolah"))
"""Plt.: acting for a time; Plh.: for some days. Another title can be typed."""
NUMBERS: Final = ("NIP", "NUPTK", "NI PPPK", "NIY")
MAX_UPLOAD_MB: Final = 4
_WORDS: Final = {
    StudentWord.STUDENT: N_("Siswa"),
    StudentWord.PUPIL: N_("Murid"),
    StudentWord.LEARNER: N_("Peserta didik"),
}
_PREFIX: Final = "identity_"


def draw_letterhead(visit: Visit, school: School) -> None:
    """The paper above, the fields below it; nothing is kept before the button. Raises Refused, StoreError."""
    kept = load_letterhead(visit.store, visit.actor)
    preview = st.container()
    left, right = st.columns(2, gap="large")
    with left:
        typed = draw_head(visit, kept)
    with right:
        typed = draw_signatories(visit, kept, typed)
    with preview:
        draw_preview(visit, school, typed)
        st.button(
            visit.t("Simpan kop surat"), type="primary", icon=":material/save:", key=_PREFIX + "save",
            on_click=_save, args=(visit, typed), disabled=typed == kept,
        )  # fmt: skip
        draw_outcome(visit.t)


def draw_head(visit: Visit, kept: Letterhead) -> Letterhead:
    """What stands above the paper, and the sheet; filled with what is kept."""
    t = visit.t
    st.subheader(t("Kop surat"), anchor=False)
    above = st.text_area(
        t("Baris di atas nama sekolah"), "\n".join(kept.above), key=_PREFIX + "above", height=96,
        placeholder=t("mis. PEMERINTAH PROVINSI KALIMANTAN SELATAN"),
        help=t("Paling banyak tiga baris: pemerintah provinsi dan dinas, atau yayasan."),
    )  # fmt: skip
    name = _line(t("Nama sekolah di kop"), kept.name, "name")
    address = _line(t("Alamat"), kept.address, "address")
    contact = _line(t("Telepon, laman, pos-el"), kept.contact, "contact")
    image = _draw_image(visit, kept)
    sizes = {PaperSize.A4: "A4", PaperSize.F4: t("F4 (215 × 330 mm)")}
    paper = st.segmented_control(
        t("Ukuran kertas"), list(sizes), format_func=sizes.__getitem__, default=kept.paper, required=True,
        key=_PREFIX + "paper",
    )  # fmt: skip
    word = st.segmented_control(
        t("Sebutan di surat"), list(_WORDS), format_func=lambda one: t(_WORDS[one]), default=kept.student_word,
        required=True, key=_PREFIX + "word",
    )  # fmt: skip
    names = {PassMarkName.KKM: "KKM", PassMarkName.KKTP: "KKTP", PassMarkName.PLAIN: t("Batas lulus")}
    pass_mark_name = st.segmented_control(
        t("Sebutan batas tuntas"), list(names), format_func=names.__getitem__, default=kept.pass_mark_name,
        required=True, key=_PREFIX + "pass_mark_name", help=t("Dipakai di halaman, Excel, dan surat."),
    )  # fmt: skip
    lines = tuple(line.strip() for line in above.splitlines() if line.strip())
    return replace(
        kept,
        name=name,
        above=lines,
        address=address,
        contact=contact,
        image=image,
        paper=paper,
        student_word=word,
        pass_mark_name=pass_mark_name,
    )


def draw_signatories(visit: Visit, kept: Letterhead, typed: Letterhead) -> Letterhead:
    """Where papers are signed, and by whom."""
    t = visit.t
    st.subheader(t("Penanda tangan"), anchor=False)
    place = _line(t("Tempat"), kept.place, "place", placeholder=t("mis. Banjarmasin"))
    principal = _draw_signatory(t, kept.principal, "principal", t("Kepala sekolah"), titles=PRINCIPALS)
    second = _draw_signatory(t, kept.second, "second", t("Penanda tangan kedua (boleh kosong)"))
    return replace(typed, place=place, principal=principal, second=second)


def draw_preview(visit: Visit, school: School, typed: Letterhead) -> None:
    """The upper part of a paper and its signatures, as typst sets them."""
    t = visit.t
    today = datetime.datetime.now(ZoneInfo(school.time_zone)).date()
    shown = typed if typed.name else replace(typed, name=school.name)
    with st.container(border=True):
        st.image(letterhead_picture(shown, today, t), width="stretch", alt=t("Contoh kop surat dan tanda tangan"))


def _draw_image(visit: Visit, kept: Letterhead) -> bytes:
    """The picture to keep: a new one once it has been looked at, the one there is, or none."""
    t = visit.t
    file = st.file_uploader(
        t("Gambar kop atau logo (PNG, JPEG)"), type=["png", "jpg", "jpeg"], max_upload_size=MAX_UPLOAD_MB,
        key=_PREFIX + "image",
        help=t("Gambar yang lebar dipakai sebagai kop utuh; gambar persegi menjadi logo di kiri tulisan."),
    )  # fmt: skip
    if file is not None:
        try:
            return checked_image(file.getvalue())
        except UnusableImage as error:
            st.error(error.message(t), icon=":material/error:")
    if kept.image and st.checkbox(t("Hapus gambar yang tersimpan"), key=_PREFIX + "no_image"):
        return b""
    return kept.image


def _draw_signatory(t: Texts, kept: Signatory, key: str, label: str, *, titles: tuple[str, ...] = ()) -> Signatory:
    with st.container(border=True):
        st.markdown(f"**{label}**")
        if titles:
            options = list(dict.fromkeys([*map(t, titles), *([kept.title] if kept.title else [])]))
            title = st.selectbox(
                t("Jabatan"), options, index=options.index(kept.title) if kept.title else 0,
                accept_new_options=True, key=f"{_PREFIX}{key}_title",
            )  # fmt: skip
        else:
            title = _line(t("Jabatan"), kept.title, f"{key}_title", placeholder=t("mis. Ketua Pelaksana"))
        name = _line(t("Nama dan gelar"), kept.name, f"{key}_name")
        rank = _line(t("Pangkat (boleh kosong)"), kept.rank, f"{key}_rank")
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
            numbers = list(dict.fromkeys([*NUMBERS, kept.number_label]))
            number_label = st.selectbox(
                t("Jenis nomor"),
                numbers,
                index=numbers.index(kept.number_label),
                key=f"{_PREFIX}{key}_label",
                width=130,
            )
            number = _line(t("Nomor (boleh kosong)"), kept.number, f"{key}_number")
    return Signatory(str(title or "").strip(), name, rank, number, number_label)


def _line(label: str, value: str, key: str, *, placeholder: str | None = None) -> str:
    return st.text_input(label, value, max_chars=LONGEST, key=_PREFIX + key, placeholder=placeholder).strip()


def _save(visit: Visit, typed: Letterhead) -> None:
    t = visit.t
    try:
        save_letterhead(visit.store, visit.actor, typed)
    except CapaianError as error:
        note_trouble(error.message(t))
        return
    st.session_state.pop(_PREFIX + "no_image", None)
    note_done(t("Kop surat disimpan. Surat dan laporan berikutnya memakainya."))
