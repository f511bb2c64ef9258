"""When the law itself imposes a convention on a grant."""

from collections.abc import Iterable

from forms.money import Cents


def convention_imposed(*, private_law: bool, annual: Iterable[Cents], threshold: Cents) -> bool:
    """Tell whether a convention is compulsory for a grant.

    Only for bodies of private law, when the amount of one year — not the total — strictly
    exceeds the threshold (law 2000-321 of 12 April 2000, article 10; decree 2001-495).
    """
    return private_law and any(amount > threshold for amount in annual)
