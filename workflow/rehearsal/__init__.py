"""Definitions rehearsed before they are published: synthetic files walked through the real engine."""
