"""`Also to try`: what can go another way, in any order."""

from typing import Final

from bot.views import ids
from practice import company
from practice.page.guide.asking import ASKING
from practice.page.guide.lists import LISTS
from practice.page.guide.played import (
    AWAY,
    ONE_ADMIN,
    SLACK_ADMIN_ASKED,
    STRANGER_ASKED,
    pressed,
    submitted,
)
from practice.page.guide.requests import ADA, REQUESTS
from practice.page.guide.stops import Stop, Values, was_seen
from practice.page.screens import DM, MEMBERS
from practice.world import World

ORGANIZATIONS: Final = (
    ("Marketo", "00D000000000001EAA"),
    ("Sales Connect", "00D000000000002EAA"),
)
"""Salesforce of the made-up products: Organization IDs that are well formed, and differ."""


def _values_of_the_service(world: World) -> Values:
    marketo = world.kept.marketo
    return (
        ("Munchkin ID", marketo.munchkin_id),
        ("API Client ID", marketo.api.client_id),
        ("API Client Secret", marketo.api.client_secret),
    )


ALSO: Final = (
    Stop(
        company.SALESFORCE_ADMIN,
        DM,
        "Leave a step undone for two days, Sven's for example: a reminder comes in working hours,"
        " and `Snooze` puts the next one off.",
        "Laissez une étape en attente deux jours, celle de Sven par exemple : un rappel arrive aux"
        " heures de travail, et `Me le rappeler demain` reporte le suivant.",
        was_seen(pressed(ids.SNOOZE)),
        jump="morning",
    ),
    Stop(
        company.SALESFORCE_ADMIN,
        DM,
        "`Not the right person`, on Sven's first message: Mara is asked for somebody else, and"
        " names them with `Change people`.",
        "`Pas la bonne personne`, sur le premier message de Sven : Mara est priée de désigner"
        " quelqu’un d’autre, avec `Changer les personnes`.",
        was_seen(submitted(ids.CHANGE_PEOPLE_MODAL)),
    ),
    Stop(
        company.SLACK_ADMIN,
        MEMBERS,
        "Let Ilse deactivate somebody who has a step to do: the step waits, and Mara hears of it.",
        "Faites désactiver par Ilse quelqu’un dont c’est le tour : l’étape attend, et Mara"
        " l’apprend.",
        was_seen(AWAY),
    ),
    Stop(
        company.MARKETO_ADMIN,
        DM,
        "`Open checklist`: each of the three admins has a list; Mara, who began, sees them all.",
        "`Ouvrir la liste` : chacun des trois rôles a la sienne ; Mara, à l’origine de la"
        " configuration, les voit toutes.",
        was_seen(submitted(ids.CHECKLIST_MODAL)),
    ),
    Stop(
        company.MARKETO_ADMIN,
        DM,
        "`Save Organization ID`, once for each side: these two differ, so the bot says what to do.",
        "`Saisir l’Organization ID`, une fois pour chaque côté : ces deux-ci diffèrent, donc le"
        " bot dit quoi faire.",
        was_seen(submitted(ids.ORGANIZATION_MODAL)),
        values=lambda world: ORGANIZATIONS,
    ),
    Stop(
        company.SALES_CONNECT_ADMIN,
        DM,
        "Let credentials expire: hand them over, open nothing, jump three days ahead. Both admins"
        " are told; Sol presses `Ask again`, and Mara gets a new message with `Hand over"
        " credentials`.",
        "Laissez expirer des identifiants : transmettez-les, n’ouvrez rien, avancez de trois jours."
        " Les deux admins l’apprennent ; Sol clique sur `Demander à nouveau`, et Mara reçoit un"
        " nouveau message avec `Transmettre les identifiants`.",
        was_seen(pressed(ids.ASK_AGAIN)),
        jump="three-days",
    ),
    Stop(
        ADA,
        DM,
        "While credentials wait, type `/salesconnect credentials` as Ada: she is refused, and both"
        " admins are told.",
        "Tant que des identifiants attendent, tapez `/salesconnect credentials` à la place d’Ada :"
        " c’est refusé, et les deux admins l’apprennent.",
        was_seen(STRANGER_ASKED),
    ),
    Stop(
        company.MARKETO_ADMIN,
        DM,
        "`Marketo API access`: with the pair of the LaunchPoint service the bot reads workspaces"
        " and users by itself. Take a permission away on the Marketo screen, and it says what it"
        " lacks.",
        "`Accès API Marketo` : avec la paire du service LaunchPoint, le bot lit lui-même les"
        " espaces de travail et les utilisateurs. Retirez une autorisation sur l’écran"
        " « Marketo », et il dit ce qui lui manque.",
        was_seen(submitted(ids.API_ACCESS_MODAL)),
        values=_values_of_the_service,
    ),
    Stop(
        company.MARKETO_ADMIN,
        DM,
        "Begin a second setup, of the sandbox: Mara presses `Already connected`, and nothing is"
        " handed over.",
        "Lancez une seconde configuration, pour la sandbox : Mara clique sur `Déjà connecté`, et"
        " rien n’est transmis.",
        was_seen(ids.LONG_CONNECTED),
    ),
    Stop(
        company.SALES_CONNECT_ADMIN,
        DM,
        "In one more (give it a name), let Sol be both admins: then nothing is handed over either.",
        "Dans une autre encore (donnez-lui un nom), mettez Sol des deux côtés : là non plus, rien"
        " n’est transmis.",
        was_seen(ONE_ADMIN),
    ),
    Stop(
        company.MARKETO_ADMIN,
        DM,
        "Once Marketo is connected, `Change people`: with Nadia as Sales Connect admin the"
        " connection changes hands, and nobody is locked out.",
        "Une fois Marketo connecté, `Changer les personnes` : avec Nadia comme admin Sales"
        " Connect, la connexion change de mains et tout le monde garde son accès.",
        was_seen(pressed(ids.TAKE_OVER)),
    ),
    Stop(
        company.SLACK_ADMIN,
        DM,
        "`/salesconnect status` as Ilse: who runs the company's Slack may change people, and sees"
        " no secret.",
        "`/salesconnect status` en tant qu’Ilse : qui gère le Slack de l’entreprise peut changer"
        " les personnes, sans voir aucun secret.",
        was_seen(SLACK_ADMIN_ASKED),
    ),
    *LISTS,
    *REQUESTS,
    *ASKING,
    Stop(
        company.MARKETO_ADMIN,
        DM,
        "`Cancel setup` asks once, tells everybody, and frees the name.",
        "`Annuler la configuration` demande une fois, prévient tout le monde et libère le nom.",
        was_seen(pressed(ids.CANCEL_SETUP)),
    ),
)
