"""Signals: what changed, who watches, who is there."""
