"""Plain HTTP: what a socket cannot do."""
