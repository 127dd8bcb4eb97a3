"""How a member hears of what: a row for each occasion."""

import reflex as rx

from mentor_app.components.cards import row, section
from mentor_app.components.icons import icon
from mentor_app.i18n.text import _, say
from mentor_app.services.channels import CHANNELS, ChannelItem
from mentor_app.services.digest_hours import HOURS


def channels(
    items: rx.Var[list[ChannelItem]], choose: rx.EventHandler, digest: rx.Component | None = None
) -> rx.Component:
    """The occasions, each with its choice, and what is never chosen about.

    Args:
        items: the occasions.
        choose: called with the occasion and the channel.
        digest: made by `digest_hour`.
    """

    def one(item: rx.Var[ChannelItem]) -> rx.Component:
        chooser = rx.el.select(
            *[rx.el.option(say(each.label), value=each.value) for each in CHANNELS],
            value=item.channel,
            on_change=lambda value: choose(item.occasion, value),
            class_name="input channel-choice",
            aria_label=_("How you hear of: {{occasion}}", occasion=say(item.label)),
        )
        return row(_occasion(say(item.label), say(item.hint)), chooser, class_name="row channel", key=item.occasion)

    always = row(
        _occasion(_("Security"), _("Your address, your password, a new sign-in.")),
        rx.el.span(icon("lock"), _("Always by e-mail"), class_name="note channel-fixed"),
        class_name="row channel",
    )
    return section(
        _("How you hear of things"),
        rx.el.p(
            _("Whatever you choose, everything appears behind the bell the moment it happens."),
            class_name="note card-lead",
        ),
        rx.el.ul(rx.foreach(items, one), always, class_name="rows"),
        digest if digest is not None else rx.fragment(),
    )


def digest_hour(uses_digest: rx.Var[bool], hour: rx.Var[str], choose: rx.EventHandler) -> rx.Component:
    """When the digest leaves, for whoever has anything told in it."""
    chooser = rx.el.select(
        *[rx.el.option(f"{each:02}:00", value=str(each)) for each in HOURS],
        value=hour,
        on_change=choose,
        class_name="input channel-choice",
        aria_label=_("Hour of the daily digest"),
    )
    words = _occasion(
        _("The daily digest"),
        _("It leaves at this hour in your time zone, on days with something you have not seen."),
    )
    return rx.cond(uses_digest, rx.el.div(words, chooser, class_name="row channel channel--digest"))


def _occasion(label: rx.Var[str], hint: rx.Var[str]) -> rx.Component:
    return rx.el.div(
        rx.el.span(label, class_name="strong"), rx.el.span(hint, class_name="row-note"), class_name="row-main"
    )
