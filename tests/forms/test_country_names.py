import pytest

from forms.country_names import country_code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("CI", "CI"),
        ("ci ", "CI"),
        ("Côte d'Ivoire", "CI"),
        ("Côte d’Ivoire", "CI"),
        ("Cote d'Ivoire", "CI"),
        ("COTE D IVOIRE", "CI"),
        ("Co\u0302te d'Ivoire", "CI"),
        ("Ivory Coast", None),
        ("Viêt Nam", "VN"),
        ("Vietnam", "VN"),
        ("Cabo Verde", "CV"),
        ("Cap-Vert", "CV"),
        ("Palestine", "PS"),
        ("Sao Tomé et Principe", "ST"),
        ("La Réunion", "RE"),
        ("Congo", None),
        ("QQ", None),
        ("", None),
    ],
)
def test_a_country_is_known_by_its_code_or_by_any_spelling_of_its_name(text: str, code: str | None) -> None:
    assert country_code(text) == code
