"""Each kind of field against each hostile text: refused with what was found and expected, or taken."""

import sys
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.answer_reading import EXAMPLES, KINDS, read_answer
from forms.answer_retyping import retyped
from forms.asked import Asked, Bounds
from forms.errors import Malformed, Refused

OPTIONS = {"a": "premier", "b": "second"}
COLUMNS = {"name": Asked("text", "Nom", required=True), "amount": Asked("money", "Montant")}
HOSTILE: Mapping[str, str] = {
    "empty": "",
    "huge": "9" * 20_001,
    "NUL": "a\x00b",
    "bidi": "a\u202eb",
    "mark of direction": "a\u200fb",
    "lone surrogate": "a\ud800b",
    "full-width digits": "\uff11\uff12",
    "exponent": "1e999999",
    "negative": "-3",
    "infinity": "inf",
    "comma and point": "1,234.56",
    "blanks": " \t\n",
    "ten million characters": "9" * 10_000_000,
    "four hundred digits": "9" * 400,
    "zero width space": "12\u200b3",
    "not a number": "NaN",
    "hexadecimal": "0x10",
    "markup": "<script>{{ 7 * 7 }}{% raw %}</script>",
    "a path": "../../etc/passwd",
    "a wrong word": "zzz",
    "commas": ", ,",
    "dots without end": "." * 19_999 + "x",
}
IBAN = "FR76 3000 6000 0112 3456 7890 189"
WRONG = "est fausse : un caractère est sans doute mal recopié ; écrivez par exemple"
OUT = "qui n'a pas sa place ici ; tapez de nouveau ce texte"
THREE, MONEY = " ; écrivez par exemple 3", " ; écrivez par exemple 70000.00"
CALENDAR = " ; écrivez par exemple [{activity: Ateliers, from: 2025-09, to: 2025-12}]"
LIST = "une liste de lignes est attendue ; écrivez par exemple"
ROWS = (
    "ligne 1, « Nom » (name) manque ; ligne 1, « Montant » (amount) : Montant « 1e9 » refusé : "
    "ce n'est pas un montant en euros (l'écriture avec exposant n'est pas admise) ; "
    'écrivez le montant en euros, par exemple "70000.00" ou "70 000,00" ; '
    "ligne 2, colonne « nme » inconnue ; vouliez-vous « name » ? ; "
    "ligne 2, « Nom » (name) manque"
)
FALSE = "est fausse : un chiffre est sans doute mal recopié ; écrivez par exemple"
TEXTS = {"text", "long_text", "case", "rule"}
HIDING = {"NUL", "bidi", "mark of direction", "lone surrogate", "zero width space"}
TOO_LONG = {"huge", "ten million characters"}
READABLE = HOSTILE.keys() - HIDING - TOO_LONG
"""What is a text like another, for the kinds that keep texts."""
MOST_ON_A_LINE = 1_000


def asked(kind: str, *, bounds: Bounds = Bounds()) -> Asked:  # noqa: B008 -- frozen, without bounds
    return Asked(
        kind,
        "Question",
        options=OPTIONS if kind.startswith("choice") else {},
        columns=COLUMNS if kind == "table" else {},
        bounds=bounds,
    )


def refusal(what: Asked, text: str) -> str:
    with pytest.raises(Refused) as caught:
        read_answer(what, text)
    return str(caught.value).replace("\xa0", " ").replace("\u202f", " ")


@pytest.mark.parametrize("kind", sorted(KINDS - TEXTS - {"choices", "countries", "fields"}))
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_hostile_text_is_an_answer_of_a_kind_that_is_read(kind: str, text: str) -> None:
    told = refusal(asked(kind), text)

    assert 10 < len(told) < 600
    assert not any(hidden in told for hidden in "\x00\u202e\u200f\ud800")


@pytest.mark.parametrize("kind", ["choices", "countries", "fields"])
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_hostile_text_is_one_of_several_answers(kind: str, text: str) -> None:
    told = refusal(asked(kind), text)

    assert 10 < len(told) < 600
    assert not any(hidden in told for hidden in "\x00\u202e\u200f\u200b\ud800")


FULL_WIDTH = "« １ » U+FF11 (FULLWIDTH DIGIT ONE) : seuls les chiffres 0 à 9 sont admis"


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("siret", "１2110001900019"),
        ("money", "１00,00"),
        ("percentage", "１0 %"),
        ("integer", "１"),
        ("date", "202１-01-01"),
        ("month", "202１-01"),
        ("region", "1１"),
        ("phone", "0１43175353"),
        ("iban", "FR１"),
    ],
)
def test_full_width_digits_are_named_never_read(kind: str, text: str) -> None:
    told = refusal(asked(kind), text)

    assert FULL_WIDTH in told


