"""Words: how they are folded, kept and found again, also by their beginning and with a typing slip."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from itertools import takewhile

from pyroaring import BitMap
from rapidfuzz import process
from rapidfuzz.distance import OSA

from mentor_app.vocabularies.folding import fold

_WORD = re.compile(r"\w+")
_UNDECOMPOSED = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)
LONGEST_QUERY = 200
MOST_WORDS = 8
"""More of a search than this is not read: nobody types it, and a stranger could."""


def words_of(text: str) -> list[str]:
    """The words of `text` without case, accents and ligatures: `Élodie Strauß` gives `elodie`, `strauss`."""
    return _WORD.findall(fold(text).translate(_UNDECOMPOSED).replace("_", " "))


def folded(text: str) -> str:
    """The words of `text` in a row, each after a space: one that begins with `x` is found by looking for ` x`."""
    return "".join(f" {word}" for word in words_of(text))


def searched_words(text: str) -> list[str]:
    """The words of a search, each once, at most `MOST_WORDS` of them."""
    return list(dict.fromkeys(words_of(text[:LONGEST_QUERY])))[:MOST_WORDS]


def slips_allowed(word: str) -> int:
    """How many letters may be wrong: none up to three letters, one up to seven, then two."""
    if len(word) <= 3:
        return 0
    return 1 if len(word) <= 7 else 2


class WordIndex:
    """For each word, the numbers of those who use it. Not thread-safe by itself."""

    def __init__(self) -> None:
        self._postings: dict[str, BitMap] = {}
        self._sorted: list[str] | None = []

    def add(self, number: int, words: Iterable[str]) -> None:
        """Note that `number` uses these words."""
        for word in words:
            posting = self._postings.get(word)
            if posting is None:
                posting = self._postings[word] = BitMap()
                self._sorted = None
            posting.add(number)

    def remove(self, number: int, words: Iterable[str]) -> None:
        """Take back `add` with the same arguments."""
        for word in words:
            posting = self._postings.get(word)
            if posting is None:
                continue
            posting.discard(number)
            if not posting:
                del self._postings[word]
                self._sorted = None

    def find(self, word: str) -> BitMap:
        """Those with a word that begins with `word`; when there are none, with one that nearly does.

        Args:
            word: one folded word, as `searched_words` returns it.
        """
        matching = self._beginning_with(word) or self._nearly(word)
        return BitMap.union(*(self._postings[each] for each in matching)) if matching else BitMap()

    def find_all(self, words: Iterable[str]) -> BitMap | None:
        """Those who match every word; None when no word was given, which restricts nothing."""
        found = [self.find(word) for word in words]
        return BitMap.intersection(*found) if found else None

    def _vocabulary(self) -> list[str]:
        if self._sorted is None:
            self._sorted = sorted(self._postings)
        return self._sorted

    def _beginning_with(self, word: str) -> list[str]:
        vocabulary = self._vocabulary()
        start = bisect_left(vocabulary, word)
        following = (vocabulary[at] for at in range(start, len(vocabulary)))
        return list(takewhile(lambda each: each.startswith(word), following))

    def _nearly(self, word: str) -> list[str]:
        """Words that are, or begin, within the allowed slips: people search while they type."""
        slips = slips_allowed(word)
        if not slips:
            return []
        vocabulary = self._vocabulary()
        beginnings = [each[: len(word)] for each in vocabulary]
        near = {
            at
            for choices in (vocabulary, beginnings)
            for _, _, at in process.extract(word, choices, scorer=OSA.distance, score_cutoff=slips, limit=None)
        }
        return [vocabulary[at] for at in sorted(near)]
