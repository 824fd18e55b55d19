"""Sekolah dan kop surat: what stands on the school's paper, and who signs it, seen while it is written."""

from capaian.web.page import start_page
from capaian.web.parts_html import draw, tag
from capaian.web.parts_letterhead import draw_letterhead
from capaian.web.parts_style import use_style
from capaian.web.screens import IDENTITY

visit = start_page(IDENTITY.title, needs=IDENTITY.action)
use_style()
if visit.school is not None:
    lead = visit.t("Kop dan tanda tangan ini dipakai di ringkasan, lampiran, surat, dan daftar dari halaman Ekspor.")
    draw(tag("p", lead, class_="cp-lead"))
    draw_letterhead(visit, visit.school)
