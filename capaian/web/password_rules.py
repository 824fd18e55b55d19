"""The fields for a new password, with the rules in words, and what was typed into them."""

from typing import Final

from capaian.access import UnusablePassword
from capaian.access.passwords import MIN_LENGTH
from capaian.locale import N_, Texts
from capaian.web.fields import field
from capaian.web.parts_html import Html, together

NEW: Final = "sandi_baru"
AGAIN: Final = "sandi_ulang"


def new_password_fields(t: Texts) -> Html:
    """The new password, twice."""
    hint = t(
        "Sedikitnya {n} huruf, bukan nama pengguna Anda, dan bukan yang mudah ditebak. Beberapa kata boleh.",
        n=t.number(MIN_LENGTH, 0),
    )
    return together(
        field(t("Kata sandi baru"), NEW, kind="password", autocomplete="new-password", hint=hint),
        field(t("Ulangi kata sandi baru"), AGAIN, kind="password", autocomplete="new-password"),
    )


def same_twice(fields: dict[str, str]) -> str:
    """The new password. Raises UnusablePassword where it was not typed alike twice."""
    if fields.get(NEW, "") != fields.get(AGAIN, ""):
        raise UnusablePassword(N_("Kata sandi baru tidak sama di kedua isian. Ketik sekali lagi."))
    return fields.get(NEW, "")
