"""Signing in through the organisation's identity provider."""

from mentor_app.identity.journey import IdentityRefused, Journey
from mentor_app.identity.provider import Claims, Provider, provider

__all__ = ["Claims", "IdentityRefused", "Journey", "Provider", "provider"]
