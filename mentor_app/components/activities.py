"""What happened in a mentorship, in a sentence: by the reader, or by the other one."""

import reflex as rx

from mentor_app.i18n.text import _
from mentor_app.services.activities import ActivityItem


def activity(item: rx.Var[ActivityItem], is_me: rx.Var[bool], name: rx.Var[str]) -> rx.Var[str]:
    """The sentence of one thing that happened.

    Args:
        item: what it was.
        is_me: whether the reader did it.
        name: what the other one is called.
    """
    told = _shared_work(item.title, name) | _agreeing(name)
    of_both = [
        ("agreement.approved", _("Your agreement is official: both approved the same text")),
        ("meeting.moved", _("Your meeting was moved")),
        ("meeting.held", _("Your meeting took place")),
        ("mentorship.begun", _("Your mentorship began")),
    ]
    cases = [(kind, rx.cond(is_me, mine, theirs)) for kind, (mine, theirs) in told.items()]
    return rx.match(item.kind, *cases, *of_both, "")


def _shared_work(title: rx.Var[str], name: rx.Var[str]) -> dict[str, tuple[rx.Var[str], rx.Var[str]]]:
    return {
        "goal.reached": (
            _("You reached “{{title}}”", title=title),
            _("{{name}} reached “{{title}}”", name=name, title=title),
        ),
        "goal.added": (
            _("You set the goal “{{title}}”", title=title),
            _("{{name}} set the goal “{{title}}”", name=name, title=title),
        ),
        "agenda.added": (
            _("You put “{{title}}” on the agenda", title=title),
            _("{{name}} put “{{title}}” on the agenda", name=name, title=title),
        ),
        "action.added": (
            _("You planned “{{title}}”", title=title),
            _("{{name}} planned “{{title}}”", name=name, title=title),
        ),
        "action.done": (
            _("You did “{{title}}”", title=title),
            _("{{name}} did “{{title}}”", name=name, title=title),
        ),
        "question.asked": (_("You asked a question"), _("{{name}} asked a question", name=name)),
        "file.shared": (
            _("You shared “{{title}}”", title=title),
            _("{{name}} shared “{{title}}”", name=name, title=title),
        ),
    }


def _agreeing(name: rx.Var[str]) -> dict[str, tuple[rx.Var[str], rx.Var[str]]]:
    return {
        "agreement.sent": (
            _("You sent the agreement for approval"),
            _("{{name}} sent the agreement for approval", name=name),
        ),
        "meeting.confirmed": (_("You confirmed a meeting"), _("{{name}} confirmed a meeting", name=name)),
        "mentorship.ended": (_("You ended the mentorship"), _("{{name}} ended the mentorship", name=name)),
    }
