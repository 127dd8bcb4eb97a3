"""A community of two hundred invented members, to look around in."""

from mentor_app.demo.community import Person, community
from mentor_app.demo.seeding import DEMO_PASSWORD, seed_demo

__all__ = ["DEMO_PASSWORD", "Person", "community", "seed_demo"]
