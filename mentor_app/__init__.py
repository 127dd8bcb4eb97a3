"""Mentor: a live, self-hosted mentoring platform."""
