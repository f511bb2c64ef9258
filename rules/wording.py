"""Words that several rules share: unknown parameters, listed names, computations."""

from collections.abc import Iterable

from forms.money import BasisPoints, Cents, euros, percent
from rules.findings import Explanation, Observation, Source
from rules.parameters import Unknown, label

NOTHING: tuple[Observation, ...] = ()
"""What a rule that has nothing to say returns."""


def unknown_parameter(missing: Unknown, *, where: str, what: str) -> Observation:
    """Warn that a rule cannot be checked because no source gives a parameter."""

    def explain() -> Explanation:
        why = "valeur inconnue dans la définition" if missing.stated else "aucun texte n'en donne la valeur"
        return Explanation(
            f"{what} : à vérifier à la main, faute de connaître {label(missing.name)} ({why}).",
            seen={"paramètre": missing.name},
            remedies=(
                "Vérifier ce point à la main et accepter l'avertissement avec son motif.",
                "Faire inscrire la valeur et sa source dans la définition de l'appel par l'administrateur.",
            ),
            source=Source(missing.source or "Définition de l'appel", label(missing.name)),
        )

    return Observation("warn", where, explain)


def product(rate: BasisPoints, amount: Cents, result: Cents) -> str:
    """Write one step: « 50 % × 90 000,00 € = 45 000,00 € »."""
    return f"{percent(rate)} × {euros(amount)} = {euros(result)}"


def listed(names: Iterable[str]) -> str:
    """List names as a sentence does: « a, b et c »."""
    all_names = list(names)
    if len(all_names) <= 1:
        return "".join(all_names)
    return f"{', '.join(all_names[:-1])} et {all_names[-1]}"
