"""Letters, composed and carried."""
