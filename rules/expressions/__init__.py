"""Rules that administrators write: an expression over named facts, with its message, level and source."""
