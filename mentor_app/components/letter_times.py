"""Where times are given by whoever came by a letter: those that suit both are offered, as to whoever has signed in."""

import reflex as rx

from mentor_app.components.times import TimesInput


class LetterTimes(TimesInput):
    """Fields for times that ask the server by the letter's link, each time their dialog is opened."""

    library = rx.asset("letter_times.js", shared=True).importable_path
    tag = "LetterTimes"
