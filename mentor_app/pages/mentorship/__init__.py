"""The relationship dashboard, one page a tab."""
