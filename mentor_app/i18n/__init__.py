"""Words: every sentence in English, French and German."""
