"""The boxes of notes, in drawings as different programs write them."""

import re

import pytest

from capaian.problems import UnreadableFile
from capaian.reports.note_shapes import drawn_notes, redrawn_notes

DRAWN = drawn_notes({(2, 3): "pindahan"})
OTHER = re.sub(rb"(?<=[</\s:])([vox])(?=[:=])", rb"ns\1", DRAWN)
PLACE = re.compile(rb":Row>(\d+)<.*?:Column>(\d+)<")


def places(vml: bytes) -> list[tuple[int, int]]:
    return [(int(row) + 1, int(column) + 1) for row, column in PLACE.findall(vml)]


@pytest.mark.parametrize("vml", [DRAWN, OTHER])
def test_a_box_is_added_behind_those_that_are_there(vml: bytes) -> None:
    both = redrawn_notes(vml, {(2, 3): "a", (9, 1): "b"}, gone=())
    assert both.startswith(vml.removesuffix(b"</xml>"))
    assert places(both) == [(2, 3), (9, 1)]
    assert re.findall(rb'id="(_x0000_s\d+)"', both) == [b"_x0000_s1025", b"_x0000_s1026"]
    assert both.count(b"shapetype id=") == 1
    assert (b"<v:" in both) == (vml is DRAWN)


@pytest.mark.parametrize("vml", [DRAWN, OTHER])
def test_a_box_goes_with_its_note(vml: bytes) -> None:
    assert places(redrawn_notes(vml, {}, gone={(2, 3)})) == []
    assert redrawn_notes(vml, {}, gone={(3, 2)}) == vml


def test_a_drawing_of_buttons_only_learns_what_a_box_is() -> None:
    button = b'<v:shape id="_x0000_s2049"><v:textbox><div>Hitung<br></div></v:textbox></v:shape>'
    vml = DRAWN[: DRAWN.index(b"<v:shapetype")] + button + b"</xml>"
    new = redrawn_notes(vml, {(1, 1): "a"}, gone=())
    assert button in new
    assert new.index(b"<v:shapetype") < new.index(b'id="_x0000_s2050"')


def test_a_long_note_gets_a_higher_box() -> None:
    heights = [
        float(found) for found in re.findall(rb"height:([\d.]+)pt", drawn_notes({(1, 1): "a", (1, 2): "a" * 300}))
    ]
    assert heights[0] < heights[1] < 320


@pytest.mark.parametrize(
    "vml", [b"<xml/>", b"", DRAWN.replace(b"</xml>", b""), DRAWN.replace(b"xmlns:x=", b"xmlns:y=")]
)
def test_what_is_no_drawing_is_refused(vml: bytes) -> None:
    with pytest.raises(UnreadableFile):
        redrawn_notes(vml.replace(b"urn:schemas-microsoft-com:office:excel", b"urn:other"), {(5, 5): "a"}, gone=())
