"""A school's letterhead as a picture: looked at before it is opened, and written anew before it is kept."""

import base64
import io
import warnings
from typing import Final

from PIL import Image, ImageOps, UnidentifiedImageError

from capaian.letterhead import IMAGE_BYTES, IMAGE_STARTS
from capaian.locale import N_
from capaian.problems import CapaianError

LARGEST_UPLOAD: Final = 4 << 20
MOST_PIXELS: Final = 24_000_000
SMALLEST_SIDE: Final = 40
_SIZE: Final = (1800, 1200)
"""Larger is not seen on paper: 16 cm at 280 dots an inch."""
_SHRINKING: Final = (1.0, 0.7, 0.5, 0.35, 0.2)
_FORMATS: Final = ("PNG", "JPEG")
_TOO_LARGE: Final = N_("Gambar ini terlalu besar. Pakai gambar di bawah 4 MB.")
_TOO_MANY_DOTS: Final = N_("Gambar ini terlalu besar: terlalu banyak titiknya. Perkecil gambarnya, lalu coba lagi.")


class UnusableImage(CapaianError):
    """No letterhead can be had from these bytes."""

    code = "image"


def checked_image(content: bytes) -> bytes:
    """The picture as it is kept: PNG or JPEG, decoded and encoded again, at most 1 MiB, nothing but pixels in it.

    Raises UnusableImage for another kind of file, one that is too large or too small, and one that is damaged.
    """
    if len(content) > LARGEST_UPLOAD:
        raise UnusableImage(_TOO_LARGE)
    if not content.startswith(IMAGE_STARTS):
        raise UnusableImage(N_("Berkas ini bukan gambar PNG atau JPEG. Simpan kop surat sebagai PNG, lalu coba lagi."))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=_FORMATS) as picture:
                return _written(_smaller(picture), "PNG" if picture.format == "PNG" else "JPEG")
    except Image.DecompressionBombError as error:
        raise UnusableImage(_TOO_MANY_DOTS) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise UnusableImage(N_("Gambar ini rusak dan tidak dapat dibuka. Simpan ulang, lalu coba lagi.")) from error


def as_svg(image: bytes) -> tuple[str, float]:
    """A picture that `checked_image` has written, as text that a template can hold, and its width by its height."""
    with Image.open(io.BytesIO(image), formats=_FORMATS) as picture:
        (width, height), kind = picture.size, (picture.format or "").lower()
    size = f'width="{width}" height="{height}"'
    data = f"data:image/{kind};base64,{base64.b64encode(image).decode()}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}><image {size} href="{data}"/></svg>', width / height


def _smaller(picture: Image.Image) -> Image.Image:
    """In the colours of the paper, no larger than is seen on it, and upright where a camera noted how it was held."""
    if picture.width * picture.height > MOST_PIXELS:
        raise UnusableImage(_TOO_MANY_DOTS)
    if min(picture.size) < SMALLEST_SIDE:
        raise UnusableImage(N_("Gambar ini terlalu kecil untuk dicetak. Pakai gambar yang lebih besar."))
    with_alpha = picture.format == "PNG"
    picture.thumbnail(_SIZE)
    return ImageOps.exif_transpose(picture).convert("RGBA" if with_alpha else "RGB")


def _written(picture: Image.Image, kind: str) -> bytes:
    """Encoded again, without what else was in the file; what is still large with fewer dots."""
    for share in _SHRINKING:
        size = (round(picture.width * share), round(picture.height * share))
        smaller = picture if share == 1 else picture.resize(size)
        stream = io.BytesIO()
        smaller.save(stream, kind, **({"quality": 85} if kind == "JPEG" else {"optimize": True}))
        if len(stream.getvalue()) <= IMAGE_BYTES:
            return stream.getvalue()
    raise UnusableImage(_TOO_LARGE)
