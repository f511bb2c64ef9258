"""How a filing window can be changed, for remedies that say what to type."""

from collections.abc import Iterator
from dataclasses import dataclass

from workflow.act import Act
from workflow.case import Case

_PART = "window"
"""The answers of the language that hold a window's dates and envelope."""


@dataclass(frozen=True, slots=True)
class WindowAct:
    """One act that sets something of a window: the line to type, and who may."""

    line: str
    who: str


def acts_setting(act: Act, window: Case, *, field: str, value: str) -> Iterator[WindowAct]:
    """Give the acts possible on a window whose form asks that field alone, in the order written."""
    pinned = act.pinned(window)
    roles = pinned.definition.roles
    for trigger, transition in pinned.leaving.get((window.machine, window.state), ()):
        form = pinned.definition.forms[transition.form] if transition.form else None
        if form is None or form.into != _PART or list(form.fields) != [field]:
            continue
        reason = "" if transition.reason == "none" else ' --reason "…"'
        line = f"jalon case advance {window.ref} {trigger} --set {field}={value}{reason}"
        yield WindowAct(line, ", ".join(roles[name].label for name in transition.by if name in roles))
