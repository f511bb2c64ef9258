"""Where cases are kept: tables, transactions on SQLite and PostgreSQL, migrations."""
