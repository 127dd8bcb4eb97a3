"""What programme staff see and do."""
