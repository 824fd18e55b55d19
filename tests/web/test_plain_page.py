import re
from pathlib import Path

import pytest
from starlette.applications import Starlette

from capaian.locale import texts
from capaian.web.parts_html import tag
from capaian.web.plain_page import ROUTES, icon_address, plain_page, said, style_address
from tests.web.asgi import ask, scope_of

APP = Starlette(routes=ROUTES)


@pytest.mark.parametrize(
    ("address", "kind"), [(style_address(), "text/css"), (icon_address(), "image/png")], ids=["style", "icon"]
)
def test_what_a_page_needs_is_served_and_may_be_kept_for_good(address: str, kind: str) -> None:
    answer = ask(APP, scope_of(address))
    assert answer.status == 200
    assert answer.headers["content-type"].startswith(kind)
    assert "immutable" in answer.headers["cache-control"]
    assert answer.body


def test_a_page_is_one_language_no_script_and_is_not_kept(data_folder: Path) -> None:
    page = plain_page(texts("id"), "Masuk", said("Salah <b>"), tag("p", "isi"), status=401)
    text = bytes(page.body).decode()
    assert page.status_code == 401
    assert page.headers["cache-control"] == "no-store"
    assert text.startswith('<!DOCTYPE html>\n<html lang="id">')
    assert "<title>Masuk · Capaian</title>" in text
    assert 'role="alert"' in text
    assert "Salah &lt;b&gt;" in text
    assert not re.search("<script|<style| style=|javascript:|https?://", text)
    assert re.findall(r'(?:href|src)="(?!/)', text) == []
    assert '<a href="/pilih/bahasa/en?ke=/masuk" hreflang="en" lang="en"' in text
