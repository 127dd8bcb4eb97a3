"""The Files tab of the dashboard."""

import reflex as rx

from mentor_app.components.shared_files import FileVerbs, reading_list, shared_files
from mentor_app.i18n.catalogue import N_
from mentor_app.pages.mentorship.workspace import framed_tab
from mentor_app.services.resources import add_resource, share_files
from mentor_app.state.files import FilesState
from mentor_app.state.mentorship.files import SharedFilesState
from mentor_app.state.notices import NoticeState, last_try


@framed_tab("files", N_("Files"), SharedFilesState)
def mentorship_files() -> rx.Component:
    """What the two have shared, and what the mentor recommends."""
    state = SharedFilesState
    verbs = FileVerbs(
        share=(state.share, last_try(share_files)),
        remove=FilesState.remove,
        recommend=(state.recommend, last_try(add_resource)),
        tick=state.tick,
        take_off=state.take_off,
    )
    return rx.el.div(
        shared_files(state.frame, state.files, state.used, state.room, verbs, NoticeState.errors),
        reading_list(state.frame, state.resources, verbs, NoticeState.errors),
        class_name="workspace-two",
    )
