"""The community index: who can be found, by what, and how well they fit."""
