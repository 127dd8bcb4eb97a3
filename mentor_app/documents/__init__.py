"""Papers to take along: PDF with real text, tags and embedded fonts, set by Typst. Nothing here knows our tables."""
