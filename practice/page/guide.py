"""`What now?`: the road of a newcomer, in the language of who looks."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from markupsafe import Markup, escape

from bot.views import ids
from practice import company
from practice.page.screens import DM
from practice.page.shown import Guide, Step
from practice.slack.rendering import pressables
from practice.world import World

Language: TypeAlias = Literal["en", "fr"]

LOOK_BACK: Final = 20
"""Messages of each conversation, the newest."""
READY: Final = "the reminder came"
REPORTED: Final = "the batch was reported"


@dataclass(frozen=True, slots=True)
class _Stop:
    """One stop of the road: whose it is, where, and by what one sees that it is done."""

    who: str
    place: str
    english: str
    french: str
    is_done: Callable[[World, set[str]], bool]
    has_values: bool = False


def _was_seen(*actions: str) -> Callable[[World, set[str]], bool]:
    return lambda world, seen: any(action in seen for action in actions)


_ROAD: Final = (
    _Stop(
        company.MARKETO_ADMIN,
        DM,
        "Type `/salesconnect setup` and name the people: Mara is the Marketo admin, Sol the"
        " Sales Connect admin; the channel is `#sales-invites`.",
        "Tapez `/salesconnect setup` et nommez les personnes : Mara administre Marketo, Sol"
        " administre Sales Connect ; le canal est `#sales-invites`.",
        _was_seen(ids.HAND_OVER, ids.REVEAL),
    ),
    _Stop(
        company.MARKETO_ADMIN,
        DM,
        "Hand over the credentials, in the window that the button on the card opens.",
        "Transmettez les identifiants, dans la fenêtre qu’ouvre le bouton de la carte.",
        _was_seen(ids.REVEAL, ids.CONNECTED),
        has_values=True,
    ),
    _Stop(
        company.SALES_CONNECT_ADMIN,
        DM,
        "Reveal them: they show once. Keep them open here, and go on in a second browser window.",
        "Affichez-les : ils ne s’affichent qu’une fois. Laissez-les ouverts ici et continuez dans"
        " une seconde fenêtre du navigateur.",
        _was_seen(ids.CONNECTED, ids.START_NOW),
    ),
    _Stop(
        company.SALES_CONNECT_ADMIN,
        "team-access",
        "In the made-up Sales Connect (`Team Access`), enter the three values and connect it to"
        " Marketo.",
        "Dans le Sales Connect inventé (« Team Access »), saisissez les trois valeurs et"
        " reliez-le à Marketo.",
        lambda world, seen: world.kept.sales_connect.connected_at is not None,
    ),
    _Stop(
        company.SALES_CONNECT_ADMIN,
        DM,
        "Tell the bot, by the button on the card, that you have connected.",
        "Dites au bot, par le bouton de la carte, que la connexion est faite.",
        _was_seen(ids.START_NOW, ids.ALL_CONNECTED),
    ),
    _Stop(
        company.SALES_CONNECT_ADMIN,
        DM,
        "Marketo now needs ten minutes. `Jump 10 minutes ahead` spares you the wait; the bot"
        " then writes to Sol by itself.",
        "Marketo a maintenant besoin de dix minutes. `Jump 10 minutes ahead` vous épargne"
        " l’attente ; le bot écrit ensuite de lui-même à Sol.",
        lambda world, seen: READY in seen or ids.ALL_CONNECTED in seen,
    ),
    _Stop(
        company.SALES_CONNECT_ADMIN,
        DM,
        "Connect users: choose the salespeople, look at the preview, start.",
        "Connectez les utilisateurs : choisissez les commerciaux, relisez l’aperçu, démarrez.",
        _was_seen(ids.ALL_CONNECTED),
    ),
    _Stop(
        company.SALES_CONNECT_ADMIN,
        "team-access",
        "Do in the made-up Team Access what the card of the batch says: invite who is missing,"
        " tick the people, choose the workspaces, connect.",
        "Faites dans le « Team Access » inventé ce que dit la carte du lot : invitez qui"
        " manque, cochez les personnes, choisissez les espaces de travail, connectez.",
        lambda world, seen: bool(world.kept.sales_connect.connected_users()),
    ),
    _Stop(
        company.SALES_CONNECT_ADMIN,
        DM,
        "Report the batch by the button on its card. Each salesperson then reads a message.",
        "Rendez compte du lot par le bouton de sa carte. Chaque personne reçoit un message.",
        lambda world, seen: REPORTED in seen,
    ),
)

_LEADS: Final = {
    "en": (
        "Take the road from “we bought Sales Connect” to connected salespeople, as everybody"
        " in turn.",
        "The road is played. Look at the messages as a salesperson, try `/salesconnect status`,"
        " or begin again.",
    ),
    "fr": (
        "Faites la route de « nous avons acheté Sales Connect » aux commerciaux connectés, en"
        " prenant tour à tour la place de chacun.",
        "La route est faite. Lisez les messages en tant que commercial, essayez"
        " `/salesconnect status`, ou recommencez.",
    ),
}


def remember(world: World) -> None:
    """Which buttons stand on a screen, or stood there: that is how far the road was played."""
    seen = world.kept.seen
    standing: set[str] = set()
    for channel in world.slack.state.channels.values():
        for message in channel.messages[-LOOK_BACK:]:
            if message.bot_id is None or message.deleted:
                continue
            actions = {str(p.element.get("action_id")) for p in pressables(message.blocks)}
            standing |= actions
            if ids.CONNECT_USERS in actions and ids.START_NOW not in actions:
                seen.add(READY)
    if ids.ALL_CONNECTED in seen and ids.ALL_CONNECTED not in standing:
        seen.add(REPORTED)
    seen |= standing


def guide(world: World, user_id: str, place: str, language: Language) -> Guide:
    """What is done, what is next and whose turn it is."""
    seen = world.kept.seen
    done = [stop.is_done(world, seen) for stop in _ROAD]
    # Whoever skips the made-up Sales Connect is not held up by it.
    done = [flag or any(done[i + 1 :]) for i, flag in enumerate(done)]
    current = done.index(False) if False in done else None
    steps = []
    for index, stop in enumerate(_ROAD):
        who = company.BY_ID[stop.who]
        is_now = index == current
        is_there = user_id == stop.who and place == stop.place
        steps.append(
            Step(
                words=_words(stop.french if language == "fr" else stop.english),
                state="done" if done[index] else "now" if is_now else "later",
                href=f"/as/{who.handle}/{stop.place}" if is_now and not is_there else None,
                link_words=_go(who, stop.place, user_id, language),
                values=_values(world) if is_now and stop.has_values else (),
            )
        )
    lead = _LEADS[language][current is None]
    return Guide(lead=lead.replace("`", ""), steps=tuple(steps), progress=(sum(done), len(done)))


def _go(who: company.Employee, place: str, user_id: str, language: Language) -> str:
    screen = place == "team-access"
    if user_id == who.id:
        if language == "fr":
            return "Ouvrir Team Access" if screen else "Ouvrir les messages du bot"
        return "Open Team Access" if screen else "Open the bot's messages"
    return f"Devenir {who.first_name}" if language == "fr" else f"Be {who.first_name}"


def _values(world: World) -> tuple[tuple[str, str], ...]:
    marketo = world.kept.marketo
    return (
        ("Munchkin ID", marketo.munchkin_id),
        ("Client ID", marketo.client_id),
        ("Client Secret", marketo.client_secret),
    )


def _words(text: str) -> Markup:
    """`code` between backticks; the rest as it is."""
    parts = text.split("`")
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if index % 2 else escape(part)
        for index, part in enumerate(parts)
    )
