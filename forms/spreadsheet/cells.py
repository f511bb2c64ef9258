"""Reading one cell: what a person may have typed in it, as the value its column holds."""

import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from numbers import Real

from forms.country_names import country_code, folded, nearest_country
from forms.currency import parse_rate
from forms.currency_codes import EURO, problem_of
from forms.errors import Malformed
from forms.money import Cents, parse_euros
from forms.nearest import nearest
from forms.problems import Problem, report
from forms.spreadsheet.layout import cell_name
from forms.spreadsheet.opening import Sheet
from forms.yaml_text import Limits, first_forbidden

_LIMITS = Limits()
_DAY_LENGTH = len("10/01/2025")
_EXPLAINED_ERROR = "Corrigez la formule de cette cellule, ou tapez la valeur."
_RETYPE = "Retapez la valeur, en donnant à la cellule le format « Standard »."


class Cells:
    """The cells of one sheet; what is wrong with each is kept, under its name, not raised."""

    def __init__(self, sheet: Sheet, problems: list[Problem]) -> None:
        self.sheet = sheet
        self._problems = problems
        self._told: set[Problem] = set()

    def refuse(self, row: int, column: int, *, code: str, message: str, remedy: str) -> None:
        """Keep a problem of a cell; its name begins the message."""
        where = cell_name(self.sheet.name, row, column)
        problem = report(code=code, message=f"{where} : {message}", where=where, remedy=remedy)
        if problem not in self._told:
            self._told.add(problem)
            self._problems.append(problem)

    @property
    def told_enough(self) -> bool:
        """Whether more is wrong than is ever shown: reading on would tell nobody anything."""
        return len(self._problems) > _LIMITS.problems

    def is_empty(self, row: int, column: int) -> bool:
        """Tell whether a cell holds nothing: no value, and no error either."""
        value = self.sheet.value(row, column)
        blank = isinstance(value, str) and not value.strip()
        structure = self.sheet.structure
        return blank and (row, column) not in structure.errors and (row, column) not in structure.uncalculated

    def text(self, row: int, column: int) -> str | None:
        """Read a text; numbers are read as they show, a line end is one character."""
        written = self._written(row, column)
        if written is None:
            return None
        text = unicodedata.normalize("NFC", written.replace("\r\n", "\n").replace("\r", "\n").strip())
        forbidden = first_forbidden(text)
        if forbidden is None:
            return text
        self.refuse(
            row,
            column,
            code="XLS-006",
            message=f"caractère invisible ou interdit (U+{ord(forbidden):04X}).",
            remedy="Retapez ce texte au lieu de le coller.",
        )
        return None

    def amount(self, row: int, column: int) -> Cents | None:
        """Read an amount in hundredths: a number as a spreadsheet shows it (15 digits), or a French text."""
        written = self._written(row, column)
        if written is None:
            return None
        try:
            return parse_euros(written)
        except Malformed as error:
            self.refuse(row, column, code=error.code, message=error.message, remedy=" ".join(error.remedies))
            return None

    def whole(self, row: int, column: int) -> int | None:
        """Read a whole number below ten thousand."""
        written = self._written(row, column)
        if written is None:
            return None
        if written.isascii() and written.isdigit() and len(written) <= len("9999"):
            return int(written)
        self.refuse(
            row,
            column,
            code="APP-007",
            message=f"« {_short(written)} » n'est pas un nombre entier.",
            remedy="Écrivez un nombre entier, par exemple 1.",
        )
        return None

    def choice(self, row: int, column: int, *, labels: Mapping[str, str]) -> str | None:
        """Read one of a closed list, given by its label, its code, or both as the list writes them."""
        text = self.text(row, column)
        if text is None:
            return None
        known = {folded(form): code for code, label in labels.items() for form in (code, label)}
        known |= {folded(listed(code, label)): code for code, label in labels.items()}
        if folded(text) in known:
            return known[folded(text)]
        close = nearest(folded(text), known)
        meant = f" Vouliez-vous « {labels[known[close]]} » ?" if close else ""
        self.refuse(
            row,
            column,
            code="APP-006",
            message=f"« {_short(text)} » n'est pas dans la liste.",
            remedy=f"Choisissez dans la liste de la cellule : {', '.join(labels.values())}.{meant}",
        )
        return None

    def country(self, row: int, column: int) -> str | None:
        """Read a country, by its French or English name or its code."""
        text = self.text(row, column)
        if text is None:
            return None
        code = country_code(text)
        if code is None:
            close = nearest_country(text)
            meant = f" Vouliez-vous « {close[1]} » ({close[0]}) ?" if close else ""
            self.refuse(
                row,
                column,
                code="APP-013",
                message=f"pays inconnu « {_short(text)} ».",
                remedy=f"Choisissez le pays dans la liste de la cellule.{meant}",
            )
        return code

    def currency(self, row: int, column: int, *, day: date | None) -> str | None:
        """Read the code of a currency whose rate is of that day; the euro is no other, and gives None."""
        text = self.text(row, column) or ""
        code = text.upper()
        if code in {"", EURO}:
            return None
        found = problem_of(code, day=day)
        if found is None:
            return code
        self.refuse(row, column, code="APP-018", message=f"« {_short(text)} » {found[0]}.", remedy=found[1])
        return None

    def rate(self, row: int, column: int) -> str | None:
        """Read a rate of exchange, kept as written."""
        text = self.text(row, column)
        if text is None:
            return None
        try:
            parse_rate(text)
        except Malformed as error:
            self.refuse(row, column, code=error.code, message=error.message, remedy=" ".join(error.remedies))
            return None
        return text

    def day(self, row: int, column: int) -> date | None:
        """Read a day: a date of the spreadsheet, or a text, 10/01/2025 or 2025-01-10."""
        value = self.sheet.value(row, column)
        if isinstance(value, date):
            return value.date() if isinstance(value, datetime) else value
        text = self.text(row, column)
        if text is None:
            return None
        if len(text) == _DAY_LENGTH and text[2] == text[5] == "/":
            text_iso = f"{text[6:]}-{text[3:5]}-{text[:2]}"
        else:
            text_iso = text
        try:
            return date.fromisoformat(text_iso)
        except ValueError:
            self.refuse(
                row,
                column,
                code="APP-008",
                message=f"« {_short(text)} » n'est pas une date du calendrier.",
                remedy="Écrivez la date jour/mois/année, par exemple 10/01/2025.",
            )
            return None

    def _written(self, row: int, column: int) -> str | None:
        """Give what a cell holds as text; None when it is empty or cannot be told, which is reported."""
        place, value = (row, column), self.sheet.value(row, column)
        structure = self.sheet.structure
        if place in structure.errors:
            told = structure.errors[place] or "erreur"
            self._unusable(row, column, f"la cellule contient l'erreur {told}", _EXPLAINED_ERROR)
        elif place in structure.uncalculated:
            remedy = "Ouvrez le classeur dans votre tableur et enregistrez-le, ou tapez la valeur."
            self._unusable(row, column, "la formule n'a pas été calculée", remedy)
        elif isinstance(value, str):
            return value if value.strip() else None
        elif isinstance(value, bool):
            self._unusable(row, column, "la cellule contient un oui ou non", _RETYPE)
        elif isinstance(value, Real):
            # Fifteen digits are what a spreadsheet shows: beyond them is the noise of its formulas.
            return format(Decimal(f"{value:.15g}"), "f")
        else:
            self._unusable(row, column, "la cellule contient une date ou une durée", _RETYPE)
        return None

    def _unusable(self, row: int, column: int, what: str, remedy: str) -> None:
        self.refuse(row, column, code="XLS-005", message=f"{what}.", remedy=remedy)


def listed(code: str, label: str) -> str:
    """Write an entry of a drop-down list whose codes people know: « A — Activités »."""
    return f"{code} — {label}"


def _short(text: str, *, most: int = 40) -> str:
    return text if len(text) <= most else f"{text[:most]}…"
