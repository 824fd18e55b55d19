"""Streamlit's own words in the reader's language: a small script of ours, served from our own address.

Streamlit keeps its words in its JavaScript and has no other language. `builtin_texts.json` holds
each word beside ours, `builtin_texts.js` exchanges them as they appear.
"""

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from capaian.locale import LANGUAGES

_HERE: Final = Path(__file__).parent


@cache
def script(language: str) -> str:
    """The script for one language; English has no words to exchange and keeps the rest."""
    words = json.loads((_HERE / "builtin_texts.json").read_text("utf-8"))
    given = words if language == "id" else {"words": {}, "patterns": []}
    code = (_HERE / "builtin_texts.js").read_text("utf-8")
    return f"const BUILTIN_TEXTS = {json.dumps(given, ensure_ascii=False)};\n{code}"


@cache
def script_address(language: str) -> str:
    """Where the script is, with a mark of its contents, so that a browser may keep it for good."""
    mark = hashlib.sha256(script(language).encode()).hexdigest()[:12]
    return f"/capaian/kata.{language}.js?{mark}"


async def serve_script(request: Request) -> Response:
    """`/capaian/kata.id.js`."""
    language = request.path_params["language"]
    if language not in LANGUAGES:
        return Response(status_code=404)
    kept = "public, immutable, max-age=31536000"
    return Response(script(language), media_type="text/javascript", headers={"Cache-Control": kept})


ROUTES: Final = [Route("/capaian/kata.{language}.js", serve_script, methods=["GET"])]
