"""Defects of single words: names that lead nowhere, words outside their list, values badly written."""

from collections.abc import Iterator
from random import Random

from proofs.corpus import Sound
from proofs.planting import Defect, listed, misspelt, places, removed, renamed, texts, value, word
from workflow.definition.fields import known_keys
from workflow.definition.tree import Path, find
from workflow.definition.words import ANY, AUTOMATIC, SAME

_NAMES = {
    "DEF-014": (
        "machines.*.initial", "machines.*.transitions.*.to", "machines.*.transitions.*.from.#",
        "machines.*.transitions.*.when.#.all.#", "machines.*.transitions.*.when.#.any.#",
        "properties.#.before", "properties.#.visit", "properties.#.after", "properties.#.never",
    ),
    "DEF-015": (
        "machines.*.states.*.phase", "machines.*.phases.*.shown_as",
        "machines.*.transitions.*.from.#.phase.#",
    ),
    "DEF-016": (
        "machines.*.transitions.*.unlike.#", "machines.*.clocks.*.starts.#", "machines.*.clocks.*.stops.#",
        "machines.*.states.*.deadlines.*.fire", "machines.*.states.*.deadlines.*.opens",
        "machines.*.transitions.*.rules.as",
    ),
    "DEF-018": ("machines.*.states.*.spawn.*.machine", "machines.*.states.*.open.*.machine"),
    "DEF-019": (
        "machines.*.transitions.*.by.#", "machines.*.states.*.next_actor",
        "machines.*.states.*.editable_by.#", "machines.*.states.*.spawn.*.giver",
        "machines.*.states.*.open.*.by.#", "machines.*.transitions.*.mails.*", "machines.*.created.mails.*",
        "machines.*.cancelled.mails.*", "machines.*.states.*.deadlines.*.mails.*",
    ),
    "DEF-020": ("machines.*.transitions.*.form", "machines.*.states.*.open.*.form"),
    "DEF-022": ("machines.*.transitions.*.documents.#", "machines.*.created.documents.#"),
    "DEF-023": (
        "machines.*.transitions.*.rules.#", "machines.*.transitions.*.rules.add.#", "properties.#.rule",
    ),
    "DEF-025": (
        "windows.*.source", "parameters.*.#.source", "machines.*.states.*.source",
        "machines.*.states.*.deadlines.*.source", "machines.*.clocks.*.source",
    ),
    "DEF-027": ("windows.*.zone",),
    "DEF-028": ("machines.*.transitions.*.when.#.children.#", "machines.*.clocks.*.paused_while.children.#"),
    "DEF-029": ("machines.*.transitions.*.when.#.field",),
    "DEF-032": ("applicants.#",),
    "DEF-005": (
        "machines.*.transitions.*.does", "machines.*.transitions.*.envelope",
        "machines.*.transitions.*.while",
        "machines.*.states.*.outcome", "machines.*.states.*.spawn.*.for_each", "machines.*.serves",
        "machines.*.states.*.spawn.*.on_leave", "machines.*.states.*.spawn.*.if_none", "roles.*.kind",
        "machines.*.states.*.spawn.*.again", "machines.*.states.*.open.*.on_leave", "roles.*.scope",
        "forms.*.fields.*.kind", "forms.*.visible", "machines.*.states.*.silence",
    ),
    "DEF-087": ("machines.*.transitions.*.relays.case", "machines.*.transitions.*.relays.act"),
}  # fmt: skip
_WORDS = AUTOMATIC | {SAME, ANY}
_WRONG = {
    "DEF-003": (
        ("machines.*.states.*.deadlines.*.after", "deux mois"),
        ("machines.*.states.*.deadlines.*.remind.#", "une semaine"),
        ("machines.*.clocks.*.after", "2 moons"),
        ("windows.*.opens", "2025-02-30"),
        ("windows.*.closes", "2025-13-01 23:59"),
        ("windows.*.months.min", "un an"),
        ("windows.*.published", "hier"),
        ("parameters.*.#.from", "2025-06-31"),
        ("sources.*.date", "janvier 2025"),
        ("machines.*.states.*.final", "certainement"),
        ("forms.*.fields.*.required", "vrai"),
    ),
    "DEF-004": (
        ("machines.*.states.*.phase", "En cours"),
        ("machines.*.transitions.*.to", "État final"),
        ("machines.*.transitions.*.form", "Mon formulaire"),
        ("machines.*.initial", "1er état"),
        ("ref", "gen25"),
        ("windows.*.zone", "heure de Paris"),
    ),
    "DEF-064": (("machines.*.states.*.deadlines.*.after", "unknown"),),
    "DEF-065": (("machines.*.states.*.deadlines.*.remind.#", "40 years"),),
}
_TRAPS = ("NO", "oui", "010", "23:59", "1e3", "12_000", "off", ".inf", "0x1F")
_FREE_TEXTS = (
    "title", "about", "family_label", "roles.*.label", "machines.*.label", "machines.*.states.*.label",
    "machines.*.transitions.*.label", "machines.*.transitions.*.verb", "machines.*.transitions.*.silent",
    "machines.*.phases.*.label", "machines.*.phases.*.public", "forms.*.label", "forms.*.fields.*.label",
    "sources.*.title", "windows.*.note", "properties.#.name",
)  # fmt: skip
_FIXED_GROUPS = (
    "machines.*.transitions.*", "machines.*.states.*", "machines.*.phases.*", "machines.*.clocks.*",
    "machines.*.states.*.deadlines.*", "machines.*.states.*.spawn.*", "machines.*.states.*.open.*", "roles.*",
    "forms.*", "forms.*.fields.*", "windows.*", "sources.*", "machines.*", "properties.#",
)  # fmt: skip
_COMPULSORY = {
    "machines.*.transitions.*": ("label", "verb", "from", "to", "by"),
    "machines.*.states.*": ("label", "phase"),
    "machines.*.states.*.spawn.*": ("machine", "on_leave", "if_none", "again"),
    "machines.*.states.*.open.*": ("by", "label", "on_leave"),
    "machines.*.phases.*": ("label", "public"),
    "machines.*": ("label", "initial", "states"),
    "roles.*": ("label", "kind"),
    "forms.*": ("label", "into", "fields"),
    "windows.*": ("opens", "closes", "envelope", "sure"),
}
_IDS = ("roles.*", "forms.*", "machines.*", "machines.*.states.*", "machines.*.transitions.*", "windows.*")


