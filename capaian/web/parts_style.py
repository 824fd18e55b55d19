"""The stylesheet: Capaian's look, in the colours of the one palette that charts and files share."""

from dataclasses import fields
from functools import cache
from pathlib import Path

import streamlit as st

from capaian.charts.palette import DARK, LIGHT, Palette
from capaian.scores import Aspect
from capaian.web.parts_html import Html


def use_style() -> None:
    """Give this page Capaian's look; it takes no room on the page."""
    st.html(_sheet())


@cache
def _sheet() -> Html:
    rules = (Path(__file__).parent / "parts.css").read_text(encoding="utf-8")
    return Html(f"<style>{colour_rules(LIGHT, DARK)}\n{rules}</style>")


def colour_rules(light: Palette, dark: Palette) -> str:
    """The palette as CSS variables `--cp-ink`, and one class an aspect that sets `--cp-hue`.

    `light-dark()` follows the color-scheme that Streamlit sets for its theme, so that one sheet
    serves both and no round trip to the server is needed when the theme is switched.
    """
    names = [field.name for field in fields(Palette) if field.name != "aspects"]
    variables = [_variable(name.replace("_", "-"), getattr(light, name), getattr(dark, name)) for name in names]
    hues = [_hue(aspect, light.aspect(aspect), dark.aspect(aspect)) for aspect in Aspect]
    return "\n".join([f":root {{ {' '.join(variables)} }}", *hues, _hue("any", light.after, dark.after)])


def _variable(name: str, light: str, dark: str) -> str:
    return f"--cp-{name}: light-dark({light}, {dark});"


def _hue(aspect: str, light: str, dark: str) -> str:
    return f".cp-{aspect} {{ {_variable('hue', light, dark)} }}"
