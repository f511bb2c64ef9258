"""What the sources say of each call, copied from them by hand: the table the definitions are held to.

`None` stands for what no source says. Rates and shares are those read at the call's reference day.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Published:
    """The figures of one call: days, zone, months, and the parameters in force."""

    family: str
    published: str | None
    opens: str
    closes: str
    months: tuple[str, str] | None
    committee: str | None
    pma: str | None = "70 %"
    oda: str | None = "50 %"
    non_oda: str | None = "30 %"
    single: str | None = "60 %"
    french_min: str | None = "10 %"
    french_in_kind_max: str | None = "50 %"
    foreign: str | None = "sought"
    foreign_min: str | None = None
    foreign_in_kind_max: str | None = None
    last_first_part: str | None = "80 %"
    authorities_min: str | None = None
    staff: str | None = None
    zone: str = "Europe/Paris"
    partner_zone: str | None = None
    to_be_confirmed: bool = False
    envelope: str | None = None


_ONE_TO_THREE_YEARS = ("12 months", "36 months")

PUBLISHED = {
    "generaliste-2024": Published(
        family="generaliste",
        published=None,
        opens="2024-03-01",
        closes="2024-05-06 23:59",
        months=None,
        committee="national",
        pma="90 %",
        oda="70 %",
        non_oda="70 %",
        single=None,
        french_min=None,
        french_in_kind_max=None,
        foreign=None,
        last_first_part=None,
    ),
    "generaliste-2025": Published(
        "generaliste", "2025-02-17", "2025-04-07", "2025-05-30 23:59", months=None, committee="national"
    ),
    "cles-en-main-2025": Published(
        "cles-en-main",
        "2025-03-03",
        "2025-04-28",
        "2025-06-06 23:59",
        months=_ONE_TO_THREE_YEARS,
        committee="national",
        authorities_min="3",
    ),
    "franco-senegalais-2024": Published(
        family="geographique",
        published="2023-12-22",
        opens="2023-12-22",
        closes="2024-02-23",
        months=("12 months", "24 months"),
        committee="joint",
        pma="90 %",
        oda="70 %",
        non_oda="70 %",
        single=None,
        french_min="20 %",
        french_in_kind_max=None,
        foreign="required",
        foreign_min="10 %",
        foreign_in_kind_max="50 %",
        last_first_part=None,
        partner_zone="Africa/Dakar",
    ),
    "franco-libanais-2025": Published(
        "geographique",
        "2025-02-17",
        "2025-04-07",
        "2025-06-03 23:59",
        months=_ONE_TO_THREE_YEARS,
        committee="national",
        staff="15 %",
    ),
    "franco-palestinien-2025": Published(
        "geographique", "2025-03-03", "2025-04-15", "2025-06-15 23:59", months=None, committee="joint"
    ),
    "franco-ukrainien-2025": Published(
        "geographique", "2025-02-24", "2025-04-22", "2025-05-16 23:59", months=None, committee=None
    ),
    "franco-senegalais-2025": Published(
        "geographique", "2025-01-20", "2025-03-10", "2025-03-21 23:59", months=None, committee="joint"
    ),
    "franco-marocain-2025": Published(
        "geographique",
        "2025-04-15",
        "2025-06-01",
        "2025-09-30 23:59",
        months=None,
        committee="joint",
        to_be_confirmed=True,
    ),
    "franco-armenien-2025": Published(
        "geographique", "2025-02-17", "2025-04-07", "2025-05-23 23:59", months=None, committee=None
    ),
    "patrimoine-2025": Published(
        "thematique", "2025-02-24", "2025-04-22", "2025-05-30 23:59", months=None, committee="national"
    ),
    "sport-2025": Published(
        "thematique", "2025-02-24", "2025-04-22", "2025-06-06 23:59", months=None, committee="national"
    ),
    "littoral-2025": Published(
        "thematique",
        "2025-06-07",
        "2025-06-07",
        "2025-09-26 23:59",
        months=None,
        committee="national",
        to_be_confirmed=True,
    ),
}

WITHOUT_DATES = "franco-quebecois-2023"
"""The one call of which no date was found: it has no window yet."""
