"""The codes of the problems a definition can have: stable, one line each.

`docs/reference/definition-problems.md` is written from this table.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from forms.problems import Level


@dataclass(frozen=True, slots=True)
class Heading:
    """What a code stands for, in French, and whether it keeps the definition from being published."""

    title: str
    level: Level = "error"


def _warning(title: str) -> Heading:
    return Heading(title, "warning")


HEADINGS: Mapping[str, Heading] = MappingProxyType(
    {
        # Reading: shapes, words, inheritance.
        "DEF-001": Heading("Clé inconnue"),
        "DEF-002": Heading("Clé obligatoire absente"),
        "DEF-003": Heading("Valeur mal écrite"),
        "DEF-004": Heading("Identifiant mal écrit"),
        "DEF-005": Heading("Mot hors de la liste permise"),
        "DEF-006": Heading("Texte, liste ou groupe de clés à la place d'autre chose"),
        "DEF-007": Heading("Piège de YAML : valeur que d'autres outils liraient autrement"),
        "DEF-008": Heading("Texte vide ou trop long"),
        "DEF-009": Heading("Code différent du nom du fichier, ou version inconnue du langage"),
        "DEF-010": Heading("Définition à prolonger inconnue"),
        "DEF-011": Heading("Héritage trop profond ou en boucle"),
        "DEF-012": Heading("Modification sans effet"),
        "DEF-013": Heading("Modification de ce qui n'est pas hérité"),
        # Names.
        "DEF-014": Heading("État inconnu"),
        "DEF-015": Heading("Phase inconnue, ou sans état"),
        "DEF-016": Heading("Transition inconnue"),
        "DEF-017": Heading("Emprunt de règles en boucle"),
        "DEF-018": Heading("Machine inconnue"),
        "DEF-019": Heading("Rôle inconnu"),
        "DEF-020": Heading("Formulaire inconnu"),
        "DEF-021": Heading("Courriel inconnu"),
        "DEF-022": Heading("Document inconnu"),
        "DEF-023": Heading("Règle inconnue"),
        "DEF-024": Heading("Paramètre lu par une règle et absent"),
        "DEF-025": Heading("Source inconnue"),
        "DEF-026": Heading("Pays inconnu, ou territoire français"),
        "DEF-027": Heading("Fuseau horaire inconnu"),
        "DEF-028": Heading("Enfants inconnus dans une attente"),
        "DEF-029": Heading("Champ inconnu dans une comparaison"),
        "DEF-030": Heading("Nom réservé par le langage"),
        "DEF-031": _warning("Pays réservé à un appel que rien ne définit"),
        "DEF-032": Heading("Catégorie de porteur inconnue"),
        "DEF-033": Heading("Personne à qui s'adresser"),
        "DEF-034": Heading("Rôle d'une autre portée que la liste qui ouvre les enfants"),
        "DEF-035": Heading("Rôle incompatible avec lui-même"),
        "DEF-036": Heading("Phase montrée comme une phase elle-même masquée"),
        "DEF-037": Heading("Clause inconnue"),
        "DEF-038": Heading("Réponse gardée là où elle ne peut l'être"),
        "DEF-039": Heading("Fiche sans formulaire, ou sans intitulé"),
        # Paths.
        "DEF-040": Heading("État inatteignable"),
        "DEF-041": Heading("Impasse"),
        "DEF-042": Heading("Piège : aucune fin par un chemin ordinaire"),
        "DEF-043": Heading("État final sans issue déclarée"),
        "DEF-044": Heading("Deux actes que rien ne distingue"),
        "DEF-045": Heading("Appel sans machine des demandes, ou qui en a plusieurs"),
        "DEF-046": Heading("Appel sans préfixe de référence"),
        "DEF-047": Heading("Machine trop grande pour être jugée"),
        "DEF-048": Heading("Acte que rien ne rend possible"),
        "DEF-049": Heading("Blocage : les enfants ont fini et plus rien ne suit"),
        # Automatic moves.
        "DEF-050": Heading("Transition automatique qui demande quelque chose à quelqu'un"),
        "DEF-051": Heading("Transition automatique avec d'autres auteurs"),
        "DEF-052": Heading("« parent » là où il n'y en a pas"),
        "DEF-053": Heading("Transition automatique masquée par une autre"),
        "DEF-054": Heading("Boucle de transitions automatiques"),
        "DEF-055": Heading("Boucle de délais"),
        "DEF-056": _warning("Deux suites automatiques possibles à la fois"),
        "DEF-058": Heading("Attente automatique d'un enfant qui n'a pas fini"),
        # Deadlines.
        "DEF-060": Heading("Délai sans effet, ou avec deux"),
        "DEF-061": Heading("Délai qui déclenche ou permet une transition d'un autre auteur"),
        "DEF-062": Heading("Délai dont la transition ne part pas de cet état"),
        "DEF-063": Heading("Transition de l'horloge qu'aucun délai ne déclenche"),
        "DEF-064": _warning("Délai inconnu"),
        "DEF-065": Heading("Rappel avant le début du délai"),
        "DEF-066": Heading("Rappel sans courriel, ou courriel sans rappel"),
        "DEF-067": Heading("Silence dont rien ne dit ce qu'il vaut"),
        "DEF-068": _warning("Délai plus long que le délai légal qu'il fait courir"),
        # Children and joins.
        "DEF-070": Heading("Enfant d'une machine qui n'en est pas une d'enfants"),
        "DEF-071": Heading("Machines qui s'ouvrent sans fin"),
        "DEF-072": _warning("Machine que rien n'ouvre"),
        "DEF-073": Heading("Un nom d'enfants pour deux machines"),
        "DEF-074": Heading("Attente d'enfants qui n'ont pas encore pu être ouverts"),
        "DEF-075": Heading("Fin d'un enfant que personne n'attend"),
        "DEF-076": Heading("Attente qu'une liste vide bloque"),
        "DEF-077": Heading("Condition incomplète"),
        "DEF-078": Heading("Silence du dehors qui bloque un dossier"),
        # People.
        "DEF-080": Heading("Changement visible du porteur, sans courriel ni raison"),
        "DEF-081": _warning("État sans personne attendue"),
        "DEF-082": _warning("Attente du dehors sans délai ni rappel"),
        "DEF-083": _warning("Délai du dehors sans rappel"),
        "DEF-085": Heading("Choix sans options, ou options sans choix"),
        "DEF-086": Heading("Valeur hors des choix dans une comparaison"),
        "DEF-087": Heading("Relais vers un autre dossier mal nommé"),
        # Parameters.
        "DEF-090": Heading("Paramètre que rien ne lit"),
        "DEF-091": Heading("Paramètre d'une autre unité"),
        "DEF-092": Heading("Valeur qui cesse avant de valoir"),
        "DEF-093": Heading("Valeur sans source"),
        "DEF-094": Heading("Valeur sans degré de certitude"),
        "DEF-095": Heading("Deux valeurs le même jour"),
        "DEF-096": Heading("Taux au-dessus du plafond"),
        # Windows.
        "DEF-100": Heading("Guichet fermé avant d'ouvrir"),
        "DEF-101": _warning("Guichet publié après sa clôture"),
        "DEF-102": Heading("Durée de projet qui ne se compte pas en mois"),
        "DEF-103": Heading("Durée minimale au-dessus de la maximale"),
        # Letters, and names nothing uses.
        "DEF-104": Heading("Lettre d'un autre alphabet dans un nom"),
        "DEF-105": _warning("Rôle du dehors que rien n'emploie"),
        # The definition's own promises.
        "DEF-111": Heading("Propriété qui ne promet rien de lisible"),
        "DEF-112": Heading("Propriété sans objet"),
        "DEF-113": Heading("Propriété qui ne tient pas"),
        # What must be known when it is needed.
        "DEF-115": Heading("Donnée écrite dans une lettre, et que rien n'a encore donnée"),
        "DEF-116": Heading("Règle dont un fait n'est pas encore connu"),
        "DEF-117": _warning("Règle que plus personne ne peut satisfaire"),
        "DEF-119": Heading("Relais vers un dossier que rien n'a nommé"),
        "DEF-118": Heading("Circuit de trop de situations pour être prouvé"),
        # Origins of delays, lengths of keeping.
        "DEF-130": Heading("Délai compté de ce qui peut manquer"),
        "DEF-131": Heading("Durée nulle"),
        "DEF-132": Heading("Conservation qui ne dit pas de quoi"),
        "DEF-133": Heading("Conservation de ce qui ne finit jamais ainsi"),
        "DEF-134": Heading("Deux conservations pour une même fin"),
        # Comparisons of order.
        "DEF-140": Heading("Seuil d'une autre nature que la réponse comparée"),
        "DEF-141": Heading("Condition qui ne tiendra jamais"),
        "DEF-142": Heading("Deux transitions automatiques pour une même réponse"),
        "DEF-143": Heading("Réponse qu'aucune transition automatique ne prend"),
        # Records.
        "DEF-144": Heading("Règle des demandes sur autre chose qu'une demande"),
        "DEF-145": Heading("Guichet d'un appel sans durée de projet ni enveloppe"),
        # What acts are, and what they owe to whom.
        "DEF-150": Heading("Acte confié au mauvais côté"),
        "DEF-151": Heading("Secret montré avant d'être annoncé"),
        "DEF-152": Heading("Acte que sa fin ou son montant dément"),
        "DEF-153": Heading("Dépôt sans guichet, sans reçu, ou qui n'en est pas un"),
        "DEF-154": Heading("Refus sans notification"),
        "DEF-155": Heading("Argent gardé, accordé ou réservé à tort"),
        "DEF-156": _warning("Personne attendue que rien ne prévient"),
        "DEF-157": _warning("Demande, ou fin d'une demande, que rien ne dit"),
        "DEF-158": Heading("Acte ordinaire qui annule ce qui est encore attendu"),
        "DEF-159": Heading("État final où l'on attend encore"),
        "DEF-160": Heading("Délai légal qui ne court pas, ou ne s'arrête pas"),
        "DEF-161": Heading("Rôle du dehors qui verrait tous les dossiers"),
        "DEF-162": Heading("Premier état que personne ne peut remplir"),
        "DEF-163": Heading("Paramètre sans valeur à la date de référence"),
        "DEF-164": _warning("Demande à laquelle répond qui la fait"),
        "DEF-165": _warning("Enfant encore demandé, dont rien ne lit plus la réponse"),
        "DEF-166": _warning("Désistement ou caducité comptés comme suite ordinaire"),
        "DEF-167": _warning("Nouveau tour qui n'interroge personne"),
        # Rules of one's own.
        "DEF-170": Heading("Expression qui ne se lit pas"),
        "DEF-171": Heading("Nom inconnu dans une expression"),
        "DEF-172": Heading("Unités qui ne s'accordent pas dans une expression"),
        "DEF-173": Heading("Expression qui ne répond ni oui ni non"),
        "DEF-174": Heading("Expression trop longue ou trop profonde"),
        "DEF-175": Heading("Expression, ou partie d'expression, qui ne décide rien"),
        "DEF-176": Heading("Règle qui porte le nom d'une règle de Jalon"),
        "DEF-177": _warning("Règle que rien n'évalue"),
        "DEF-178": Heading("Partie du dossier inconnue"),
        # Derogations.
        "DEF-200": Heading("Dérogation à une règle que rien n'évalue"),
        "DEF-201": Heading("Dérogation que personne ne peut demander ou accorder"),
        "DEF-202": Heading("Dérogation accordée par qui la demande"),
        "DEF-203": Heading("Rôle qui n'accorde aucune dérogation"),
        "DEF-204": Heading("Demande de dérogation sans règle, sans motif ou sans limite"),
        "DEF-205": Heading("Dérogation accordée qui n'est pas une issue favorable"),
        "DEF-206": Heading("Limite de dérogation qui n'est pas en euros"),
        "DEF-207": Heading("Budget accepté que rien n'apporte"),
        "DEF-208": Heading("Deux budgets dans un formulaire"),
        "DEF-209": Heading("Avenant jugé sur moins que la décision"),
        # What forms ask.
        "DEF-180": Heading("Rubrique inconnue, ou sans champ"),
        "DEF-181": Heading("Colonnes sans tableau, ou tableau sans colonnes"),
        "DEF-182": Heading("Limite qui ne va pas à cette sorte de champ"),
        "DEF-183": Heading("Limites que rien ne respecte à la fois"),
        "DEF-184": Heading("Exemple que le champ refuserait"),
        "DEF-185": Heading("Conditions de champs en rond"),
        "DEF-186": Heading("Champ qui ne se montrera jamais"),
        "DEF-187": Heading("Obligation qui ne tiendra jamais, ou dite deux fois"),
        "DEF-188": Heading("Droit sur un champ là où il est sans effet"),
        "DEF-189": Heading("Champ que personne ne peut remplir"),
        "DEF-190": Heading("Champ obligatoire caché à qui le remplit"),
        "DEF-210": Heading("Base d'avis inconnue, ou sans avis"),
        # Scenarios.
        "DEF-120": Heading("Scénario : acte refusé qui devait se faire"),
        "DEF-121": Heading("Scénario : acte fait qui devait être refusé, ou refusé autrement"),
        "DEF-122": Heading("Scénario : situation autre que prévue"),
        "DEF-123": Heading("Scénario : courriels ou documents autres que prévu"),
        "DEF-124": Heading("Scénario qui ne peut être joué"),
        "DEF-125": Heading("Scénario laissé de côté que rien ne définit"),
        "DEF-126": Heading("Deux scénarios du même nom"),
        "DEF-127": Heading("Étape de scénario qui dit trop, ou trop peu"),
        # Asked by name.
        "DEF-400": Heading("Définition illisible"),
        "DEF-404": Heading("Définition inconnue"),
    }
)
"""Every code, in order. Problems of YAML itself and of templates bear the codes of their rooms."""
