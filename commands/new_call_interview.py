"""What is asked for a new call, in the order in which its file says it."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from commands.questions import Answer, Questions
from forms.errors import LimitExceeded, Refused
from forms.money import Cents
from forms.nearest import nearest
from workflow.definition import new_call_answers as answers
from workflow.definition.catalogue import codes_in, load
from workflow.definition.model import Definition
from workflow.definition.new_call import (
    FILE_SUFFIX,
    NewCall,
    is_family,
    wants_countries,
    wants_joint,
)
from workflow.definition.new_call_answers import folded

UNKNOWN = "inconnue"
ZONE = "Europe/Paris"
LEAST_SURE = "D"
SURE = ("A", "B", "C", "D")
_PURPOSE = "L'appel ne peut être écrit"


@dataclass(frozen=True, slots=True)
class _Rest:
    """Answers that may be left unknown, or have a usual value."""

    zone: Answer[str]
    months: Answer[tuple[int | None, int] | None]
    envelope: Answer[Cents | None]
    source: Answer[str | None]
    sure: Answer[str]


class Interview:
    """Asks for one new call, to be written in a folder."""

    def __init__(self, asked: Questions, folder: Path, *, force: bool) -> None:
        """Look at the definitions that are there already."""
        self._ask = asked.ask
        self._asked = asked
        self._folder = folder
        self._force = force
        self._known = dict(_definitions(folder))

    def call(self) -> NewCall:
        """Ask everything, and give the call; refuse with all that is missing or does not do."""
        code = self._ask("CODE", "Code de l'appel, par exemple sport-2026", self._read_code)
        families = {one.code: one for one in self._known.values() if is_family(one)}
        labels = ", ".join(str(one.family_label) for one in families.values())
        family = self._ask("--family", f"Famille ({labels})", partial(_read_family, families))
        title = self._ask("--title", "Intitulé, tel que les porteurs le lisent", answers.read_line)
        about = self._ask("--about", _or_nothing("Ce que l'appel veut soutenir"), _line_or_none, default="")
        taken = {one.ref: one.code for one in self._known.values() if one.ref and one.code != code.read}
        ref = self._ask(
            "--ref",
            "Préfixe des références",
            partial(answers.read_ref, taken=taken),
            default=answers.propose_ref(code.read or "a", taken=taken),
        )
        included, joint = self._countries(family.read)
        opens = self._ask("--opens", "Ouverture, par exemple 2026-04-07", answers.read_opening)
        closing = partial(answers.read_closing, opens=opens.read)
        closes = self._ask("--closes", "Clôture, par exemple 2026-05-29 (jusqu'à 23:59)", closing)
        rest = self._rest()
        self._asked.require_all(purpose=_PURPOSE)
        return NewCall(
            code=code.value,
            family=family.value,
            title=title.value,
            about=about.read,
            ref=ref.value,
            included=included,
            joint=joint,
            opens=opens.value,
            closes=closes.value,
            zone=rest.zone.value,
            months=rest.months.read,
            envelope=rest.envelope.read,
            source=rest.source.read,
            sure=rest.sure.value,
        )

    def _countries(self, family: Definition | None) -> tuple[answers.Countries, answers.Countries]:
        given = self._asked.given
        included: answers.Countries = ()
        joint: answers.Countries = ()
        if given.get("--countries") or (family is not None and wants_countries(family)):
            question = "Pays admis, par noms ou codes séparés par des virgules"
            included = self._ask("--countries", question, answers.read_countries).read or ()
        if given.get("--joint") or (family is not None and wants_joint(family)):
            question = _or_nothing("Pays dont la partie partenaire est consultée")
            named = ", ".join(one.code for one in included)
            reading = partial(answers.read_joint, included=included)
            joint = self._ask("--joint", question, reading, default=named).read or ()
        return included, joint

    def _rest(self) -> "_Rest":
        """Ask what may be left unknown."""
        zone = self._ask("--zone", "Fuseau de ces heures", answers.read_zone, default=ZONE)
        question = "Durée des projets en mois, par exemple 12-36"
        months = self._ask("--months", question, answers.read_months, default=UNKNOWN)
        envelope = self._ask("--envelope", "Enveloppe en euros", answers.read_envelope, default=UNKNOWN)
        question = _or_nothing("Texte d'où viennent ces dates")
        source = self._ask("--source", question, _line_or_none, default="")
        sure = Answer(LEAST_SURE)
        if source.read or self._asked.given.get("--sure"):
            sure = self._ask("--sure", "Ce qu'il vaut (A, B, C ou D)", _read_sure, default=LEAST_SURE)
        return _Rest(zone, months, envelope, source, sure)

    def _read_code(self, text: str) -> str:
        code = answers.read_code(text)
        path = self._folder / f"{code}{FILE_SUFFIX}"
        if path.exists() and not self._force:
            raise Refused(
                message=f"Le fichier « {path} » existe déjà.",
                remedies=("choisir un autre code, ou donner --force pour le remplacer",),
            )
        if code in self._known and not path.exists():
            raise Refused(
                message=f"« {code} » est déjà le code d'une définition livrée.",
                remedies=("choisir un autre code, par exemple celui de l'année suivante",),
            )
        return code


def _definitions(folder: Path) -> dict[str, Definition]:
    """Give the definitions that can be read, shipped or in the folder."""
    found: dict[str, Definition] = {}
    for code in codes_in(folder):
        try:
            found[code] = load(code, folder=folder).definition
        except (Refused, LimitExceeded):
            continue  # What does not hold there is not ours to tell.
    return found


def _read_family(families: dict[str, Definition], text: str) -> Definition:
    named = {folded(label): one for one in families.values() for label in (one.code, one.family_label or "")}
    found = named.get(folded(text))
    if found is not None:
        return found
    close = nearest(folded(text), named)
    listed = ", ".join(f"{one.family_label} ({one.code})" for one in families.values())
    raise Refused(
        message=f"Aucune famille « {text} ».",
        remedies=(
            *((f"vouliez-vous « {named[close].family_label} » ({named[close].code}) ?",) if close else ()),
            f"familles : {listed}",
        ),
    )


def _read_sure(text: str) -> str:
    if text.strip().upper() in SURE:
        return text.strip().upper()
    raise Refused(message=f"« {text} » n'est ni A, ni B, ni C, ni D.", remedies=("écrire par exemple B",))


def _line_or_none(text: str) -> str | None:
    return answers.read_line(text) if text.strip() else None


def _or_nothing(question: str) -> str:
    return f"{question} (Entrée pour rien)"
