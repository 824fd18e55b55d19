"""Colours hold on screen, in grey and for colour-blind eyes."""

import subprocess
import sys
import tomllib
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from capaian.charts.palette import DARK, LIGHT, Palette, contrast, luminance, mix, palette
from capaian.scores import Aspect

ROOT = Path(__file__).resolve().parents[2]
THEMES = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])

# Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB
DEUTERANOPIA = np.array([[0.367, 0.861, -0.228], [0.280, 0.673, 0.047], [-0.012, 0.043, 0.969]])
PROTANOPIA = np.array([[0.152, 1.053, -0.205], [0.115, 0.786, 0.099], [-0.004, -0.048, 1.052]])


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#777777", "#ffffff", 4.478),
        ("#ffffff", "#ffffff", 1.0),
        ("#0000ff", "#ffffff", 8.592),
    ],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=5e-4)
    assert contrast(other, one) == contrast(one, other)


@THEMES
def test_words_stand_at_4_5_to_1_on_a_page_and_on_a_card(colours: Palette) -> None:
    for word in (colours.ink, colours.muted, colours.attention, *colours.aspects.values()):
        assert contrast(word, colours.background) >= 4.5, word
        assert contrast(word, colours.surface) >= 4.5, word


@THEMES
def test_what_is_drawn_stands_at_3_to_1(colours: Palette) -> None:
    for mark in (colours.before, colours.after, colours.line, colours.attention, *colours.aspects.values()):
        assert contrast(mark, colours.background) >= 3, mark
        assert contrast(mark, colours.surface) >= 3, mark


@THEMES
def test_words_on_a_coloured_heading_can_be_read(colours: Palette) -> None:
    for hue in (colours.after, *colours.aspects.values()):
        assert contrast(colours.on_colour, hue) >= 4.5, hue


@THEMES
def test_before_and_after_are_apart_in_grey(colours: Palette) -> None:
    assert contrast(colours.before, colours.after) >= 3


@THEMES
def test_aspects_are_apart_in_grey(colours: Palette) -> None:
    for one, other in combinations(colours.aspects.values(), 2):
        assert contrast(one, other) >= 1.3, (one, other)


@THEMES
@pytest.mark.parametrize("eyes", [DEUTERANOPIA, PROTANOPIA], ids=["deuteranopia", "protanopia"])
def test_aspects_are_apart_for_colour_blind_eyes(colours: Palette, eyes: np.ndarray) -> None:
    for one, other in combinations(colours.aspects.values(), 2):
        assert np.linalg.norm(seen(one, eyes) - seen(other, eyes)) > 20, (one, other)


@THEMES
def test_every_aspect_has_its_hue_and_none_has_the_after_colour(colours: Palette) -> None:
    assert set(colours.aspects) == set(Aspect)
    assert colours.aspect("teknis") == colours.aspects[Aspect.TECHNICAL]
    assert colours.aspect(None) == colours.aspect(float("nan")) == colours.after


@pytest.mark.parametrize(("name", "colours"), [("light", LIGHT), ("dark", DARK)])
def test_pages_and_charts_share_ground_and_ink(name: str, colours: Palette) -> None:
    theme = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))["theme"][name]
    assert theme["backgroundColor"].lower() == colours.background
    assert theme["secondaryBackgroundColor"].lower() == colours.surface
    assert theme["textColor"].lower() == colours.ink


def test_a_theme_has_its_palette() -> None:
    assert palette("light") is LIGHT
    assert palette("dark") is DARK


@pytest.mark.parametrize(("share", "mixed"), [(0.0, "#ffffff"), (0.5, "#808080"), (1.0, "#000000")])
def test_a_tint_lies_between_its_colours(share: float, mixed: str) -> None:
    assert mix("#000000", "#ffffff", share) == mixed


def test_the_palette_comes_without_plotly() -> None:
    code = "import sys, capaian.charts, capaian.charts.palette, capaian.charts.words; print('plotly' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert told.stdout.strip() == "False"


def seen(colour: str, eyes: np.ndarray) -> np.ndarray:
    """CIE L*a*b* (D65) of a colour as such eyes see it: a distance of 2 can just be noticed."""
    parts = ("#" + part * 3 for part in (colour[1:3], colour[3:5], colour[5:7]))
    linear = np.clip(eyes @ np.array([luminance(part) for part in parts]), 0, 1)
    to_xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    x, y, z = np.cbrt(to_xyz @ linear / np.array([0.9505, 1.0, 1.089]))
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])
