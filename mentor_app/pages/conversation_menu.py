"""Part of the conversations: what else can be done with one."""

import reflex as rx

from mentor_app.components.dialogs import menu_item
from mentor_app.i18n.text import _
from mentor_app.pages.safety import safety_menu
from mentor_app.services.correspondence import ConversationDetail
from mentor_app.state.archiving import ArchivingState


def conversation_menu(talk: rx.Var[ConversationDetail]) -> rx.Component:
    """Put it away or take it back, raise a concern, block."""
    opens = rx.Var.create("more-") + talk.partner.id
    away = menu_item(_("Archive"), menu=opens, on_click=ArchivingState.put_away(talk.id), picture="archive")
    back = menu_item(
        _("Take out of the archive"),
        menu=opens,
        on_click=ArchivingState.take_back(talk.id),
        picture="archive-restore",
    )
    archiving = rx.cond(talk.id != "", rx.cond(talk.is_archived, back, away))
    return safety_menu(talk.partner.id, talk.partner.name, archiving)
