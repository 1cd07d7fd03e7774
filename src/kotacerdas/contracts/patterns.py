r"""Regular expressions that Python and RE2 read alike and that stay small.

RE2 never backtracks, so a pattern cannot hang a check whatever a contract says. It refuses what it cannot match in
one pass (look-around, back-references) and what grows too large; both are refused here, before a file is read.
"""

import re


MOST_CHARACTERS = 500
LARGEST = 1000
_KNOWN_ESCAPES = frozenset("dDwWsSbBtnrfv")
_TOKEN = re.compile(
    r"""
    (?P<class>\[\^?\]?(?:\\.|[^\]\\])*\])
    |(?P<escape>\\.)
    |(?P<open>\((?:\?(?:i|:))?\)?)
    |(?P<close>\))
    |(?P<count>\{(?P<low>\d+)(?P<comma>,)?(?P<high>\d*)\})
    |(?P<repeat>[*+?])
    |(?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)


def is_safe(pattern: str) -> bool:
    """Whether the pattern can be read, means the same to both engines, and expands to few enough states."""
    if len(pattern) > MOST_CHARACTERS or not _is_read_alike(pattern):
        return False
    try:
        re.compile(pattern)
    except (re.error, RecursionError, OverflowError):
        return False
    return _size(pattern) <= LARGEST


def _is_read_alike(pattern: str) -> bool:
    """Whether nothing in it is known to one of the two engines only."""
    if re.search(r"\(\?(?!:|i\))|[*+?}]\+|\{,|\[\[|--|&&|\|\||~~", pattern):
        return False
    escapes = re.findall(r"\\(.)", pattern, re.DOTALL)
    return not any(letter.isalnum() and letter not in _KNOWN_ESCAPES for letter in escapes)


def _size(pattern: str) -> int:
    """How many single characters the pattern stands for once its counted repetitions are written out."""
    totals, last = [0], 0
    for token in _TOKEN.finditer(pattern):
        kind = token.lastgroup
        if kind == "open" and not token[0].endswith(")"):
            totals.append(0)
            last = 0
        elif kind == "close" and len(totals) > 1:
            last = totals.pop()
            totals[-1] += last
        elif kind == "count":
            totals[-1] += last * (max(int(token["high"] or 0), int(token["low"]) + bool(token["comma"])) - 1)
        elif kind != "repeat":
            last = 1
            totals[-1] += 1
    return totals[0]


def may_hold(pattern: str, letters: str) -> bool:
    """Whether a text that matches the pattern may hold one of these letters."""
    flags = re.IGNORECASE if "(?i)" in pattern else re.NOFLAG
    atoms = [token for token in _TOKEN.finditer(pattern) if token.lastgroup in {"class", "escape", "other"}]
    return any(
        re.fullmatch(token[0], letter, flags | re.DOTALL)
        for token in atoms
        if token[0] not in {"^", "$", "|"}
        for letter in letters
    )
