"""What a filed application must hold for people to work on it, and numbers that must be genuine."""

from collections.abc import Iterator
from functools import partial

from forms.identifiers import is_genuine_siret
from rules.facts import Facts
from rules.findings import Explanation, Level, Observation
from rules.registry import rule
from rules.wording import NOTHING

_WANTED: tuple[tuple[Level, str, str], ...] = (
    ("block", "title", "le titre du projet"),
    ("block", "lead", "le porteur"),
    ("block", "lead.region", "la région du siège du porteur"),
    ("warn", "lead.representative", "le représentant du porteur"),
    ("warn", "lead.contact.email", "l'adresse électronique du contact"),
)


@rule("COMPLETE", title="Dossier complet", reads=("title", "lead"))
def parts_given(facts: Facts) -> tuple[Observation, ...]:
    """The parts everybody who handles the application relies on are given.

    Without a title, a lead or its region nobody can be asked; whom to write to may still be found.
    """
    given = _given(facts)
    return tuple(
        Observation(level, path, partial(_missing, path, what))
        for level, path, what in _WANTED
        if path not in given
    )


@rule("GENDER", title="Marqueur genre", reads=("markers",), level="warn")
def gender_marked(facts: Facts) -> tuple[Observation, ...]:
    """The project bears its gender marker and seeks some equality; passing over it needs a reason."""
    marker = facts.application.markers.get("gender")
    if marker is None:
        return (Observation("warn", "markers.gender", _no_marker),)
    return NOTHING if marker else (Observation("warn", "markers.gender", _marker_zero),)


@rule("IDENT", title="Numéros d'identification", reads=("lead", "authorities"))
def identifiers_genuine(facts: Facts) -> tuple[Observation, ...]:
    """The lead bears a number, and the check digits of every SIRET hold."""
    lead = facts.application.lead
    found = [*_doubtful(facts)]
    if lead is not None and lead.siret is None and (lead.rna is None or not lead.private_law):
        found.append(Observation("block", "lead.siret", partial(_no_number, private=lead.private_law)))
    return tuple(found)


def _given(facts: Facts) -> set[str]:
    application = facts.application
    lead = application.lead
    given = {"title"} if application.title else set()
    if lead is None:
        return given
    given.add("lead")
    if lead.region:
        given.add("lead.region")
    if lead.representative and (lead.representative.name or lead.representative.function):
        given.add("lead.representative")
    if lead.contact and lead.contact.email:
        given.add("lead.contact.email")
    return given


def _doubtful(facts: Facts) -> Iterator[Observation]:
    lead = facts.application.lead
    if lead is not None and lead.siret and not is_genuine_siret(lead.siret):
        yield Observation("warn", "lead.siret", partial(_wrong_key, lead.name, lead.siret))
    for index, authority in enumerate(facts.application.authorities):
        if not is_genuine_siret(authority.siret):
            where = f"authorities[{index}].siret"
            yield Observation("warn", where, partial(_wrong_key, authority.name, authority.siret))


def _missing(path: str, what: str) -> Explanation:
    return Explanation(f"Il manque {what}.", remedies=(f"Compléter « {path} ».",))


def _no_marker() -> Explanation:
    return Explanation(
        "Le marqueur genre n'est pas indiqué ; le marquage est obligatoire depuis 2024.",
        remedies=("Indiquer markers.gender : 2 (objectif principal), 1 (significatif) ou 0 (aucun).",),
    )


def _marker_zero() -> Explanation:
    return Explanation(
        "Le projet ne poursuit aucun objectif d'égalité entre les femmes et les hommes ; chaque projet "
        "doit en porter.",
        seen={"marqueur genre": "0"},
        remedies=("Intégrer un objectif d'égalité au projet et porter le marqueur à 1 ou 2.",),
    )


def _no_number(*, private: bool) -> Explanation:
    expected = "son SIRET ou, à défaut, son numéro RNA" if private else "son SIRET"
    return Explanation(
        "Le porteur n'a pas de numéro d'identification.",
        remedies=(f"Indiquer {expected}.",),
    )


def _wrong_key(name: str, siret: str) -> Explanation:
    return Explanation(
        f"La clé de contrôle du SIRET {siret} ({name}) est fausse : un chiffre est sans doute mal recopié.",
        seen={"SIRET": siret},
        remedies=("Vérifier le numéro dans le répertoire Sirene et le corriger.",),
    )
