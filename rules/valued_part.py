"""Too much of a contribution is valued: what would satisfy, and by how much."""

from collections.abc import Iterator
from operator import itemgetter

from forms.money import WHOLE, BasisPoints, Cents, euros, percent
from rules.findings import Explanation
from rules.parameters import Known
from rules.wording import product


def too_much_valued(valued: Cents, brought: Cents, most: Known[BasisPoints], whose: str) -> Explanation:
    """Tell by how much the valued part passes its maximum share of a contribution."""
    allowed = Cents(brought * most.value // WHOLE)
    return Explanation(
        f"La valorisation ({euros(valued)}) dépasse {percent(most.value)} de l'apport {whose} "
        f"({euros(brought)}).",
        seen={
            "valorisation": euros(valued),
            "numéraire": euros(Cents(brought - valued)),
            "apport": euros(brought),
            "valorisation admise": euros(allowed),
        },
        steps=(
            product(most.value, brought, allowed),
            f"{euros(valued)} − {euros(allowed)} = {euros(Cents(valued - allowed))} de trop",
        ),
        remedies=tuple(text for _, text in sorted(_remedies(valued, brought, most.value), key=itemgetter(0))),
        source=most.cite(),
    )


def _remedies(valued: Cents, brought: Cents, most: BasisPoints) -> Iterator[tuple[Cents, str]]:
    """Give each way out with the amount it changes."""
    cash = Cents(brought - valued)
    replaced = Cents(valued - brought * most // WHOLE)
    yield replaced, f"Remplacer {euros(replaced)} de valorisation par du numéraire, à apport constant."
    if most < WHOLE:
        kept = Cents(cash * most // (WHOLE - most))
        less = Cents(valued - kept)
        yield less, f"Réduire la valorisation de {euros(less)} (à {euros(kept)}), à numéraire constant."
    if most:
        enough = Cents(-(-valued * (WHOLE - most) // most))
        more = Cents(enough - cash)
        yield more, f"Ajouter {euros(more)} de numéraire (à {euros(enough)}), à valorisation constante."
