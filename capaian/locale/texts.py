"""One language's messages, numbers and dates."""

import datetime
import gettext
import io
import math
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from pathlib import Path
from typing import Final, TypeVar
from zoneinfo import ZoneInfo

from capaian.locale.manner import PLAIN, Manner, PassMarkName, People, pass_mark_word, said

LANGUAGES: Final = {"id": "Bahasa Indonesia", "en": "English"}
DEFAULT_LANGUAGE: Final = "id"
_CLDR: Final = {"id": "id_ID", "en": "en_GB"}
_MINUS: Final = "\N{MINUS SIGN}"

_Text = TypeVar("_Text", bound=str)


def N_(message: _Text) -> _Text:
    """Mark a message for the catalogue where it is written long before it is shown."""
    return message


class Texts:
    """Everything that depends on the reader's language.

    `t = texts("id"); t("{n} siswa", n=3); t.plural("{n} siswa", "{n} siswa", 3); t.number(12.4)`.
    Fields are filled with `str.format`; what is filled in is text, never markup.
    """

    def __init__(self, language: str, manner: Manner = PLAIN) -> None:
        """manner: whom sentences speak of, what the pass mark is called.

        Raise KeyError for a language that is not in LANGUAGES.
        """
        self.language = language
        self.manner = manner
        self._cldr = _CLDR[language]
        self._catalogue = _catalogue(language)

    def __call__(self, message: str, /, **fields: object) -> str:
        """The message in this language, its fields filled."""
        return self._said(self._catalogue.gettext(message)).format(**fields)

    def plural(self, one: str, many: str, n: int, /, **fields: object) -> str:
        """The form of the message for n things; `{n}` is filled with n in the reader's digits."""
        return self._said(self._catalogue.ngettext(one, many, n)).format(n=self.number(n, 0), **fields)

    def about(self, people: People) -> "Texts":
        """The same texts, every sentence about students said of these people."""
        return _texts(self.language, replace(self.manner, people=people))

    def calling(self, pass_mark: PassMarkName) -> "Texts":
        """The same texts, the pass mark called what the school calls it."""
        return _texts(self.language, replace(self.manner, pass_mark=pass_mark))

    @property
    def pass_mark(self) -> str:
        """What the school calls its pass mark, as it stands inside a sentence."""
        return pass_mark_word(self.language, self.manner)

    def _said(self, words: str) -> str:
        return words if self.manner == PLAIN else said(words, self.language, self.manner)

    def number(self, value: float | None, decimals: int = 1) -> str:
        """`12,4`; an en dash where there is no value. Halves are rounded up, as Excel shows them."""
        return self._formatted(_rounded(value, decimals), "#,##0" + _places(decimals))

    def exact(self, value: float | None) -> str:
        """A mark or a limit as written: `73,5` or `75`, no rounding beyond four decimals."""
        return self._formatted(_rounded(value, 4), "#,##0.####")

    def signed(self, value: float | None, decimals: int = 1) -> str:
        """`+12,4` or `−3,0`; zero carries no sign."""
        rounded = _rounded(value, decimals)
        text = self._formatted(rounded, "#,##0" + _places(decimals))
        return f"+{text}" if rounded is not None and rounded > 0 else text

    def percent(self, share: float | None, decimals: int = 0) -> str:
        """A share 0-1 as `53%`."""
        return self._formatted(_rounded(share, decimals + 2), "#,##0" + _places(decimals) + "%")

    def _formatted(self, value: Decimal | None, pattern: str) -> str:
        from babel.numbers import format_decimal, format_percent

        if value is None:
            return "–"
        written = format_percent if pattern.endswith("%") else format_decimal
        return written(value, pattern, locale=self._cldr).replace("-", _MINUS)

    def date(self, day: datetime.date) -> str:
        """`19 Juni 2025`."""
        from babel.dates import format_date

        return format_date(day, "long", locale=self._cldr)

    def moment(self, at: datetime.datetime, zone: str) -> str:
        """An instant in the school's zone: `19 Juni 2025 14.30 WITA`."""
        from babel.dates import format_date, format_time

        local = at.astimezone(ZoneInfo(zone))
        day = format_date(local, "long", locale=self._cldr)
        return f"{day} {format_time(local, 'short', locale=self._cldr)} {local.tzname()}"


def texts(language: str) -> Texts:
    """The texts of a language, or those of Indonesian where the language is not ours."""
    return _texts(language if language in LANGUAGES else DEFAULT_LANGUAGE, PLAIN)


@lru_cache
def _texts(language: str, manner: Manner) -> Texts:
    return Texts(language, manner)


def _places(decimals: int) -> str:
    return "." + "0" * decimals if decimals else ""


def _rounded(value: float | None, decimals: int) -> Decimal | None:
    """The value at so many decimals, from the 15 digits that Excel keeps; never minus zero."""
    if value is None or not math.isfinite(value):
        return None
    rounded = Decimal(f"{value:.15g}").quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return abs(rounded) if rounded.is_zero() else rounded


@lru_cache
def _catalogue(language: str) -> gettext.NullTranslations:
    """All messages of a language in one catalogue; Indonesian is the messages themselves."""
    if language == DEFAULT_LANGUAGE:
        return gettext.NullTranslations()
    from babel.messages import mofile, pofile
    from babel.messages.catalog import Catalog

    whole = Catalog(locale=language)
    for path in sorted((Path(__file__).parent / language).glob("*.po")):
        with path.open("rb") as file:
            part = pofile.read_po(file, locale=language)
        for message in part:
            if message.id:
                whole[message.id] = message
    compiled = io.BytesIO()
    mofile.write_mo(compiled, whole)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
