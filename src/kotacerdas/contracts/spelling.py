"""How names are compared: without case, accents, punctuation and blanks."""

import re
import unicodedata
from collections.abc import Sequence
from difflib import get_close_matches


def plain(text: str) -> str:
    """A spelling for comparing names of columns and codes: “Laki–laki (jiwa)” becomes ``laki_laki_jiwa``."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "_", bare.casefold()).strip("_")


def nearest(text: str, choices: Sequence[str]) -> str | None:
    """The choice spelt most alike, or one whose words hold all of the text's or the other way round."""
    by_spelling = {plain(choice): choice for choice in choices}
    close = get_close_matches(plain(text), list(by_spelling), n=1, cutoff=0.6)
    words = set(plain(text).split("_"))
    holding = [spelling for spelling in by_spelling if spelling and _nest(words, set(spelling.split("_")))]
    return next((by_spelling[spelling] for spelling in (*close, *holding)), None)


def _nest(words: set[str], others: set[str]) -> bool:
    return words <= others or others <= words