@pytest.mark.parametrize("text", ["La Réunion", "Guyane", "Nouvelle-Calédonie", "Polynésie", "FR", "mayotte"])
def test_a_french_territory_is_no_partner_country(text: str) -> None:
    assert refusal(asked("country"), text) == (
        f"« {text} » est un territoire français, non un pays partenaire ; "
        "écrivez le pays de l'autorité locale étrangère, par exemple SN"
    )


def test_two_spellings_of_one_country_are_one_country() -> None:
    assert read_answer(asked("countries"), "SN, Sénégal, senegal, Bénin") == ["SN", "BJ"]


def test_of_a_list_of_unknown_fields_the_first_twenty_are_told() -> None:
    told = refusal(asked("fields"), ",".join(f"x{rank}" for rank in range(2_000)))

    assert told.count("n'est pas un champ du dossier de demande") == 20


@pytest.mark.parametrize("kind", sorted(TEXTS))
@pytest.mark.parametrize("name", HOSTILE)
def test_a_text_keeps_what_can_be_read_and_refuses_the_rest(kind: str, name: str) -> None:
    if name in READABLE and (kind == "long_text" or len(HOSTILE[name]) <= MOST_ON_A_LINE):
        assert read_answer(asked(kind), HOSTILE[name]) == HOSTILE[name].strip()
    else:
        assert refusal(asked(kind), HOSTILE[name])


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("text", "  E\u0301tude ", "\u00c9tude"),
        ("long_text", "une ligne\net l'autre", "une ligne\net l'autre"),
        ("money", "70 000,05 €", 7_000_005),
        ("percentage", "12,5 %", 1_250),
        ("integer", "3", 3),
        ("date", "2025-09-01", "2025-09-01"),
        ("month", "2025-09", "2025-09"),
        ("yes_no", "non", False),
        ("choice", "a", "a"),
        ("choices", "b, a, b", ["b", "a"]),
        ("country", "Sénégal", "SN"),
        ("countries", "SN, Bénin", ["SN", "BJ"]),
        ("fields", "lead.contact.email, budget, budget", ["lead.contact.email", "budget"]),
        ("region", "76", "76"),
        ("siret", "221 100 019 00019", "22110001900019"),
        ("siret", "35600000049837", "35600000049837"),
        ("iban", "FR76 3000 6000 0112 3456 7890 189", "FR7630006000011234567890189"),
        ("email", "contact@exemple.fr", "contact@exemple.fr"),
        ("phone", "+33 (0)1 43 17 53 53", "+33143175353"),
        ("phone", "02.62.48.70.00", "0262487000"),
        ("file", "convention.pdf", {"name": "convention.pdf"}),
        ("file", "plan.pdf (204800 octets)", {"name": "plan.pdf", "size": 204_800}),
        ("declaration", "oui", True),
        ("table", '[{name: Loja, amount: "10,00"}]', [{"name": "Loja", "amount": 1_000}]),
        ("table", '[{"name": "Loja"}]', [{"name": "Loja"}]),
        (
            "calendar",
            "[{activity: Ateliers, from: 2025-09, to: 2025-12}]",
            [{"activity": "Ateliers", "from": "2025-09", "to": "2025-12"}],
        ),
    ],
)
def test_an_answer_becomes_its_exact_value(kind: str, text: str, value: object) -> None:
    assert read_answer(asked(kind), text) == value


@pytest.mark.parametrize(
    ("kind", "text", "told"),
    [
        ("siret", "22110001900018", f"la clé de contrôle de « 22110001900018 » {FALSE} 22110001900019"),
        ("siret", "35600000049838", f"la clé de contrôle de « 35600000049838 » {FALSE} 22110001900019"),
        ("iban", f"{IBAN[:-1]}8", f"la clé de contrôle de « {IBAN[:-1]}8 » {WRONG} {IBAN}"),
        ("iban", "FR76", f"« FR76 » n'est pas un IBAN ; écrivez par exemple {IBAN}"),
        ("phone", "12", "« 12 » n'est pas un numéro de téléphone ; écrivez par exemple +33 1 43 17 53 53"),
        ("month", "2025-13", "« 2025-13 » n'est pas un mois ; écrivez par exemple 2025-09"),
        (
            "date",
            "9999-12-31",
            "« 9999-12-31 » n'est pas une date de 1900 à 2999 ; écrivez par exemple 2025-09-01",
        ),
        ("date", "20250901", "« 20250901 » n'est pas une date ; écrivez par exemple 2025-09-01"),
        ("declaration", "non", "« non » ne vaut pas déclaration ; écrivez oui pour la souscrire"),
        ("file", "../x", "« ../x » n'est pas un nom de fichier ; écrivez par exemple convention.pdf"),
        ("integer", "a\x00", f"« a[U+0000] » contient le caractère U+0000 (sans nom), {OUT}{THREE}"),
        ("choices", "a, c",
         "« c » n'est pas un choix possible (a : premier, b : second) ; écrivez par exemple a"),
        ("choice", "Second",
         "« Second » n'est pas un choix possible (a : premier, b : second) ; vouliez-vous « b » ?"),
        ("money", "1" * 20_001,
         f"20001 caractères, et 20000 au plus sont admis ; raccourcissez le texte{MONEY}"),
        ("calendar", "[{activity: Bilan, from: 2025-12, to: 2025-09}]",
         f"ligne 1 : « Bilan » finirait (2025-09) avant de commencer (2025-12){CALENDAR}"),
        ("table", '[{amount: "1e9"}, {nme: x}]', ROWS),
        ("table", "Loja", f'{LIST} [{{name: "…", amount: "70000.00"}}]'),
    ],
)  # fmt: skip
def test_a_wrong_answer_is_told_what_was_found_and_what_is_expected(kind: str, text: str, told: str) -> None:
    assert refusal(asked(kind), text) == told


