"""One's own profile: read and edited on the same page, with who can see what beside every part."""

import reflex as rx

from mentor_app.components.cards import page_head
from mentor_app.components.completeness import complete_card
from mentor_app.components.links import link
from mentor_app.components.lists import skeleton_rows
from mentor_app.components.profile_choices import (
    Choosing,
    contact_section,
    fields_section,
    goals_section,
    help_section,
    languages_section,
    offers_section,
    strengths_section,
)
from mentor_app.components.profile_texts import Editor, text_section
from mentor_app.i18n.catalogue import N_
from mentor_app.i18n.text import _
from mentor_app.pages.frame import framed
from mentor_app.pages.profile_parts import about_parts, background_parts, work_parts
from mentor_app.services.profile_choices import name_skill, set_tag
from mentor_app.state.notices import NoticeState, last_try
from mentor_app.state.profile import ProfileState

_EDITOR = Editor(
    editing=ProfileState.editing,
    opened=ProfileState.opened,
    saved=ProfileState.saved,
    texts=ProfileState.texts,
    mine=ProfileState.mine,
    theirs=ProfileState.theirs,
    audiences=ProfileState.profile.audiences,
    errors=NoticeState.errors,
    edit=ProfileState.edit,
    close=ProfileState.close,
    save=ProfileState.save,
    choose=ProfileState.set_audience,
)
_CHOOSING = Choosing(
    tags=ProfileState.profile.tags,
    chosen=ProfileState.chosen,
    audiences=ProfileState.profile.audiences,
    errors=NoticeState.errors,
    turn=ProfileState.set_tag,
    choose=ProfileState.set_audience,
    add_city=ProfileState.add_city,
    chose=last_try(set_tag),
    add_skill=ProfileState.add_skill,
    named=last_try(name_skill),
    weigh_skill=ProfileState.weigh_skill,
    drop_skill=ProfileState.drop_skill,
)


@framed("/profile", N_("Profile"), ProfileState)
def profile() -> rx.Component:
    """The editor, or its shape while it loads."""
    return rx.fragment(
        page_head(
            _("My profile"),
            _("You decide beside every part who can see it."),
            link(_("Mentorship preferences"), to="/preferences", class_name="button"),
            link(
                _("As others see it"),
                to="/members/" + ProfileState.profile.member_id,
                class_name="button button--quiet",
            ),
        ),
        rx.cond(ProfileState.is_ready, _editor(), skeleton_rows(4)),
    )


def _editor() -> rx.Component:
    mine = ProfileState.profile
    main = rx.el.div(
        text_section(_("About me"), "about", about_parts(mine), _EDITOR),
        offers_section(mine.offers, _CHOOSING),
        help_section(_CHOOSING),
        goals_section(mine.goals, _CHOOSING),
        text_section(_("Work"), "work", work_parts(mine.texts), _EDITOR),
        fields_section(_CHOOSING),
        text_section(_("Background"), "background", background_parts(mine.texts), _EDITOR),
        languages_section(_CHOOSING),
        strengths_section(_CHOOSING),
        contact_section(mine.email, _CHOOSING),
        class_name="stack stack--wide",
    )
    done = mine.completeness
    return rx.el.div(
        main,
        rx.el.aside(complete_card(done.percent, done.missing), class_name="profile-side"),
        class_name="profile-page",
    )
