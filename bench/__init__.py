"""Measures Jalon beside the floors of the same work; `python -m bench [W1 …]` prints the tables."""
