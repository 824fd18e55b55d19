"""The three time zones of Indonesia, by their full names."""

from typing import Final

from capaian.locale import N_

ZONES: Final = {
    "Asia/Jakarta": N_("WIB – Waktu Indonesia Barat"),
    "Asia/Makassar": N_("WITA – Waktu Indonesia Tengah"),
    "Asia/Jayapura": N_("WIT – Waktu Indonesia Timur"),
}
