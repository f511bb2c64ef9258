"""Identifiers of French bodies, countries, regions and sectors: shapes and check digits.

Shapes are compulsory to be read; check digits are judged by a rule, since a wrong key needs
a person to look and not a file to be thrown back.
"""

import re

from stdnum.fr import siren as siren_number
from stdnum.fr import siret as siret_number

_COUNTRIES = """
AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT
BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH
ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT
HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS
LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI
NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG
SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG
UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW
"""
_FRENCH = "FR GP MQ GF RE YT PM BL MF WF PF NC TF"
_REGIONS = "01 02 03 04 06 11 24 27 28 32 44 52 53 75 76 84 93 94"
_OVERSEAS = "975 977 978 984 986 987 988"

_SECTORS = """
110 111 112 113 114 120 121 122 123 130 140 150 151 152 160 210 220 230 231 232 233 234 235 236 240 250
310 311 312 313 320 321 322 323 330 331 332 410 430 510 520 530 600 720 730 740 910 930 998
"""

COUNTRY_CODES = frozenset(_COUNTRIES.split())
"""ISO 3166-1 alpha-2, with XK in general use for Kosovo."""

FRENCH_CODES = frozenset(_FRENCH.split())
"""France and its territories: never a partner country, even on an aid list."""

REGION_CODES = frozenset(_REGIONS.split() + _OVERSEAS.split())
"""INSEE codes of the regions and of the overseas collectivities."""

SECTOR_CODES = frozenset(_SECTORS.split())
"""Categories of purpose codes of the OECD's aid committee, three digits each."""

_SPACES = re.compile(r"[\s\u00a0\u202f]")
_SIRET = re.compile(r"[0-9]{14}")
_RNA = re.compile(r"W[0-9]{9}")
_EMAIL = re.compile(r"[^\s@<>(),;:\"\[\]\\]+@(?:[^\s@.<>(),;:\"\[\]\\]+\.)+[^\s@.<>(),;:\"\[\]\\]{2,}")
_LONGEST_EMAIL = 254


def without_spaces(text: str) -> str:
    """Drop the spaces people put inside long numbers."""
    return _SPACES.sub("", text)


def is_siret(text: str) -> bool:
    """Tell whether a text has the shape of a SIRET: fourteen digits."""
    return _SIRET.fullmatch(text) is not None


def is_genuine_siret(text: str) -> bool:
    """Tell whether the check digits hold (Luhn; La Poste's own rule included)."""
    return bool(siret_number.is_valid(text)) and is_genuine_siren(siren_of(text))


def is_genuine_siren(text: str) -> bool:
    """Tell whether a SIREN's check digit holds."""
    return bool(siren_number.is_valid(text))


def siren_of(siret: str) -> str:
    """Give the SIREN (the legal body) of a SIRET (one of its places)."""
    return siret[:9]


def is_rna(text: str) -> bool:
    """Tell whether a text has the shape of an association's RNA number: W and nine digits."""
    return _RNA.fullmatch(text) is not None


def is_email(text: str) -> bool:
    """Tell whether a text has the shape of an e-mail address; nothing is sent to know more."""
    return len(text) <= _LONGEST_EMAIL and _EMAIL.fullmatch(text) is not None
