"""What is not announced is not shown: forms of decisions and opinions are read inside until then."""

from workflow.definition.examination import Examination
from workflow.definition.machine_model import Transition

_READERS = {"decide": ("inside", "announced"), "propose": ("inside",), "give_opinion": ("inside",)}


def judge_secrets(exam: Examination) -> None:
    """Report forms that people outside would read before, or without, an announcement."""
    told: set[str] = set()
    for _, _, transition, _machine in exam.transitions():
        _readers(exam, transition, told)


def _readers(exam: Examination, transition: Transition, told: set[str]) -> None:
    form = exam.definition.forms.get(transition.form or "")
    allowed = _READERS.get(transition.does or "")
    if form is None or allowed is None or form.visible in allowed or transition.form in told:
        return
    told.add(transition.form or "")
    exam.say(
        "DEF-151",
        ("forms", transition.form or "", "visible"),
        f"« {form.label} » est donné avec « {transition.label} » : le dehors le lirait trop tôt.",
        remedy=f"Écrivez « visible: {allowed[-1]} », ou retirez cette ligne.",
    )
