"""What narrows a search: facets with counts, chips of what is chosen, and what to leave out for more."""

import reflex as rx

from mentor_app.components.dialogs import closer, dialog, opener
from mentor_app.components.forms import checkbox, fieldset
from mentor_app.components.icons import icon
from mentor_app.components.people import removable_chip
from mentor_app.i18n.text import _, plural, say
from mentor_app.services.facets import Chip, FacetGroup, FacetValue, Hint

Groups = rx.Var[list[FacetGroup]]
SHEET = "filters"


def facet_list(groups: Groups, *, toggle: rx.EventHandler, show_all: rx.EventHandler) -> rx.Component:
    """All facets, one below the other.

    Args:
        groups: the facets with their values.
        toggle: called with facet and value.
        show_all: called with a group's name.
    """

    def value(each: rx.Var[FacetValue]) -> rx.Component:
        return checkbox(
            say(each.label),
            count=each.count,
            checked=each.chosen,
            on_change=lambda _checked: toggle(each.facet, each.value),
            key=each.facet + "=" + each.value,
        )

    def group(each: rx.Var[FacetGroup]) -> rx.Component:
        return fieldset(say(each.title), rx.foreach(each.choices, value), _more(each, show_all))

    return rx.el.div(rx.foreach(groups, group), class_name="facets")


def _more(group: rx.Var[FacetGroup], show_all: rx.EventHandler) -> rx.Component:
    whole = group.is_whole
    return rx.cond(
        group.is_foldable,
        rx.el.button(
            rx.cond(whole, _("Show fewer"), _("Show all {{count}}", count=group.size)),
            type="button",
            class_name="link",
            on_click=show_all(group.name),
            aria_label=rx.cond(
                whole,
                _("Show fewer: {{what}}", what=say(group.title)),
                _("Show all {{count}}: {{what}}", count=group.size, what=say(group.title)),
            ),
        ),
    )


def filter_sheet(facets: rx.Component, total: rx.Var[int], chosen: rx.Var[int]) -> rx.Component:
    """On a phone: a button that opens the facets in a sheet from below."""
    return rx.el.div(
        opener(
            icon("sliders-horizontal"),
            rx.cond(chosen > 0, _("Filters ({{count}})", count=chosen), _("Filters")),
            opens=SHEET,
        ),
        dialog(
            facets,
            rx.el.div(
                closer(
                    plural("Show {{count}} person", "Show {{count}} people", count=total),
                    closes=SHEET,
                    class_name="button button--primary",
                ),
                class_name="submit sheet-end",
            ),
            name=SHEET,
            title=_("Filters"),
        ),
        class_name="filter-sheet",
    )


def filter_chips(
    chips: rx.Var[list[Chip]], *, toggle: rx.EventHandler, leave_out: rx.EventHandler, clear: rx.EventHandler
) -> rx.Component:
    """What is chosen, each to be taken back alone, or all at once."""

    def one(chip: rx.Var[Chip]) -> rx.Component:
        label = _("Remove filter {{name}}", name=say(chip.label))
        return rx.cond(
            chip.facet == "text",
            removable_chip("“" + chip.label + "”", remove=leave_out("text"), label=label),
            removable_chip(say(chip.label), remove=toggle(chip.facet, chip.value), label=label),
        )

    return rx.fragment(
        rx.foreach(chips, one),
        rx.cond(
            chips.length() > 0,
            rx.el.button(_("Clear all"), type="button", class_name="link", on_click=clear),
        ),
    )


def relax_hints(hints: rx.Var[list[Hint]], *, leave_out: rx.EventHandler) -> rx.Component:
    """For an empty answer: what single filter to leave out, and how many people that would find."""

    def one(hint: rx.Var[Hint]) -> rx.Component:
        return rx.el.button(
            plural(
                "Without {{what}}: {{count}} person",
                "Without {{what}}: {{count}} people",
                count=hint.count,
                what=say(hint.label),
            ),
            type="button",
            class_name="button",
            on_click=leave_out(hint.facet),
        )

    return rx.foreach(hints, one)
