"""A community of two hundred invented members, to look around in."""

from mentor_app.demo.community import Person, community
from mentor_app.demo.seeding import DEMO_PASSWORD, SIGN_INS, seed_demo

__all__ = ["DEMO_PASSWORD", "SIGN_INS", "Person", "community", "seed_demo"]
