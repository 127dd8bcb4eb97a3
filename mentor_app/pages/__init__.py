"""Pages: each module lists the components of one screen and introduces them to its state. Importing this registers all."""

from mentor_app.pages import asking, inbox, preferences, profile
from mentor_app.pages.mentorship import overview

__all__ = ["asking", "inbox", "overview", "preferences", "profile"]
