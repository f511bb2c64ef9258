"""Definitions altered on purpose, one place at a time, to learn which alterations the judge would miss."""
