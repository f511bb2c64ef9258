"""Reading a candidate list of countries: another edition, tried before it takes the place of the shipped one.

It has the shape of the shipped `countries.yaml`. Everything wrong is told at once.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from forms import strict_yaml
from forms.errors import Unreadable
from forms.identifiers import COUNTRY_CODES
from forms.nearest import suggest
from forms.problems import Mark, Problem, report
from forms.strict_yaml import Node, Scalar, read_yaml
from rules.cap_wording import STATUS_LABELS
from rules.reference_data import FRENCH, json_tree

_KEYS = frozenset({"edition", "from", "source", "part", "sure", "countries"})
_COUNTRY_KEYS = frozenset({"name", "aid", "sure"})
_STATUSES = frozenset({*STATUS_LABELS, FRENCH})
_GRADES = frozenset("ABCD")


def read_candidate(text: bytes, *, name: str) -> Mapping[str, Any]:
    """Read a list of countries into the JSON tree an edition keeps of it.

    Raises `Unreadable` with every problem, or `LimitExceeded`.
    """
    root = read_yaml(text, name=name)
    problems = tuple(_problems(root))
    if problems:
        raise Unreadable(name=name, problems=problems)
    tree: Mapping[str, Any] = json_tree(root)
    return tree


def _problems(root: Node) -> Iterator[Problem]:
    if not isinstance(root, strict_yaml.Mapping):
        yield _problem("le fichier n'est pas un groupe de clés", root.mark, "", _listed(_KEYS))
        return
    yield from _keys(root, "", _KEYS)
    begins, grade, countries = root.get("from"), root.get("sure"), root.get("countries")
    if begins is not None:
        yield from _day(begins, "from")
    if grade is not None:
        yield from _word(grade, "sure", _GRADES)
    for key in ("edition", "source", "part"):
        value = root.get(key)
        if value is not None and not isinstance(value, Scalar):
            yield _problem("un seul texte est attendu", value.mark, key, "Donnez un texte.")
    if isinstance(countries, strict_yaml.Mapping):
        yield from _countries(countries)
    elif countries is not None:
        yield _problem("un groupe de pays est attendu", countries.mark, "countries", "Écrivez BJ: {…}.")


def _countries(countries: strict_yaml.Mapping) -> Iterator[Problem]:
    for key, value in countries.entries:
        where = f"countries.{key.text}"
        if key.text not in COUNTRY_CODES:
            yield _problem(f"pays inconnu « {key.text} »", key.mark, where, suggest(key.text, COUNTRY_CODES))
        elif not isinstance(value, strict_yaml.Mapping):
            yield _problem("un groupe est attendu", value.mark, where, _listed(_COUNTRY_KEYS))
        else:
            yield from _country(value, where)
    missing = sorted(COUNTRY_CODES - {key.text for key, _ in countries.entries})
    if missing:
        yield _problem(
            f"il manque {len(missing)} pays : {', '.join(missing[:8])}{', …' if missing[8:] else ''}",
            countries.mark,
            "countries",
            "Partez du fichier livré et n'y changez que les statuts : une liste est entière.",
        )


def _country(fields: strict_yaml.Mapping, where: str) -> Iterator[Problem]:
    yield from _keys(fields, where, _COUNTRY_KEYS, optional=frozenset({"sure"}))
    name, aid, grade = fields.get("name"), fields.get("aid"), fields.get("sure")
    if name is not None and not isinstance(name, Scalar):
        yield _problem("un seul texte est attendu", name.mark, f"{where}.name", "Donnez le nom du pays.")
    if grade is not None:
        yield from _word(grade, f"{where}.sure", _GRADES)
    if isinstance(aid, strict_yaml.Mapping):
        yield from _statuses(aid, f"{where}.aid")
    elif aid is not None:
        yield from _word(aid, f"{where}.aid", _STATUSES)


def _statuses(aid: strict_yaml.Mapping, where: str) -> Iterator[Problem]:
    if not aid.entries:
        yield _problem("aucun statut", aid.mark, where, "Donnez un statut, ou un jour et le statut qui suit.")
    for day, status in aid.entries:
        yield from _day(day, where)
        yield from _word(status, f"{where}.{day.text}", _STATUSES)
    days = [day.text for day, _ in aid.entries]
    if days != sorted(days):
        yield _problem("les jours ne se suivent pas", aid.mark, where, "Écrivez les jours dans leur ordre.")


def _keys(
    group: strict_yaml.Mapping, where: str, known: frozenset[str], *, optional: frozenset[str] = frozenset()
) -> Iterator[Problem]:
    for key, _ in group.entries:
        if key.text not in known:
            yield _problem(f"clé inconnue « {key.text} »", key.mark, where, suggest(key.text, known))
    for key_text in sorted(known - optional - {key.text for key, _ in group.entries}):
        yield _problem(f"il manque « {key_text} »", group.mark, where, f"Ajoutez la clé {key_text}.")


def _day(node: Node, where: str) -> Iterator[Problem]:
    text = node.text if isinstance(node, Scalar) else ""
    try:
        fits = date.fromisoformat(text).isoformat() == text
    except ValueError:
        fits = False
    if not fits:
        remedy = "Écrivez la date sous la forme année-mois-jour, par exemple 2026-11-24."
        yield _problem(f"« {text} » n'est pas un jour", node.mark, where, remedy)


def _word(node: Node, where: str, known: frozenset[str]) -> Iterator[Problem]:
    text = node.text if isinstance(node, Scalar) else ""
    if text not in known:
        yield _problem(f"« {text} » n'est pas dans la liste", node.mark, where, suggest(text, known))


def _problem(seen: str, mark: Mark, where: str, remedy: str) -> Problem:
    place = f"« {where} » : " if where else ""
    return report(code="LST-001", message=f"{place}{seen}.", mark=mark, where=where, remedy=remedy)


def _listed(known: frozenset[str]) -> str:
    return f"Donnez les clés {', '.join(sorted(known))}."
