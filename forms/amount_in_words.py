"""Amounts in letters, as a convention writes them beside the figures."""

from num2words import num2words

from forms.money import Cents

_MILLION = 1_000_000


def in_words(amount: Cents) -> str:
    """Write an amount in French letters: « cent vingt-six mille euros et dix centimes ».

    Whole numbers only reach the library, so nothing is rounded; cents are left out when there
    are none, and a bare million takes « d'euros ».
    """
    units, cents = divmod(amount, 100)
    words = f"{_cardinal(units)} {_currency(units)}"
    if not cents:
        return words
    unit = "centime" if cents == 1 else "centimes"
    return f"{words} et {_cardinal(cents)} {unit}" if units else f"{_cardinal(cents)} {unit} d'euro"


def _cardinal(number: int) -> str:
    return str(num2words(number, lang="fr"))


def _currency(units: int) -> str:
    if units and units % _MILLION == 0:
        return "d'euros"
    return "euro" if units in {0, 1} else "euros"
