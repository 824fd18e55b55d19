import pytest

from capaian.locale import texts
from capaian.reading.limits import Limits
from capaian.reading.refusals import SENTENCES, refused


@pytest.mark.parametrize("code", SENTENCES)
def test_every_refusal_says_what_to_do_in_both_languages(code):
    refusal = refused(code, Limits(seconds=9))
    indonesian, english = refusal.message(texts("id")), refusal.message(texts("en"))
    assert refusal.code == code
    assert indonesian != english
    assert indonesian.count(".") >= 1
    assert "{" not in indonesian + english


def test_a_limit_is_named_in_the_sentence():
    assert "9 detik" in refused("slow", Limits(seconds=9)).message(texts("id"))
