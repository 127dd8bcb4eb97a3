"""Letters without their accents, so that Malmo finds Malmö and Resume is Résumé."""

import unicodedata

_COMBINING = dict.fromkeys(range(0x0300, 0x0370))


def fold(text: str) -> str:
    """Case-folded, compatibility-normalised text without accents; applying it again changes nothing.

    Only the combining marks of European scripts go: the vowel signs of Indic scripts tell words apart.
    """
    lowered = unicodedata.normalize("NFKD", text).casefold()
    decomposed = unicodedata.normalize("NFKD", lowered).translate(_COMBINING)
    return unicodedata.normalize("NFC", decomposed)
