"""A build leaves the tree as it was, and says when it has nothing to do."""

import json

from mentor_app.frontend import lock_as_it_was


def test_a_lock_written_in_another_order_is_put_back(tmp_path):
    (tmp_path / "reflex.lock").mkdir()
    lock = tmp_path / "reflex.lock" / "package.json"
    lock.write_text('{"a": 1, "b": 2}')
    with lock_as_it_was(tmp_path):
        lock.write_text('{"b":2,"a":1}')
    assert lock.read_text() == '{"a": 1, "b": 2}'


def test_a_lock_that_really_changed_stays_changed(tmp_path):
    (tmp_path / "reflex.lock").mkdir()
    lock = tmp_path / "reflex.lock" / "package.json"
    lock.write_text('{"a": 1}')
    with lock_as_it_was(tmp_path):
        lock.write_text('{"a": 2}')
    assert json.loads(lock.read_text()) == {"a": 2}
