"""A call has what filing needs, and its windows open before they close."""

from collections.abc import Sequence

from forms.wording import long_date
from workflow.definition.examination import Examination
from workflow.definition.literals import Span, UnknownValue
from workflow.definition.model import Window
from workflow.definition.tree import Path
from workflow.definition.wording import say_moment, say_span

_IN_MONTHS = {"months": 1, "years": 12}


def judge_windows(exam: Examination) -> None:
    """Report what keeps a call from being filed under, and times that contradict each other."""
    if exam.definition.windows:
        _complete(exam)
    for name, window in exam.definition.windows.items():
        path: Path = ("windows", name)
        _order(exam, path, window)
        _months(exam, path, window)


def _complete(exam: Examination) -> None:
    served = [machine.serves for machine in exam.definition.machines.values()]
    if "record" in served and "application" not in served:
        _of_records(exam, served)
        return
    for name, window in exam.definition.windows.items():
        _told(exam, ("windows", name), window)
    if served.count("application") != 1 or served.count("window") > 1:
        exam.say(
            "DEF-045",
            ("machines",) if exam.definition.machines else ("windows",),
            "Un appel a une machine « serves: application », et une seule ; au plus une « serves: window ».",
            remedy="Prolongez la procédure, ou marquez la machine des demandes.",
            on_key=True,
        )
    _prefix(exam, "Un appel")


def _of_records(exam: Examination, served: Sequence[str]) -> None:
    """Look at windows in which records are filed: they have a life, no project and no money."""
    if served.count("window") != 1:
        exam.say(
            "DEF-045",
            ("windows",),
            "Des fiches déposées dans un guichet veulent une machine « serves: window », et une seule.",
            remedy="Ajoutez cette machine : c'est par ses actes que les dates changent.",
            on_key=True,
        )
    _prefix(exam, "Ce qui se dépose dans un guichet")


def _told(exam: Examination, path: Path, window: Window) -> None:
    """Ask of a call what every applicant asks: how long, and how much, were it `unknown`."""
    for key in ("months", "envelope"):
        if getattr(window, key) is None:
            exam.say(
                "DEF-145",
                path,
                f"Le guichet d'un appel à projets dit « {key} ».",
                remedy=f"Ajoutez « {key}: », ou « {key}: unknown » si aucune source ne le dit.",
                on_key=True,
            )


def _prefix(exam: Examination, what: str) -> None:
    if exam.definition.ref is None:
        exam.say(
            "DEF-046",
            ("code",),
            f"{what} a besoin d'un préfixe de référence : « ref ».",
            remedy="Ajoutez par exemple « ref: GEN25 ».",
        )


def _order(exam: Examination, path: Path, window: Window) -> None:
    for key, closing in (
        ("closes", window.closes),
        *((f"closes_for.{k}", m) for k, m in window.closes_for.items()),
    ):
        if closing.after() <= window.opens.first():
            exam.say(
                "DEF-100",
                (*path, *key.split(".")),
                f"Le guichet ferme ({say_moment(closing)}) avant d'ouvrir ({say_moment(window.opens)}).",
                remedy="Corrigez l'une des deux dates.",
            )
    if window.published is not None and window.published > window.closes.day:
        exam.say(
            "DEF-101",
            (*path, "published"),
            f"Publié le {long_date(window.published)}, après la clôture ({say_moment(window.closes)}).",
            remedy="Vérifiez la date de publication.",
        )


def _months(exam: Examination, path: Path, window: Window) -> None:
    if window.months is None or isinstance(window.months, UnknownValue):
        return
    spans: dict[str, Span] = {}
    for key, span in (("min", window.months.min), ("max", window.months.max)):
        if span is None:
            continue
        spans[key] = span
        if span.unit not in _IN_MONTHS:
            exam.say(
                "DEF-102",
                (*path, "months", key),
                f"La durée d'un projet se compte en mois ou en années, non en « {say_span(span)} ».",
                remedy="Écrivez par exemple « 24 months ».",
            )
    counts = {key: span.count * _IN_MONTHS.get(span.unit, 1) for key, span in spans.items()}
    if len(counts) == len(spans) > 1 and counts["min"] > counts["max"]:
        exam.say(
            "DEF-103",
            (*path, "months", "min"),
            f"Durée minimale {say_span(spans['min'])}, durée maximale {say_span(spans['max'])}.",
            remedy="Corrigez l'une des deux.",
        )
