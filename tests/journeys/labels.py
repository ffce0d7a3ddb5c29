"""What stands on the screen, in both languages: English is the key, French is written down."""

from dataclasses import dataclass, field
from typing import Final

FRENCH: Final = {
    # Buttons
    "Hand over credentials": "Transmettre les identifiants",
    "Reveal credentials": "Afficher les identifiants",
    "I've connected": "J’ai connecté",
    "Already connected": "Déjà connecté",
    "More than ten minutes ago": "Depuis plus de dix minutes",
    "Start now anyway": "Commencer quand même",
    "Connect users": "Connecter des utilisateurs",
    "All connected": "Tous connectés",
    "Some failed": "Certains ont échoué",
    "Open checklist": "Ouvrir la liste",
    "Save Organization ID": "Saisir l’Organization ID",
    "Not the right person": "Pas la bonne personne",
    "Snooze": "Me le rappeler demain",
    "Change people": "Changer les personnes",
    "Cancel setup": "Annuler la configuration",
    "Access removed": "Accès retiré",
    "I've taken over": "J’ai pris le relais",
    "Connection is lost": "Connexion perdue",
    "Prepare the first batch": "Préparer le premier lot",
    "Start with 1 person": "Démarrer avec 1 personne",
    "Start with 2 people": "Démarrer avec 2 personnes",
    "Try again": "Réessayer",
    "Pause": "Suspendre",
    "Resume": "Reprendre",
    "Cancel run": "Annuler l’opération",
    "Retry failed (1)": "Réessayer l’échec (1)",
    "Download results": "Télécharger le résultat",
    "Check against Team Access": "Comparer avec Team Access",
    "Set workspaces": "Attribuer les espaces",
    "Use “EMEA”": "Utiliser «\u00a0EMEA\u00a0»",
    "Mend here": "Corriger ici",
    "File of problems": "Fichier des problèmes",
    "Disconnect first": "Déconnecter d’abord",
    "All disconnected": "Tous déconnectés",
    # Fields and their options
    "Product": "Produit",
    "Name": "Nom",
    "Marketo admin": "Admin Marketo",
    "Sales Connect admin": "Admin Sales Connect",
    "Salesforce admin": "Admin Salesforce",
    "Owner of this setup": "Responsable de cette configuration",
    "Channel for invites": "Canal des invitations",
    "Prerequisites": "Prérequis",
    "Marketo subscription": "Abonnement Marketo",
    "Sales Connect subscription": "Abonnement Sales Connect",
    "Salesforce with API calls and Apex classes": "Salesforce avec appels API et classes Apex",
    "Marketo sandbox": "Sandbox Marketo",
    "API calls enabled for the users": "Appels API activés pour les utilisateurs",
    "Apex classes enabled": "Classes Apex activées",
    "Connected app not blocked": "Application connectée non bloquée",
    "People in Slack": "Personnes dans Slack",
    "Workspaces": "Espaces Marketo",
    "Workspace names": "Noms des espaces",
    "CSV file": "Fichier CSV",
    "E-mail addresses": "Adresses e-mail",
    "User groups": "Groupes d’utilisateurs",
    "Selected people": "Personnes choisies",
    "Workspaces for selected": "Espaces pour ces personnes",
    "Who failed?": "Qui a échoué\u00a0?",
    "Why?": "Pourquoi\u00a0?",
    "Paste here": "Coller ici",
    "Of which": "De quel côté",
    "Marketo’s Salesforce": "Salesforce de Marketo",
    "Sales Connect’s Salesforce": "Salesforce de Sales Connect",
    "Approvers": "Approbateurs",
    "Approver group": "Groupe d’approbateurs",
    "Allowed domains": "Domaines autorisés",
    "Language of the channel": "Langue du canal",
    "English": "Anglais",
    "French": "Français",
    # Titles and submits
    "Settings": "Paramètres",
    "Checklist": "Liste de contrôle",
    "Preview": "Aperçu",
    "Keep for later": "Garder pour plus tard",
    "Hand over": "Transmettre",
    "Salesforce organization": "Organisation Salesforce",
    # Words of messages
    "Not confirmed yet": "Pas encore confirmé",
    "nothing is handed over": "rien n’est à transmettre",
    "Nothing is handed over here": "Rien n’est à transmettre ici",
    "You need no credentials": "Vous n’avez pas besoin d’identifiants",
    "of no use any more": "ne servent plus",
    "ready": "prêt",
    "Please wait": "Merci d’attendre",
    "*Done:* 1 person": "*Fait :* 1 personne",
    "1 person connected": "1 personne connectée",
    "No Salesforce admin is named": "Pas d’admin Salesforce désigné·e",
    "This is a sandbox": "C’est une sandbox",
    "use the same Salesforce": "utilisent le même Salesforce",
    "Two different Salesforce organizations": "Deux organisations Salesforce différentes",
    "Salesforce does not match": "Salesforce ne correspond pas",
    "The other side is still open": "L’autre côté reste ouvert",
    "contains a space": "contient un espace",
    "15 or 18 letters and digits": "15 ou 18 lettres et chiffres",
    "do not fit the others": "ne vont pas avec les autres",
    "begins with 00D": "commence par 00D",
    "People changed": "Changement de personnes",
    "Somebody else is needed": "Il faut quelqu’un d’autre",
    "right after all": "si c’était la bonne",
    "Reminded of a step": "Rappel d’une étape",
    "nothing left for you to do here": "il ne vous reste rien à faire ici",
    "not the right person for this": "la bonne personne",
    "you may end yours": "vous pouvez mettre fin à la vôtre",
    "Called off": "Annulé",
    "The connection to Marketo is yours": "La connexion à Marketo est à vous",
    "cancelled this setup": "a annulé cette configuration",
    "Nothing changed": "Rien n’a changé",
    "There is no such setup (any more)": "Cette configuration n’existe pas ou plus",
    "guest": "invité",
    "No domain": "Pas un domaine",
    "Slack does not tell me the user groups": "Slack ne m’indique pas les groupes",
    "A reminder": "Un rappel",
    "Snoozed": "Remis à plus tard",
    "is done, or somebody else’s by now": "est faite, ou désormais celle de quelqu’un d’autre",
    "Reminders changed nothing": "Les rappels n’ont rien changé",
    "Waiting for": "On attend",
    "no active Slack account": "n’a plus de compte Slack actif",
    "after many attempts": "après de nombreux essais",
    "is being sent again": "est en train d’être renvoyé",
    "2 messages are being sent again": "2 messages sont renvoyés",
    "Nothing waits to be sent again": "Rien n’attend d’être renvoyé",
}


@dataclass(frozen=True)
class Tongue:
    """The language that somebody's Slack is in: `tongue("Snooze")` is what they read there."""

    locale: str
    texts: dict[str, str] = field(default_factory=dict, repr=False)

    def __call__(self, english: str) -> str:
        return self.texts[english] if self.texts else english


EN: Final = Tongue("en-US")
# Words in both languages alike stand once: they need no second column.
SAME: Final = ("Instance", "Sandbox", "Production", "Sales Connect", "Sales Insight Actions")
FR: Final = Tongue(
    "fr-FR",
    {one: one for one in (*SAME, "Munchkin ID", "Client ID", "Client Secret", "Organization ID")}
    | {"Salesforce": "Salesforce", "Marketo": "Marketo"}
    | FRENCH,
)
