"""A quotient kept as its two terms, so that it can be shown and checked; nothing is rounded inside."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ratio:
    """Two whole numbers of one unit; without a term, or over zero, it is undefined and never zero."""

    numerator: int | None
    denominator: int | None

    def rounded(self, decimals: int) -> int | None:
        """Give the quotient times ten to `decimals`, to the nearest whole, halves away from zero."""
        if self.numerator is None or not self.denominator:
            return None
        top, bottom = abs(self.numerator) * int(10**decimals), abs(self.denominator)
        nearest = (2 * top + bottom) // (2 * bottom)
        return nearest if (self.numerator < 0) == (self.denominator < 0) else -nearest

    def decimal(self, decimals: int) -> str | None:
        """Write the quotient with a point and that many decimals; None when it is undefined."""
        found = self.rounded(decimals)
        if found is None:
            return None
        units, rest = divmod(abs(found), 10**decimals)
        return f"{'-' if found < 0 else ''}{units}.{rest:0{decimals}d}"
