"""What a sentence compiles to, without a browser."""

import pytest
import reflex as rx

from mentor_app.i18n.text import _, ago, language_script, moment, plural, say, set_language


class Desk(rx.State):
    name: str = ""
    count: int = 0
    params: dict[str, str] = {}
    people: list[str] = []


def expression(var: rx.Var) -> str:
    return str(var)


def test_sentence_carries_the_state_its_placeholders_read():
    said = _("Hello {{name}}", name=Desk.name)
    assert expression(said).startswith('speech.say("Hello {{name}}"')
    assert expression(Desk.name) in expression(said)
    assert said._get_all_var_data().state == Desk.name._get_all_var_data().state
    assert "const speech = useSpeech();" in said._get_all_var_data().hooks


def test_sentence_is_a_text_to_its_neighbours():
    assert expression(_("Hello").length())
    assert expression(plural("{{count}} goal", "{{count}} goals", count=Desk.count).upper())


def test_sentence_may_hold_another_sentence():
    inner = say(Desk.name, Desk.params)
    assert expression(inner) in expression(_("Stage: {{stage}}", stage=inner))


def test_sentence_in_a_list_reads_the_entry_at_hand():
    listed = rx.foreach(Desk.people, lambda name: rx.el.li(_("Hello {{name}}", name=name)))
    assert "speech.say" in str(listed.render())


def test_quotes_and_braces_of_a_sentence_cannot_leave_it():
    assert expression(_('Say "no" \\ `${x}` </script>')).startswith('speech.say("Say \\"no\\" \\\\ ')


@pytest.mark.parametrize("name", ["context", "lng", "ns", "defaultValue", "replace"])
def test_placeholder_may_not_be_called_like_an_option_of_the_engine(name):
    with pytest.raises(ValueError, match=name):
        _("Hello", **{name: "x"})


def test_only_relative_time_ticks():
    assert "useMinute();" in ago(Desk.name)._get_all_var_data().hooks
    assert "useMinute();" not in moment(Desk.name)._get_all_var_data().hooks


def test_language_is_switched_without_an_event_to_the_server():
    rendered = str(rx.el.button("Français", on_click=set_language("fr")).render())
    assert 'setLanguage("fr")' in rendered
    assert "addEvents" not in rendered


def test_script_of_the_head_never_changes_with_the_request():
    assert str(language_script().render()) == str(language_script().render())
    assert "reflex___state" not in str(language_script().render())
