"""Promises put to the proof: each tries to break one, and owns a planted bug that it must catch."""
