"""Sentences, moments and numbers as Vars that follow the reader's language in the browser.

    rx.el.h1(_("Good to see you, {{name}}", name=SessionState.name))
    rx.el.p(plural("{{count}} open goal", "{{count}} open goals", count=View.goals.length()))
    rx.el.time(ago(message.sent_at), date_time=message.sent_at)

They work in text, attributes, page titles and inside `rx.foreach`. Switching asks nothing of the server.
"""

import json
from pathlib import Path
from typing import Literal

import reflex as rx
from reflex.vars import VarData
from reflex_base.environment import EnvironmentVariables

from mentor_app.i18n.build import write_catalogues
from mentor_app.i18n.catalogue import LOCALES

Style = Literal["date", "short", "weekday", "weekday_short", "month", "time", "weekday_time", "datetime", "full"]

_LIBRARY = rx.asset("speech.js", shared=True).importable_path
if not EnvironmentVariables.REFLEX_BACKEND_ONLY.get():
    write_catalogues(Path.cwd() / "assets" / "external" / "mentor_app" / "i18n" / "text")

_SPEECH = "const speech = useSpeech();"
_MINUTE = "useMinute();"
# Words that i18next reads as its own options.
_RESERVED = {
    "context",
    "defaultValue",
    "interpolation",
    "lng",
    "lngs",
    "ns",
    "ordinal",
    "postProcess",
    "replace",
}


def _needs(value: rx.Var[object]) -> VarData | None:
    """The imports, hooks and state a Var brings along."""
    return value._get_all_var_data()  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]


def _spoken(verb: str, *arguments: object, hooks: tuple[str, ...] = ()) -> rx.Var[str]:
    """A call of the speaker in the browser, whose arguments may be Vars."""
    values = [rx.Var.create(argument) for argument in arguments]
    own = VarData(
        imports={_LIBRARY: ["useSpeech", *(["useMinute"] if hooks else [])]},
        hooks=dict.fromkeys((_SPEECH, *hooks)),
    )
    told = ", ".join(str(value) for value in values)
    return rx.Var(
        f"speech.{verb}({told})",
        _var_type=str,
        _var_data=VarData.merge(own, *map(_needs, values)),
    ).guess_type()


def _checked(params: dict[str, object]) -> dict[str, object]:
    """The placeholders' values, none under a name that means something else to i18next.

    Raises:
        ValueError: when a placeholder has such a name.
    """
    if clash := _RESERVED & params.keys():
        raise ValueError(f"Choose another name for the placeholder: {', '.join(sorted(clash))}")
    return params


def _(message: str, /, **params: object) -> rx.Var[str]:
    """A sentence in the reader's language.

    Args:
        message: the English sentence, a literal, with `{{name}}` placeholders.
        params: values for the placeholders, plain or Vars.
    """
    return _spoken("say", message, _checked(params))


def plural(one: str, other: str, /, count: rx.Var[int] | int, **params: object) -> rx.Var[str]:
    """The sentence that goes with a number, by the plural rules of the reader's language.

    Args:
        one: the English singular, a literal; `{{count}}` is the number.
        other: the English plural, a literal.
        count: the number, usually a Var.
        params: values for further placeholders.
    """
    return _spoken("plural", one, other, count, _checked(params))


def say(message: rx.Var[str] | str, params: rx.Var[dict[str, str]] | dict[str, object] | None = None) -> rx.Var[str]:
    """A sentence known only at run time: a refusal, a notice, the label of a vocabulary.

    Args:
        message: a Var with the English sentence, marked with `N_` where it is written; empty stays empty.
        params: a Var with a dictionary of values for its placeholders.
    """
    return _spoken("say", message, params or {} if not isinstance(params, rx.Var) else params)


def moment(iso: rx.Var[str] | str, style: Style = "datetime", zone: rx.Var[str] | str = "") -> rx.Var[str]:
    """A moment in the reader's language and, unless told otherwise, their browser's time zone.

    Args:
        iso: ISO 8601; without an offset it is UTC, a date alone is that calendar day; empty stays empty.
        style: how much of it to say.
        zone: an IANA zone to tell it in, when it is not the reader's own.
    """
    return _spoken("moment", iso, style, zone)


