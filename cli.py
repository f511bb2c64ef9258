"""The command line: names the commands, hands over to the file of each, and gives back a status."""

from commands.entry import Entry

app = Entry(
    name="jalon",
    help=(
        "Jalon conduit les demandes de cofinancement du brouillon à la convention signée. "
        "Chaque appel est un fichier ; chaque refus s'explique ; chaque acte est écrit pour de bon."
    ),
    described={
        "init": "Créer une instance et y publier les appels livrés.",
        "demo": "Créer une instance de démonstration, ses dossiers, ses courriels et ses documents.",
        "calls": "Lister, vérifier, montrer et dessiner les appels.",
        "case": "Créer, suivre et faire avancer les dossiers.",
        "forms": "Lister et montrer ce qui se demande sous un appel, champ par champ.",
        "rules": "Juger une demande sans rien créer, lister et expliquer les règles.",
        "figures": "Donner l'effet de levier, le taux moyen, l'acceptation, les nombres et les montants.",
        "reference": "Lire les listes datées : pays, régions, zones, objectifs, secteurs, monnaies.",
        "documents": "Lister, prévisualiser, refaire et vérifier les documents.",
        "outbox": "Voir et effectuer les envois en attente.",
        "clock": "Voir ce qui arrive à échéance et le faire.",
        "history": "Lire l'histoire d'un dossier ; reconstruire les tables depuis les histoires.",
        "upgrade": "Mettre les tables d'une instance au niveau de cette version de Jalon.",
        "check": "Vérifier que tout ce qui est en base découle de son histoire.",
        "person": "Faire connaître des personnes à l'instance.",
        "right": "Donner et lister les droits.",
    },
)


def main() -> None:
    """Run the command typed, and end with its status."""
    app(prog_name="jalon")


if __name__ == "__main__":
    main()
