"""The school's own address of Capaian, as a code on paper leads there."""

from urllib.parse import urlsplit

from capaian.web.hosts import LOOPBACK


def school_address(public_url: str, opened: str | None) -> str:
    """`https://capaian.sekolah.sch.id`: the setting, else what this page was opened by; "" on a single computer.

    opened: the address in the browser, whose name the server has found to be one of its own. No code leads to
    an address that only one computer knows.
    """
    if public_url:
        return public_url
    parts = urlsplit(opened or "")
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.hostname in LOOPBACK:
        return ""
    return f"{parts.scheme}://{parts.netloc}"