def ago(iso: rx.Var[str] | str) -> rx.Var[str]:
    """How long ago, or how soon, within a week; the date beyond. Kept true as minutes pass."""
    return _spoken("ago", iso, hooks=(_MINUTE,))


def minutes_until(iso: rx.Var[str] | str) -> rx.Var[int]:
    """How many minutes are left until a moment, by the browser's clock; below 0 once it is over. Kept true."""
    return _spoken("until", iso, hooks=(_MINUTE,)).to(int)


def number(value: rx.Var[float] | float, digits: int = 1) -> rx.Var[str]:
    """A number as the reader writes it, with at most so many decimals."""
    return _spoken("number", value, digits)


def percent(fraction: rx.Var[float] | float) -> rx.Var[str]:
    """A fraction between 0 and 1 as a whole percentage."""
    return _spoken("percent", fraction)


def listed(items: rx.Var[list[str]] | list[str]) -> rx.Var[str]:
    """Words joined as the reader would: "Python, law and music"."""
    return _spoken("list", items)


def language_called(code: rx.Var[str] | str) -> rx.Var[str]:
    """What a language (ISO 639 code) is called in the reader's language."""
    return _spoken("called", "language", code)


def country_called(code: rx.Var[str] | str) -> rx.Var[str]:
    """What a country (ISO 3166-1 alpha-2 code) is called in the reader's language."""
    return _spoken("called", "region", code)


def current_language() -> rx.Var[str]:
    """The code of the language being spoken, for marking the one chosen."""
    return rx.Var(
        "speech.language",
        _var_type=str,
        _var_data=VarData(imports={_LIBRARY: ["useSpeech"]}, hooks={_SPEECH: None}),
    ).guess_type()


def set_language(code: rx.Var[str] | str) -> rx.Var[rx.EventChain]:
    """An event handler that speaks another language at once, in the browser, and remembers it a year.

    It may stand in a list with a state's own handler: `on_click=[set_language("fr"), Settings.speak("fr")]`.
    """
    value = rx.Var.create(code)
    own = VarData(imports={_LIBRARY: ["setLanguage"]})
    return rx.Var(
        f"(() => setLanguage({value!s}))",
        _var_type=rx.EventChain,
        _var_data=VarData.merge(own, _needs(value)),
    ).guess_type()


class FollowLanguage(rx.Component):
    """Speaks the language a signed-in member chose, wherever they signed in."""

    library = _LIBRARY
    tag = "FollowLanguage"

    language: rx.Var[str]


def follow_language(code: rx.Var[str]) -> rx.Component:
    """A component without an appearance: while its Var names a language, that language is spoken."""
    return FollowLanguage.create(language=code)


# Constant, so that the content security policy can name its hash. It chooses before the first paint and hides
# the prerendered English until it is replaced; the timer is for a browser in which nothing more arrives.
_CHOICE = """(function(){
var page=document.documentElement, spoken=LANGUAGES;
var cookie=/(?:^|; )mentor_locale=([a-z]+)/.exec(document.cookie);
var wishes=(cookie?[cookie[1]]:[]).concat(navigator.languages||[]);
var code=wishes.map(function(tag){return tag.slice(0,2).toLowerCase()})
.filter(function(tag){return spoken.indexOf(tag)!==-1})[0]||spoken[0];
page.dataset.language=code;
if(code===spoken[0])return;
page.lang=code;
page.style.visibility="hidden";
setTimeout(function(){page.style.visibility=""},3000);
})()""".replace("LANGUAGES", json.dumps(LOCALES))


def language_script() -> rx.Component:
    """The script that chooses the language before anything is painted; belongs first in the head."""
    return rx.el.script(custom_attrs={"dangerouslySetInnerHTML": {"__html": _CHOICE}})
