"""The engine: cases and how they advance. The only room that knows there is a database."""
