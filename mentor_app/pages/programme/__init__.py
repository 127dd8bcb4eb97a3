"""The pages of programme staff."""
