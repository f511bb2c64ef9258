"""Reading who takes part: the lead, the French authorities, the foreign ones."""

from forms import choices
from forms.application import Authority, Contact, ForeignAuthority, Party
from forms.country_reading import country_of
from forms.field_reader import Reading
from forms.identifiers import REGION_CODES, is_email, is_rna, is_siret, without_spaces
from forms.strict_yaml import Node
from forms.tame_text import shown
from forms.traps import aside, foreign_digit

_LEAD_KEYS = frozenset({"name", "kind", "siret", "rna", "region", "profile", "representative", "contact"})
_CONTACT_KEYS = frozenset({"name", "function", "email", "phone"})
_AUTHORITY_KEYS = frozenset({"name", "siret", "region", "role", "commitment", "apd_year"})
_FOREIGN_KEYS = frozenset({"name", "country"})


class PartiesReader:
    """Reads the bodies of one application."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def lead(self, node: Node, where: str) -> Party | None:
        """Read the body that files."""
        reading = self._reading
        group = reading.group(node, where, keys=_LEAD_KEYS)
        if group is None:
            return None
        return Party(
            name=group.require("name", reading.text, otherwise="", example="Département de l'Aude"),
            kind=group.require(
                "kind", reading.choice(choices.LEAD_KINDS), otherwise="", example="local_authority"
            ),
            siret=group.read("siret", self.siret),
            rna=group.read("rna", self._rna),
            region=group.read("region", reading.choice(REGION_CODES, code="APP-015")),
            profile=group.read("profile", reading.choice(choices.PROFILES)),
            representative=group.read("representative", self._contact),
            contact=group.read("contact", self._contact),
        )

    def authority(self, node: Node, where: str) -> Authority | None:
        """Read a French authority: name and SIRET, the rest when it is given."""
        reading = self._reading
        group = reading.group(node, where, keys=_AUTHORITY_KEYS)
        if group is None:
            return None
        return Authority(
            name=group.require("name", reading.text, otherwise="", example="Département de l'Aude"),
            siret=group.require("siret", self.siret, otherwise="", example='"22110001900019"'),
            region=group.read("region", reading.choice(REGION_CODES, code="APP-015")),
            role=group.read("role", reading.choice(choices.ROLES)),
            commitment=group.read("commitment", reading.choice(choices.COMMITMENTS)),
            apd_year=group.read("apd_year", reading.whole(low=2000, high=2099, example="2024")),
        )

    def foreign_authority(self, node: Node, where: str) -> ForeignAuthority | None:
        """Read a local authority of a partner country."""
        reading = self._reading
        group = reading.group(node, where, keys=_FOREIGN_KEYS)
        if group is None:
            return None
        return ForeignAuthority(
            name=group.require("name", reading.text, otherwise="", example="Provincia de Loja"),
            country=group.require("country", country_of(reading), otherwise="", example="EC"),
        )

    def siret(self, node: Node, where: str) -> str | None:
        """Read fourteen digits, spaces or not; the check digits are a rule's matter."""
        text = self._reading.text(node, where)
        if text is None or is_siret(without_spaces(text)):
            return text and without_spaces(text)
        told = foreign_digit(text) or f"{len(without_spaces(text))} caractères"
        self._reading.refuse(
            node,
            where,
            code="APP-011",
            message=f"« {where} » : « {shown(text)} » n'est pas un SIRET ({told}).",
            remedy='Écrivez les 14 chiffres entre guillemets, par exemple "22110001900019".',
        )
        return None

    def _rna(self, node: Node, where: str) -> str | None:
        text = self._reading.text(node, where)
        if text is None or is_rna(text):
            return text
        self._reading.refuse(
            node,
            where,
            code="APP-012",
            message=f"« {where} » : « {shown(text)} » n'est pas un numéro RNA{aside(foreign_digit(text))}.",
            remedy="Écrivez W suivi de neuf chiffres, par exemple W111000019.",
        )
        return None

    def _contact(self, node: Node, where: str) -> Contact | None:
        reading = self._reading
        group = reading.group(node, where, keys=_CONTACT_KEYS)
        if group is None:
            return None
        return Contact(
            name=group.read("name", reading.text),
            function=group.read("function", reading.text),
            email=group.read("email", self._email),
            phone=group.read("phone", reading.text),
        )

    def _email(self, node: Node, where: str) -> str | None:
        text = self._reading.text(node, where)
        if text is None or is_email(text):
            return text
        self._reading.refuse(
            node,
            where,
            code="APP-016",
            message=f"« {where} » : « {shown(text)} » n'est pas une adresse électronique.",
            remedy="Écrivez une adresse complète, par exemple relations@exemple.fr.",
        )
        return None
