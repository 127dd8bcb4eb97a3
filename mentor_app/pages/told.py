"""What the frame tells: the one notice on screen, and that a page holds nothing for this reader."""

import reflex as rx

from mentor_app.components.conflicts import both_texts
from mentor_app.components.form_answers import unplaced
from mentor_app.components.links import link
from mentor_app.components.lists import lost
from mentor_app.components.notices import notice_area
from mentor_app.i18n.text import _, say
from mentor_app.state.notices import NoticeState


def notices() -> rx.Component:
    """The one notice on screen, with both texts when two people wrote at once, and what no form has a place for."""
    notice = NoticeState.notice
    return notice_area(
        say(notice.message, notice.params),
        tone=notice.tone,
        dismiss=NoticeState.dismiss,
        serial=notice.serial,
        beside=unplaced(NoticeState.errors),
        more=rx.cond(notice.tone == "conflict", both_texts(notice.mine, notice.theirs)),
    )


def nothing_here(why: rx.Var[str]) -> rx.Component:
    """Instead of a page that is not there, or not for this reader; the two look the same."""
    return lost(
        _("There is nothing here for you to see"),
        why,
        link(_("Go to the start page"), to="/", class_name="button button--primary"),
    )
