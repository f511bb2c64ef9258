"""The budget as a spreadsheet: a template people fill in, and its strict reader."""
