"""A refusal in one line: what it says, and what each rule found."""

from forms.errors import Explained, Unreadable
from workflow.errors import RuleRefused


def said(error: Explained) -> str:
    """Give the message of a refusal, with its findings or its problems."""
    match error:
        case RuleRefused():
            return " ".join((error.message, *(f"{one.rule} : {one.message}" for one in error.findings)))
        case Unreadable():
            return " ".join((error.message, *(one.message for one in error.problems)))
        case _:
            return error.message
