"""Pages: each module lists the components of one screen and introduces them to its state."""
