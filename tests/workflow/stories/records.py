"""The people and the answers of the stories that are no applications."""

from tests.workflow.houses import TestHouse

AUDE = "22110001900019"
ROSSO = "MR-12"
OFFER = {
    "title": "L'eau à Rosso",
    "name": "Commune de Rosso",
    "code": ROSSO,
    "country": "mr",
    "email": "mairie@rosso.example.org",
    "territory": "Commune du fleuve Sénégal.",
    "themes": "eau, jeunesse",
    "wanted": "Une commune moyenne.",
    "language": "français",
    "valid_until": "2025-07-31",
}
SHEET = {
    "title": "L'Aude cherche un partenaire",
    "name": "Département de l'Aude",
    "siret": "221 100 019 00019",
    "region": "76",
    "countries": "mr, sn",
    "email": "cooperation@aude.example.org",
    "territory": "Département du littoral.",
    "themes": "eau",
    "wanted": "Une province côtière.",
    "valid_until": "2026-07-31",
}
LABEL = {
    "title": "Assainissement",
    "name": "Département de l'Aude",
    "siret": AUDE,
    "kind": "local_authority",
    "email": "cooperation@aude.example.org",
    "skills": "Régie des eaux.",
    "recognition": "Deux missions antérieures.",
    "conditions": "Dix jours par an.",
}
MISSION = {
    "title": "Appui à la régie de Rosso",
    "name": "Département de l'Aude",
    "siret": AUDE,
    "origin": "post",
    "label": "EXP-0001",
    "country": "MR",
    "email": "cooperation@aude.example.org",
    "need": "Former les agents de la régie.",
}
PREPARED = {
    "terms": "Former.",
    "expert": "Ingénieur de la régie",
    "starts_on": "2025-06-02",
    "ends_on": "2025-06-06",
    "cost": "4 000,00",
}
DECLARATION = {
    "title": "APD 2024 de l'Aude",
    "name": "Département de l'Aude",
    "siret": AUDE,
    "region": "76",
    "email": "cooperation@aude.example.org",
    "year": "2024",
    "kind": "amounts",
}
FAVOURABLE = {"kind": "favourable", "text": "Utile."}


def people(house: TestHouse, *codes: str) -> TestHouse:
    """Publish definitions and bring in those who make records, and those who examine them."""
    roles = {role for code in codes for role in house.publish(code).definition.roles}
    for name, role, scope, value in (
        ("rosso", "writer", "own", ROSSO),
        ("aude", "writer", "own", AUDE),
        ("pascal", "prefecture", "region", "76"),
        ("nouakchott", "embassy", "country", "MR"),
        ("dakar", "embassy", "country", "SN"),
        ("odile", "officer", "all", ""),
        ("omar", "officer", "all", ""),
        ("sonia", "secretary", "all", ""),
        ("denis", "delegate", "all", ""),
        ("alma", "administrator", "all", ""),
    ):
        if role in roles:
            house.person(name, role, scope, value)
    return house
