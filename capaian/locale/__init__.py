"""What a person reads: Indonesian messages in the code, English beside them in `en/*.po`.

The message itself, in Indonesian, is the key; each room keeps its English in a file of its own
name. Numbers, dates and times follow the same language. This room imports nothing of Capaian.
"""

from capaian.locale.manner import PassMarkName, People
from capaian.locale.texts import DEFAULT_LANGUAGE, LANGUAGES, N_, Texts, texts

__all__ = ["DEFAULT_LANGUAGE", "LANGUAGES", "N_", "PassMarkName", "People", "Texts", "texts"]
