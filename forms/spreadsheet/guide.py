"""What the template tells who fills it in: its page of instructions, and the notes of its headings."""

from collections.abc import Mapping
from types import MappingProxyType

GUIDE: tuple[str, ...] = (
    "Remplissez les feuilles « Budget », « Dépenses » et « Ressources ».",
    "Une ligne est une dépense ou un apport ; une colonne d'année laissée vide vaut zéro.",
    "Feuille « Budget » : le coût total, valorisations comprises, et le montant demandé, en euros.",
    "Un montant qui n'est pas réparti par année s'écrit dans « Total », à la place de la formule.",
    "Montants : des nombres à deux décimales au plus, ou un texte comme 70 000,00.",
    "Nature : « Numéraire » pour l'argent, « Valorisation » pour une mise à disposition chiffrée.",
    "Une dépense valorisée nomme son contributeur, dont les ressources portent la même valorisation.",
    "Une dépense sans pays est commune à tous les pays du projet.",
    "Colonne « Ligne » : vide, sauf pour réunir une ligne en numéraire et la même en valorisation.",
    "Un apport dans une autre devise donne ses montants dans cette devise, avec son code à trois lettres.",
    "Il donne aussi le taux (nombre d'unités pour un euro), sa date et sa source. Rien de cela en euros.",
    "Une colonne d'année en trop se supprime, sur les deux feuilles ; n'ajoutez et ne déplacez rien d'autre.",
    "Les lignes sont libres : insérées, vides ou effacées, mais jamais masquées.",
    "À l'import, chaque problème est nommé par sa cellule ; rien n'est enregistré tant qu'il en reste un.",
)

NOTES: Mapping[str, str] = MappingProxyType(
    {
        "Ligne": "À remplir seulement pour réunir deux lignes, l'une en numéraire, l'autre en valorisation.",
        "Catégorie": "Choisir dans la liste.",
        "Pays": "Le pays où la dépense a lieu, ou que l'apport finance ; vide pour un coût commun.",
        "Nature": "Numéraire : de l'argent. Valorisation : une mise à disposition, chiffrée.",
        "Contributeur": "Qui met à disposition, si elle est valorisée ; le même nom que dans les ressources.",
        "Financeur": "Choisir dans la liste. Ce qui est demandé au ministère est une ressource.",
        "Nom": "Le nom de l'organisme qui apporte ; vide pour le ministère.",
        "Certitude": "Facultatif : acquis, demandé, ou promis par lettre.",
        "Type": "Seulement pour « Autre financeur ».",
        "Devise": "Code à trois lettres, si les montants ne sont pas en euros ; sinon vide.",
        "Taux": "Nombre d'unités de la devise pour un euro, par exemple 655,957.",
        "Date du taux": "Jour du taux, par exemple 10/01/2025.",
        "Source du taux": "Qui publie ce taux, par exemple la Banque de France.",
        "Total": "Se calcule. À remplacer par un montant si celui-ci n'est pas réparti par année.",
    }
)
