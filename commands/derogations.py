"""Derogations as printed beside what they waive: reference, person, role, reason, limits."""

from collections.abc import Mapping
from typing import Any

from forms.money import Cents, euros
from forms.wording import long_date


def waived_text(derogation: Mapping[str, Any]) -> str:
    """Say in one line that a finding is waived, by which derogation, of whom, why and how far."""
    return f"écarté par dérogation {granted_text(derogation)}"


def granted_text(derogation: Mapping[str, Any]) -> str:
    """Say a derogation in one line: its reference, its limits, who granted it and why."""
    up_to, until = derogation["up_to"], derogation["until"]
    amount = f"jusqu'à {euros(Cents(up_to))}" if up_to is not None else ""
    day = f"jusqu'au {long_date(until)}" if until is not None else ""
    limits = " et ".join(part for part in (amount, day) if part)
    by = f"{derogation['role']} ({derogation['person']})"
    return f"{derogation['ref']}, {limits}, accordée par {by} : {derogation['reason']}"
