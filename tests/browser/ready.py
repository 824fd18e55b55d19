"""When a page has been drawn to its end."""

from playwright.sync_api import Page, expect

_DRAWN = """() => !document.querySelector('[data-testid=stSkeleton]') && !document.querySelector('[data-stale=true]')
 && [...document.querySelectorAll('[data-testid=stPlotlyChart]')].every(chart => chart.querySelector('.main-svg'))"""


def settled(page: Page) -> None:
    """Wait until the script has ended, nothing is pale any more, charts are there and letters are in their font."""
    expect(page.locator("[data-testid=stApp]")).to_have_attribute(
        "data-test-script-state", "notRunning", timeout=30_000
    )
    page.wait_for_function(_DRAWN)
    page.evaluate("document.fonts.ready")
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done())))")
