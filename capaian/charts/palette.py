"""The colours: one place for charts, pages and files. No Plotly here, so that a plain page can take them.

Two phase colours, BEFORE muted and AFTER strong, apart by lightness alone so that they survive
black-and-white print; one hue an aspect; neutral greys. Every colour that carries meaning stands
at 3:1 or more against its background, every colour of words at 4.5:1 (WCAG 2.2 AA); a test holds it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

from capaian.scores import Aspect

Theme = Literal["light", "dark"]


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one theme, each as `#rrggbb`.

    background: the page. surface: a card on it. ink: words. muted: words of second rank.
    line: frames, the line of no change, pass lines. grid: hair lines, decoration only.
    before, after: the two phases. attention: what asks for a look (a decline), never alone
    without its word or sign. on_colour: words written on `after` or on an aspect's hue.
    aspects: one hue an aspect.
    """

    background: str
    surface: str
    ink: str
    muted: str
    line: str
    grid: str
    before: str
    after: str
    attention: str
    on_colour: str
    aspects: Mapping[str, str]

    def aspect(self, aspect: object) -> str:
        """The hue of an aspect; the AFTER colour where none is named."""
        return self.aspects.get(aspect, self.after) if isinstance(aspect, str) else self.after


LIGHT: Final = Palette(
    background="#ffffff",
    surface="#f2f6f5",
    ink="#17262a",
    muted="#4f6064",
    line="#6c7c80",
    grid="#dfe7e6",
    before="#7f8e96",
    after="#0b4654",
    attention="#b3261e",
    on_colour="#ffffff",
    aspects=MappingProxyType({Aspect.COGNITIVE: "#22357f", Aspect.TECHNICAL: "#ad5200", Aspect.CHARACTER: "#0a644c"}),
)

DARK: Final = Palette(
    background="#11191b",
    surface="#1a2528",
    ink="#e8efed",
    muted="#a9b8b9",
    line="#879799",
    grid="#2a383b",
    before="#66777d",
    after="#8fe0e6",
    attention="#ff9b8f",
    on_colour="#11191b",
    aspects=MappingProxyType({Aspect.COGNITIVE: "#8da6f7", Aspect.TECHNICAL: "#ffc27a", Aspect.CHARACTER: "#3f9e79"}),
)


def palette(theme: Theme) -> Palette:
    """The colours of a theme."""
    return DARK if theme == "dark" else LIGHT


def mix(colour: str, other: str, share: float) -> str:
    """`share` (0-1) of `colour` in `other`, mixed in sRGB: a tint of a hue on a page."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(share * a + (1 - share) * b):02x}" for a, b in pairs)


def luminance(colour: str) -> float:
    """Relative luminance 0-1 (WCAG 2.2, definition of relative luminance)."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (v / 255 for v in _channels(colour))]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(colour: str, other: str) -> float:
    """Contrast ratio 1-21 of two colours (WCAG 2.2, definition of contrast ratio)."""
    light, dark = sorted((luminance(colour), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
