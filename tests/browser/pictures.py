"""Pictures of every screen of the example school into docs/pictures, for people to look at; `make pictures`.

Run it on an idle computer, then look at what changed. Each picture shows a screen in one language, one look
and one size, as far down as two windows, in few colours so that they stay small. Two browsers work at once.
"""

import argparse
import io
import re
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from itertools import product
from pathlib import Path
from typing import Any, Final

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from capaian.access import LOCAL_USER, Role
from capaian.scores import CohortKind
from capaian.store import load_cohorts, load_roster, make_demonstration, migrate
from capaian.web.screens import SCREENS
from tests.browser.conftest import (
    CHROMIUM_FLAGS,
    CHROMIUM_NAMES,
    DESKTOP,
    PHONE,
    ROOT,
    Server,
    let_in,
    running_server,
    store_behind,
)
from tests.browser.ready import settled
from tests.people import first_administrator

FOLDER: Final = ROOT / "docs" / "pictures"
SIZES: Final = {"1366": DESKTOP, "390": PHONE}
LOCALES: Final = {"id": "id-ID", "en": "en-GB"}
SCHEMES: Final = ("light", "dark")
COLOURS: Final = 96
"""Of the palette of a picture: enough for flat screens, and a quarter of the bytes."""
AT_ONCE: Final = 2
EXAMPLE: Final = ROOT / "data" / "1-formulir-terisi.xlsx"
Way = tuple[str, str, str]
"""Language, look and size."""


@contextmanager
def example_server() -> Iterator[Server]:
    """A server whose own school is the example, with an administrator."""
    with tempfile.TemporaryDirectory() as folder, running_server(Path(folder)) as server:
        with store_behind(server) as store:
            migrate(store)
            make_demonstration(store)
            first_administrator(store, school_name=None)
        yield server


def addresses(server: Server) -> dict[str, str]:
    """The address of each screen by its short English name, its file's; with a cohort and a student chosen."""
    found = {Path(screen.file).stem: f"/{screen.address}" for screen in SCREENS}
    with store_behind(server) as store:
        cohorts = [c for c in load_cohorts(store, LOCAL_USER) if c.kind is CohortKind.PROGRAMME]
        cohort = min(cohorts, key=lambda each: each.id)
        student = int(load_roster(store, LOCAL_USER, cohort.id)["student"].iloc[1])
    chosen = f"?kohort={cohort.id}&aspek=teknis"
    return found | {"cohort": f"/kohort{chosen}", "export": f"/ekspor{chosen}", "student": f"/siswa?siswa={student}"}


def take(browser: Browser, server: Server, ways: dict[str, str], way: Way, folder: Path) -> None:
    """The pictures of one language, look and size."""
    language, scheme, size = way
    width, height = SIZES[size]
    context = browser.new_context(
        base_url=server.url,
        viewport={"width": width, "height": height},
        locale=LOCALES[language],
        timezone_id="Asia/Makassar",
        color_scheme="dark" if scheme == "dark" else "light",
        is_mobile=size == "390",
        has_touch=size == "390",
        reduced_motion="reduce",
    )
    context.add_cookies([{"name": "capaian_language", "value": language, "url": server.url}])
    let_in(context, server, Role.ADMINISTRATOR)
    page = context.new_page()
    for name, address in ways.items():
        page.goto(address)
        settled(page)
        if name == "upload":
            bring_example(page)
        keep(page, folder / f"{name}-{language}-{scheme}-{size}.png", height=height)
    context.close()


def bring_example(page: Page) -> None:
    """The upload page with a filled form on it."""
    file: dict[str, Any] = {"name": EXAMPLE.name, "mimeType": "", "buffer": EXAMPLE.read_bytes()}
    page.locator("input[type=file]").first.set_input_files([file])
    page.get_by_role("heading", name=re.compile("^4")).wait_for()
    settled(page)


def keep(page: Page, file: Path, *, height: int) -> None:
    """The page down to twice the window's height, in few colours."""
    wanted = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
    width = page.viewport_size["width"] if page.viewport_size else DESKTOP[0]
    if wanted > height:
        page.set_viewport_size({"width": width, "height": min(int(wanted), 2 * height)})
        settled(page)
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    if wanted > height:
        page.set_viewport_size({"width": width, "height": height})
    picture.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(file, optimize=True)


def work(turns: Sequence[Way], server: Server, ways: dict[str, str], folder: Path) -> None:
    """One browser, in turn through the languages, looks and sizes given."""
    path = next(filter(None, map(shutil.which, CHROMIUM_NAMES)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(CHROMIUM_FLAGS))
        for way in turns:
            take(browser, server, ways, way, folder)
        browser.close()


def main() -> None:
    """All of them, or those of the screens, languages, looks and sizes that are named."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("screens", nargs="*", help="file names without .py, for instance cohort; all unless told")
    asked.add_argument("--language", choices=LOCALES, action="append")
    asked.add_argument("--scheme", choices=SCHEMES, action="append")
    asked.add_argument("--size", choices=SIZES, action="append")
    asked.add_argument("--folder", type=Path, default=FOLDER)
    wanted = asked.parse_args()
    wanted.folder.mkdir(parents=True, exist_ok=True)
    turns = list(product(wanted.language or LOCALES, wanted.scheme or SCHEMES, wanted.size or SIZES))
    with example_server() as server, ThreadPoolExecutor(AT_ONCE) as workers:
        ways = {name: way for name, way in addresses(server).items() if not wanted.screens or name in wanted.screens}
        shares = [turns[first::AT_ONCE] for first in range(AT_ONCE)]
        list(workers.map(partial(work, server=server, ways=ways, folder=wanted.folder), shares))


if __name__ == "__main__":
    main()
