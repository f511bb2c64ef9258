"""The language mails and documents are written in: a small, closed part of Jinja2 that only sees a letter."""
