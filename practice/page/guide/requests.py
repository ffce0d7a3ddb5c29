"""Of `Also to try`: invites that colleagues approve, and a sandbox account asked for in words."""

from typing import Final

from bot.views import ids
from practice import company
from practice.page.guide.played import (
    ASKED_DIRECTLY,
    BY_SHORTCUT,
    OWN_PRESSED,
    PRESSED_LATE,
    SOME_REJECTED,
    pressed,
    submitted,
)
from practice.page.guide.stops import Stop, Values, was_seen
from practice.page.screens import DM
from practice.world import World

ADA: Final = company.SALES[0]
CARLA: Final = company.SALES[2]
NADIA: Final = "U_NADIA"
INVITES: Final = "sales-invites"
COMMAND: Final = "/salesconnect invite lena@lumensails.example, omar@lumensails.example"
ASKS: Final = "Could you get my new colleague a sandbox login, finn+sandbox@lumensails.example?"
"""In free words; Benoît may write it in French."""


def _command(world: World) -> Values:
    return (("Message", COMMAND),)


def _sentence(world: World) -> Values:
    return (("Message", ASKS),)


REQUESTS: Final = (
    Stop(
        ADA,
        DM,
        "Ask for invites, as Ada: type this command and press `Ask for approval`. One card comes"
        " into `#sales-invites`, also while Marketo is not connected yet.",
        "Demandez des invitations, à la place d’Ada : tapez cette commande et cliquez sur"
        " `Demander l’approbation`. Une carte arrive dans `#sales-invites`, même si Marketo n’est"
        " pas encore connecté.",
        was_seen(submitted(ids.INVITE_MODAL)),
        values=_command,
    ),
    Stop(
        ADA,
        INVITES,
        "Who must not: press `Approve` on that card as Ada, who asked. She reads why not, and"
        " nobody else reads anything.",
        "Qui ne peut pas : cliquez sur `Approuver` à la place d’Ada, qui a fait la demande. Elle"
        " seule lit pourquoi c’est refusé.",
        was_seen(OWN_PRESSED),
    ),
    Stop(
        NADIA,
        INVITES,
        "Who may: Nadia was in the channel when it was asked, so she may `Approve`. The card says"
        " who did, and loses its buttons; Ada and Sol are told.",
        "Qui peut : Nadia était dans le canal au moment de la demande, donc elle peut `Approuver`."
        " La carte dit qui l’a fait et perd ses boutons ; Ada et Sol l’apprennent.",
        was_seen(ids.ALL_INVITED),
    ),
    Stop(
        company.SALES_CONNECT_ADMIN,
        DM,
        "Sol has one card with the addresses to copy and a `CSV file`: invite them in `Team"
        " Access`, then press `I've invited them`.",
        "Sol a une carte avec les adresses à copier et un `Fichier CSV` : invitez ces personnes"
        " dans « Team Access », puis cliquez sur `Invitations envoyées`.",
        was_seen(pressed(ids.ALL_INVITED), submitted(ids.SOME_INVITED_MODAL)),
    ),
    Stop(
        ADA,
        DM,
        "Ask for a sandbox account in your own words: the bot answers with `Request sandbox"
        " account`, whose window is filled in as far as the words go.",
        "Demandez un compte sandbox avec vos propres mots, ceux-ci ou d’autres : le bot répond par"
        " `Demander un compte sandbox`, et la fenêtre reprend ce que dit la phrase.",
        was_seen(submitted(ids.SANDBOX_MODAL)),
        values=_sentence,
    ),
    Stop(
        company.MARKETO_ADMIN,
        DM,
        "Mara is asked once whether the company owns a Marketo sandbox: `We own a sandbox`. With"
        " `We don't`, Ada gets a message to send to the account manager instead.",
        "Une seule fois, Mara doit dire si l’entreprise a une sandbox Marketo : `Nous avons une"
        " sandbox`. Avec `Nous n’en avons pas`, Ada reçoit un message à envoyer au responsable de"
        " compte.",
        was_seen(pressed(ids.OWN_SANDBOX), pressed(ids.NO_SANDBOX)),
    ),
    Stop(
        company.SALES_CONNECT_ADMIN,
        DM,
        "Once Nadia has approved it too: `Write to Adobe` has the letter, `Account created` tells"
        " the person how to log in, and a setup of the sandbox begins.",
        "Une fois l’approbation de Nadia donnée : `Écrire à Adobe` propose la lettre, `Compte créé`"
        " explique à la personne comment se connecter, et la configuration de la sandbox commence.",
        was_seen(pressed(ids.ACCOUNT_CREATED)),
    ),
    Stop(
        NADIA,
        INVITES,
        "`Reject` one of several: ask for two or more people once more, and choose under `Who`."
        " The others stay on the card.",
        "`Refuser` une personne parmi d’autres : refaites une demande pour deux personnes ou plus,"
        " et choisissez sous `Qui`. Les autres restent sur la carte.",
        was_seen(SOME_REJECTED),
    ),
    Stop(
        CARLA,
        INVITES,
        "Join late: let Carla leave the channel (`Leave channel`), ask for somebody as Ada, join as"
        " Carla again and press `Approve`. To be in the channel is no authority.",
        "Arriver après : faites sortir Carla du canal (`Leave channel`), faites une demande à"
        " la place d’Ada, faites revenir Carla et cliquez sur `Approuver`. Être dans le canal n’en"
        " donne pas le droit.",
        was_seen(PRESSED_LATE),
    ),
    Stop(
        NADIA,
        INVITES,
        "`Archive channel` while a request waits: whoever may approve is asked in a direct message,"
        " and the card works there.",
        "`Archive channel` pendant qu’une demande attend : les personnes qui peuvent approuver"
        " reçoivent la carte en message direct, et elle y fonctionne.",
        was_seen(ASKED_DIRECTLY),
    ),
    Stop(
        ADA,
        "general",
        "`More actions` beside a message that names somebody: the bot's two shortcuts open the same"
        " windows.",
        "`More actions`, à côté d’un message qui nomme quelqu’un : les deux raccourcis du bot"
        " ouvrent les mêmes fenêtres.",
        was_seen(BY_SHORTCUT),
    ),
)
