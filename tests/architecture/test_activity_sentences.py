"""Each kind of activity that any code writes down has a sentence of its own under *Lately*."""

import re

from tests.architecture.spoken_kinds import Sources
from tests.architecture.test_notice_sentences import PACKAGE

KIND = re.compile(r'"([a-z]+\.[a-z]+)"')


def test_every_kind_of_activity_is_told():
    source = (PACKAGE / "components" / "activities.py").read_text()
    kinds = Sources.below(PACKAGE).kinds("mentor_app.services.activities", "note_activity")
    assert {"meeting.held", "mentorship.begun"} <= kinds
    assert kinds - set(KIND.findall(source)) == set()
