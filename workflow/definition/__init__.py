"""Definitions: YAML to frozen models, inheritance, judgement, drawings; there is no database in it."""
