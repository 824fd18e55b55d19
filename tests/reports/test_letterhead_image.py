import io
import struct
import zlib

import numpy as np
import pytest
from PIL import Image, PngImagePlugin

from capaian.letterhead import IMAGE_BYTES
from capaian.locale import texts
from capaian.reports import UnusableImage, checked_image, letterhead_picture
from capaian.reports.letterhead_image import LARGEST_UPLOAD, as_svg
from capaian.reports.paper_frame import kop_of
from tests.reports.papers import HEAD, choice


def picture(kind: str = "PNG", size: tuple[int, int] = (400, 100), **options) -> bytes:
    stream = io.BytesIO()
    Image.effect_noise(size, 90).convert("RGB").save(stream, kind, **options)
    return stream.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_picture_is_written_anew_and_can_be_opened(kind: str) -> None:
    kept = checked_image(picture(kind))
    with Image.open(io.BytesIO(kept)) as opened:
        assert (opened.format, opened.size) == (kind, (400, 100))


def test_what_else_was_in_the_file_is_gone() -> None:
    words = PngImagePlugin.PngInfo()
    words.add_text("Comment", "<script>rahasia</script>")
    assert b"rahasia" not in checked_image(picture(pnginfo=words) + b"rahasia di belakang")


@pytest.mark.parametrize("size", [(5000, 1200), (1800, 1200)])
def test_a_large_picture_becomes_small_enough(size: tuple[int, int]) -> None:
    kept = checked_image(picture("JPEG", size, quality=60))
    assert len(kept) <= IMAGE_BYTES
    with Image.open(io.BytesIO(kept)) as opened:
        assert opened.width <= 1800


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "bukan gambar"),
        (b"<svg onload='alert(1)'/>", "bukan gambar"),
        (b"GIF89a" + bytes(50), "bukan gambar"),
        (b"\x89PNG\r\n\x1a\n" + b"tidak ada gambar", "rusak"),
        (picture()[:-400], "rusak"),
        (picture(size=(30, 30)), "terlalu kecil"),
        (picture()[:60] + bytes(LARGEST_UPLOAD), "terlalu besar"),
    ],
    ids=["empty", "svg", "gif", "no pixels", "cut off", "small", "large"],
)
def test_what_is_no_letterhead_is_refused_in_words(content: bytes, words: str) -> None:
    with pytest.raises(UnusableImage, match=words):
        checked_image(content)


@pytest.mark.parametrize("side", [9_000, 14_000, 60_000])
def test_a_picture_that_unpacks_to_too_many_pixels_is_never_unpacked(side: int) -> None:
    head = b"IHDR" + struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    data = b"IDAT" + zlib.compress(bytes(1000))
    chunks = [struct.pack(">I", len(part) - 4) + part + struct.pack(">I", zlib.crc32(part)) for part in (head, data)]
    with pytest.raises(UnusableImage, match="terlalu besar"):
        checked_image(b"\x89PNG\r\n\x1a\n" + b"".join(chunks))


def test_a_photo_from_a_telephone_stands_upright_and_tells_no_place() -> None:
    held = Image.Exif()
    held[0x0112] = 6  # turned to the right
    held.get_ifd(0x8825)[1] = "S"
    kept = checked_image(picture("JPEG", exif=held))
    with Image.open(io.BytesIO(kept)) as opened:
        assert opened.size == (100, 400)
        assert not opened.getexif()


def test_a_photo_with_a_preview_behind_it_is_a_photo() -> None:
    stream = io.BytesIO()
    Image.new("RGB", (400, 100)).save(stream, "MPO", save_all=True, append_images=[Image.new("RGB", (80, 20))])
    with Image.open(io.BytesIO(checked_image(stream.getvalue()))) as opened:
        assert (opened.format, opened.mode, opened.size) == ("JPEG", "RGB", (400, 100))


def test_the_colours_of_a_printer_become_those_of_a_screen() -> None:
    stream = io.BytesIO()
    Image.new("RGB", (400, 100), (255, 0, 0)).convert("CMYK").save(stream, "JPEG")
    with Image.open(io.BytesIO(checked_image(stream.getvalue()))) as opened:
        red, green, _ = np.asarray(opened)[50, 50]
        assert red > 200
        assert green < 60


@pytest.mark.parametrize(("size", "kind"), [((1200, 240), "whole"), ((300, 300), "logo")])
def test_a_wide_picture_is_the_letterhead_and_a_narrow_one_a_logo(size: tuple[int, int], kind: str) -> None:
    from dataclasses import replace

    head = replace(HEAD, image=checked_image(picture("JPEG", size)))
    assert kop_of(head)["image"] == kind
    assert letterhead_picture(head, choice().day, texts("id")).startswith(b"\x89PNG")


def test_a_picture_in_a_template_is_text() -> None:
    svg, ratio = as_svg(checked_image(picture()))
    assert ratio == 4
    assert svg.startswith('<svg xmlns="http://www.w3.org/2000/svg" width="400" height="100">')
