"""Every page can be put together, which a browser's build would find out much later."""

import pytest
from reflex_base.registry import RegistrationContext

from mentor_app import pages

PAGES = [(options["route"], page) for page, options in RegistrationContext.ensure_context().decorated_pages]


def test_the_pages_are_registered():
    assert {"/home", "/inbox", "/sign-in"} <= {route for route, _page in PAGES}, pages.__all__


@pytest.mark.parametrize(("route", "page"), PAGES, ids=[route for route, _page in PAGES])
def test_a_page_can_be_put_together(route, page):
    assert page() is not None, route
