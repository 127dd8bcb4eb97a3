"""The relationship dashboard, one state a tab."""