def test_amounts_of_a_column_that_add_up_to_no_amount_are_refused() -> None:
    rows = ", ".join(['{name: a, amount: "9999999999999.99"}'] * 2)

    assert refusal(asked("table"), f"[{rows}]") == (
        "la somme de la colonne « Montant » compte plus de 15 chiffres ; vérifiez ses montants"
    )


@pytest.mark.parametrize(
    ("kind", "bounds", "within", "beyond", "told"),
    [
        ("money", Bounds(100, 200), "1.00", "2.01", "2,01 € : de 1,00 € à 2,00 €"),
        ("percentage", Bounds(greatest=1_500), "15 %", "15,01 %", "15,01 % : 15 % au plus"),
        ("integer", Bounds(least=12), "12", "11", "11 : 12 au moins"),
        (
            "date",
            Bounds(least=739_130),
            "2024-09-01",
            "2024-08-31",
            "31 août 2024 : 1er septembre 2024 au moins",
        ),
        ("month", Bounds(greatest=2025 * 12 + 9), "2025-09", "2025-10", "2025-10 : 2025-09 au plus"),
        ("text", Bounds(longest=3), "abc", "abcd", "4 caractères : 3 caractères au plus"),
        ("long_text", Bounds(shortest=2), "ab", "a", "1 caractère : 2 caractères au moins"),
        ("choices", Bounds(most=1), "a", "a, b", "2 choix : 1 choix au plus"),
        ("countries", Bounds(fewest=2), "SN, BJ", "SN", "1 pays : 2 pays au moins"),
        ("table", Bounds(most=1), "[{name: a}]", "[{name: a}, {name: b}]", "2 lignes : 1 ligne au plus"),
        ("file", Bounds(types=("pdf",)), "a.PDF", "a.exe", "« a.exe » n'est pas un fichier pdf"),
        (
            "file",
            Bounds(size=2_000_000),
            "a.pdf (2000000 octets)",
            "a.pdf (2000001 octets)",
            "« a.pdf (2000001 octets) » est trop gros : 2 Mo au plus",
        ),
    ],
)
def test_a_bound_is_admitted_and_what_lies_beyond_is_refused(
    kind: str, bounds: Bounds, within: str, beyond: str, told: str
) -> None:
    what = asked(kind, bounds=bounds)

    assert read_answer(what, within) is not None
    assert refusal(what, beyond) == told


@pytest.mark.parametrize("kind", sorted(EXAMPLES))
def test_the_example_of_a_kind_is_an_answer_of_that_kind(kind: str) -> None:
    assert read_answer(asked(kind), EXAMPLES[kind]) is not None


ANY_TEXT = st.text(st.characters(max_codepoint=sys.maxunicode), max_size=60)
LIKELY = st.text("0123456789,.-+ €%:/[]{}\"'oinSABJa\u202f\uff11\n@", max_size=30)
EXAMPLE = st.sampled_from(sorted({*EXAMPLES.values(), "a, b", "lead.contact.email"}))


@given(st.one_of(ANY_TEXT, LIKELY, EXAMPLE), st.sampled_from(sorted(KINDS)))
def test_any_text_is_refused_or_read_as_a_value_that_reads_back_the_same(text: str, kind: str) -> None:
    try:
        value = read_answer(asked(kind), text)
    except Refused as error:
        error.message.encode()
        return
    assert read_answer(asked(kind), retyped(asked(kind), value)) == value


def test_a_refusal_is_of_the_value() -> None:
    with pytest.raises(Malformed):
        read_answer(asked("iban"), "x")
