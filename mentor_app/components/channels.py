"""How a member hears of what: a row for each occasion."""

import reflex as rx

from mentor_app.components.cards import row, section
from mentor_app.components.icons import icon
from mentor_app.i18n.text import _, say
from mentor_app.services.channels import CHANNELS, ChannelItem


def channels(items: rx.Var[list[ChannelItem]], choose: rx.EventHandler) -> rx.Component:
    """The occasions, each with its choice, and what is never chosen about.

    Args:
        items: the occasions.
        choose: called with the occasion and the channel.
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
    )


def _occasion(label: rx.Var[str], hint: rx.Var[str]) -> rx.Component:
    return rx.el.div(
        rx.el.span(label, class_name="strong"), rx.el.span(hint, class_name="row-note"), class_name="row-main"
    )
