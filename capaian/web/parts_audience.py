"""For whom the files of the export page are: asked once, above everything that is offered."""

import streamlit as st

from capaian.reports import Audience
from capaian.web.page import Visit
from capaian.web.parts_html import draw, tag

_KEY = "audience"


def may_share(visit: Visit) -> bool:
    """Whether files for anybody are made: not by who sees some classes alone, for the cohort less these is the rest."""
    return visit.actor.classes is None


def choose_audience(visit: Visit, *, sees_students: bool) -> Audience:
    """Inside the school with names, or anybody without.

    Who sees no student is not asked and has the latter, who sees some classes alone the former.
    """
    t = visit.t
    if not sees_students:
        draw(tag("p", t("Berkas untuk Anda tanpa nama siswa, dan kelompok kecil disembunyikan."), class_="cp-quiet"))
        return Audience.SHAREABLE
    if not may_share(visit):
        words = t(
            "Berkas Anda dengan nama, untuk internal sekolah. Anda melihat kelas Anda saja, dan satu kelas tidak "
            "dibagikan sendiri: mintalah berkas untuk dibagikan kepada kepala sekolah atau admin."
        )
        draw(tag("p", words, class_="cp-quiet"))
        return Audience.INTERNAL
    names = {
        Audience.INTERNAL: t("Internal sekolah: dengan nama"),
        Audience.SHAREABLE: t("Untuk dibagikan: tanpa nama"),
    }
    captions = [
        t("Semua angka dan daftar siswa. Tiap halaman bertanda rahasia."),
        t("Kelompok kecil disembunyikan. Boleh dikirim ke luar sekolah."),
    ]
    chosen = st.radio(
        t("Untuk siapa berkas ini?"),
        list(names),
        format_func=names.__getitem__,
        captions=captions,
        horizontal=True,
        key=_KEY,
    )
    return Audience(chosen or Audience.INTERNAL)
