"""Of `Also to try`: Home, questions, what words can do, a secret in a channel, the audit."""

from typing import Final

from bot.views import ids
from practice import company
from practice.page.guide.played import ANSWERED, AT_HOME, LEAKED, STATUS_IN_WORDS, pressed
from practice.page.guide.requests import ADA
from practice.page.guide.stops import Stop, Values, was_seen
from practice.page.screens import DM
from practice.world import World

QUESTION: Final = "Why can't I see @ada in Team Access?"
WORDS: Final = "Where do we stand?"
LEAK: Final = "client secret: practicepracticepracticepractice"
"""Nobody's: letters that have the shape of a Client Secret."""


def _question(world: World) -> Values:
    return (("Message", QUESTION),)


def _words(world: World) -> Values:
    return (("Message", WORDS),)


def _leak(world: World) -> Values:
    return (("Message", LEAK),)


ASKING: Final = (
    Stop(
        company.SALES_CONNECT_ADMIN,
        DM,
        "`Home`, the first tab of the app: what is Sol's to do, with its buttons, and how far each"
        " setup is. Open it in two windows, as Mara and as Sol: what one presses the other sees.",
        "`Home`, le premier onglet de l’application : ce que Sol a à faire, avec les boutons, et où"
        " en est chaque configuration. Ouvrez-le dans deux fenêtres, à la place de Mara et à celle"
        " de Sol : ce que fait l’une, l’autre le voit.",
        was_seen(AT_HOME),
    ),
    Stop(
        company.SALES_CONNECT_ADMIN,
        DM,
        "Ask the bot, in English or French and in your own words: this, how long you must still"
        " wait, or what an error of Salesforce means. It answers below your message, from its"
        " articles.",
        "Posez une question au bot, en français ou en anglais, avec vos propres mots : celle-ci,"
        " combien de temps il faut encore attendre, ou ce que veut dire une erreur de Salesforce."
        " Il répond sous votre message, d’après ses articles.",
        was_seen(ANSWERED),
        values=_question,
    ),
    Stop(
        company.MARKETO_ADMIN,
        DM,
        "Words do what commands do: ask for the status, to be reminded tomorrow, or for help."
        " Nothing happens before somebody presses a button.",
        "Des mots suffisent, sans commande : demandez où en est la configuration, un rappel pour"
        " demain, ou de l’aide. Rien ne se fait sans un clic sur un bouton.",
        was_seen(STATUS_IN_WORDS),
        values=_words,
    ),
    Stop(
        ADA,
        "sales-invites",
        "Type what looks like a secret into `#sales-invites`. Ada alone reads a warning; of what"
        " she wrote the bot keeps nothing.",
        "Écrivez dans `#sales-invites` ce qui ressemble à un secret. Ada seule lit un"
        " avertissement ; de son message, le bot ne garde rien.",
        was_seen(LEAKED),
        values=_leak,
    ),
    Stop(
        company.MARKETO_ADMIN,
        DM,
        "Who did what, and when: `/salesconnect audit`. Choose a person or a kind, or save it as"
        " `CSV`, which comes in a message.",
        "Qui a fait quoi, et quand : `/salesconnect audit`. Choisissez une personne ou un thème, ou"
        " enregistrez le journal en `CSV` : il arrive dans un message.",
        was_seen(
            *map(
                pressed,
                (ids.AUDIT_WHO, ids.AUDIT_SETUP, ids.AUDIT_TOPIC, ids.AUDIT_CSV, ids.AUDIT_JSON),
            )
        ),
    ),
)