def misspelt_names(sound: Sound, chance: Random) -> Iterator[Defect]:
    """Misspell each name that leads somewhere, and each word of a closed list."""
    for code, patterns in _NAMES.items():
        for pattern in patterns:
            for path, text in texts(sound.tree, pattern):
                if text not in _WORDS or pattern.endswith(("by.#", ".to")):
                    yield value(code, path, misspelt(text, chance))


def wrong_values(sound: Sound, _: Random) -> Iterator[Defect]:
    """Write each date, span, flag and identifier as nobody reads it."""
    for code, pairs in _WRONG.items():
        for pattern, wrong in pairs:
            for path, held in texts(sound.tree, pattern):
                if held != wrong and not _counted_from_elsewhere(sound, path):
                    yield value(code, path, wrong)


def _counted_from_elsewhere(sound: Sound, path: Path) -> bool:
    """Tell whether a reminder is of a deadline counted from a date answered: none comes too soon there."""
    if "deadlines" not in path or "remind" not in path:
        return False
    origin = (*path[: path.index("remind")], "from")
    return find(sound.tree, origin).path == origin


def traps(sound: Sound, chance: Random) -> Iterator[Defect]:
    """Write a trap without quotes in the place of each free text, and leave each empty."""
    for pattern in _FREE_TEXTS:
        for path, _text in texts(sound.tree, pattern):
            yield value("DEF-007", path, chance.choice(_TRAPS))
            yield value("DEF-008", path, word("", quoted=True))


def misshapen(sound: Sound, _: Random) -> Iterator[Defect]:
    """Put a text where a group is expected, and a list where a text is."""
    for pattern in (
        "machines.*.states",
        "machines.*.transitions.*",
        "roles.*",
        "windows.*",
        "forms.*.fields",
    ):
        for place in places(sound.tree, pattern):
            yield value("DEF-006", place.path, "rien de particulier")
    for pattern in ("machines.*.transitions.*.label", "roles.*.label", "title"):
        for path, text in texts(sound.tree, pattern):
            yield value("DEF-006", path, listed(text, text), on_key=True)


def wrong_keys(sound: Sound, chance: Random) -> Iterator[Defect]:
    """Misspell each key of the language, and each id; leave out each compulsory key."""
    for pattern in _FIXED_GROUPS:
        for place in places(sound.tree, f"{pattern}.*"):
            key = str(place.path[-1])
            wrong = misspelt(key, chance)
            if wrong not in known_keys(place.path[:-1]):
                yield renamed("DEF-001", place, wrong)
    for pattern in _IDS:
        for place in places(sound.tree, pattern):
            yield renamed("DEF-004", place, chance.choice(("Bureau", "à_faire", "1er", "deux-mots")))
    for pattern, keys in _COMPULSORY.items():
        for place in places(sound.tree, pattern):
            for key in keys:
                yield removed("DEF-002", (*place.path, key), at=place.path)
    for place in places(sound.tree, "machines.*.transitions.*.mails.*"):
        yield renamed("DEF-021", place, misspelt(str(place.path[-1]), chance))


def heads(sound: Sound, chance: Random) -> Iterator[Defect]:
    """Say another version, or another code than the file's name."""
    yield value("DEF-009", ("jalon",), chance.choice(("2", "1.0")))
    yield value("DEF-009", ("code",), misspelt(sound.code, chance))
