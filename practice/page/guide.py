"""`What now?`: the road of a newcomer, in the language of who looks, and what else to try."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from markupsafe import Markup, escape

from bot.views import ids
from practice import company
from practice.page.screens import DM, MEMBERS, SCREENS, TEAM_ACCESS
from practice.page.shown import Guide, Step, StepState
from practice.slack import Delivery
from practice.slack.rendering import pressables
from practice.world import World

Language: TypeAlias = Literal["en", "fr"]
Values: TypeAlias = tuple[tuple[str, str], ...]

LOOK_BACK: Final = 20
"""Messages of each conversation, the newest."""
READY: Final = "the reminder came"
REPORTED: Final = "the batch was reported"
ONE_ADMIN: Final = "one person is both admins"
AWAY: Final = "somebody was deactivated"
SLACK_ADMIN_ASKED: Final = "the Slack admin asked for the status"
ORGANIZATIONS: Final = (
    ("Marketo", "00D000000000001EAA"),
    ("Sales Connect", "00D000000000002EAA"),
)
"""Salesforce of the made-up products: Organization IDs that are well formed, and differ."""


@dataclass(frozen=True, slots=True)
class _Stop:
    """One stop of the road: whose it is, where, and by what one sees that it is done."""

    who: str
    place: str
    english: str
    french: str
    is_done: Callable[[World, set[str]], bool]
    values: Callable[[World], Values] = lambda world: ()
    needs_mornings: bool = False
    """Days have to pass: the button that jumps ahead to a morning stands there."""


def _was_seen(*marks: str) -> Callable[[World, set[str]], bool]:
    return lambda world, seen: any(mark in seen for mark in marks)


def _pressed(action: str) -> str:
    return f"pressed {action}"


def _submitted(modal: str) -> str:
    return f"submitted {modal}"


def _marketo_values(world: World) -> Values:
    marketo = world.kept.marketo
    return (
        ("Munchkin ID", marketo.munchkin_id),
        ("Client ID", marketo.client_id),
        ("Client Secret", marketo.client_secret),
    )


_ROAD: Final = (
    _Stop(
        company.MARKETO_ADMIN,
        DM,
        "Type `/salesconnect setup` and name the people: Mara is the Marketo admin, Sol the"
        " Sales Connect admin, Sven the Salesforce admin; the channel is `#sales-invites`.",
        "Tapez `/salesconnect setup` et nommez les personnes : Mara administre Marketo, Sol"
        " administre Sales Connect, Sven administre Salesforce ; le canal est `#sales-invites`.",
        _was_seen(ids.HAND_OVER, ids.REVEAL),
    ),
    _Stop(
        company.MARKETO_ADMIN,
        DM,
        "Hand over the credentials, in the window that the button on the card opens.",
        "Transmettez les identifiants, dans la fenêtre qu’ouvre le bouton de la carte.",
        _was_seen(ids.REVEAL, ids.CONNECTED),
        values=_marketo_values,
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
        TEAM_ACCESS,
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
        "Marketo now needs ten minutes. Use them: name the `Workspaces`, then `Prepare the first"
        " batch`, choose the salespeople and `Keep for later`.",
        "Marketo a maintenant besoin de dix minutes. Profitez-en : nommez les `Espaces Marketo`,"
        " puis `Préparer le premier lot`, choisissez les commerciaux et `Garder pour plus tard`.",
        _was_seen(_submitted(ids.PREPARED_MODAL), ids.START_PREPARED),
    ),
    _Stop(
        company.SALES_CONNECT_ADMIN,
        DM,
        "`Jump 10 minutes ahead` spares you the rest of the wait; the bot then writes to Sol by"
        " itself.",
        "`Jump 10 minutes ahead` vous épargne le reste de l’attente ; le bot écrit ensuite de"
        " lui-même à Sol.",
        lambda world, seen: READY in seen or ids.ALL_CONNECTED in seen,
    ),
    _Stop(
        company.SALES_CONNECT_ADMIN,
        DM,
        "Start with who was prepared: one click. Or `Connect users`: choose the salespeople, look"
        " at the preview, start.",
        "Démarrez avec les personnes préparées : un clic. Ou `Connecter des utilisateurs` :"
        " choisissez les commerciaux, relisez l’aperçu, démarrez.",
        _was_seen(ids.ALL_CONNECTED),
    ),
    _Stop(
        company.SALES_CONNECT_ADMIN,
        TEAM_ACCESS,
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

_ALSO: Final = (
    _Stop(
        company.SALESFORCE_ADMIN,
        DM,
        "Leave a step undone for two days, Sven's for example: a reminder comes in working hours,"
        " and `Snooze` puts the next one off.",
        "Laissez une étape en attente deux jours, celle de Sven par exemple : un rappel arrive aux"
        " heures de travail, et `Me le rappeler demain` reporte le suivant.",
        _was_seen(_pressed(ids.SNOOZE)),
        needs_mornings=True,
    ),
    _Stop(
        company.SALESFORCE_ADMIN,
        DM,
        "`Not the right person`, on Sven's first message: Mara is asked for somebody else, and"
        " names them with `Change people`.",
        "`Pas la bonne personne`, sur le premier message de Sven : Mara est priée de désigner"
        " quelqu’un d’autre, avec `Changer les personnes`.",
        _was_seen(_submitted(ids.CHANGE_PEOPLE_MODAL)),
    ),
    _Stop(
        company.SLACK_ADMIN,
        MEMBERS,
        "Let Ilse deactivate somebody who has a step to do: the step waits, and Mara hears of it.",
        "Faites désactiver par Ilse quelqu’un dont c’est le tour : l’étape attend, et Mara"
        " l’apprend.",
        _was_seen(AWAY),
    ),
    _Stop(
        company.MARKETO_ADMIN,
        DM,
        "`Open checklist`: each of the three admins has a list; Mara, who began, sees them all.",
        "`Ouvrir la liste` : chacun des trois rôles a la sienne ; Mara, à l’origine de la"
        " configuration, les voit toutes.",
        _was_seen(_submitted(ids.CHECKLIST_MODAL)),
    ),
    _Stop(
        company.MARKETO_ADMIN,
        DM,
        "`Save Organization ID`, once for each side: these two differ, so the bot says what to do.",
        "`Saisir l’Organization ID`, une fois pour chaque côté : ces deux-ci diffèrent, donc le"
        " bot dit quoi faire.",
        _was_seen(_submitted(ids.ORGANIZATION_MODAL)),
        values=lambda world: ORGANIZATIONS,
    ),
    _Stop(
        company.MARKETO_ADMIN,
        DM,
        "Begin a second setup, of the sandbox: Mara presses `Already connected`, and nothing is"
        " handed over.",
        "Lancez une seconde configuration, pour la sandbox : Mara clique sur `Déjà connecté`, et"
        " rien n’est transmis.",
        _was_seen(ids.LONG_CONNECTED),
    ),
    _Stop(
        company.SALES_CONNECT_ADMIN,
        DM,
        "In one more (give it a name), let Sol be both admins: then nothing is handed over either.",
        "Dans une autre encore (donnez-lui un nom), mettez Sol des deux côtés : là non plus, rien"
        " n’est transmis.",
        _was_seen(ONE_ADMIN),
    ),
    _Stop(
        company.MARKETO_ADMIN,
        DM,
        "Once Marketo is connected, `Change people`: with Nadia as Sales Connect admin the"
        " connection changes hands, and nobody is locked out.",
        "Une fois Marketo connecté, `Changer les personnes` : avec Nadia comme admin Sales"
        " Connect, la connexion change de mains et tout le monde garde son accès.",
        _was_seen(_pressed(ids.TAKE_OVER)),
    ),
    _Stop(
        company.SLACK_ADMIN,
        DM,
        "`/salesconnect status` as Ilse: who runs the company's Slack may change people, and sees"
        " no secret.",
        "`/salesconnect status` en tant qu’Ilse : qui gère le Slack de l’entreprise peut changer"
        " les personnes, sans voir aucun secret.",
        _was_seen(SLACK_ADMIN_ASKED),
    ),
    _Stop(
        company.MARKETO_ADMIN,
        DM,
        "`Cancel setup` asks once, tells everybody, and frees the name.",
        "`Annuler la configuration` demande une fois, prévient tout le monde et libère le nom.",
        _was_seen(_pressed(ids.CANCEL_SETUP)),
    ),
)

_LEADS: Final = {
    "en": (
        "Take the road from “we bought Sales Connect” to connected salespeople, as everybody"
        " in turn.",
        "The road is played. Look at the messages as a salesperson, try what is below, or begin"
        " again.",
    ),
    "fr": (
        "Faites la route de « nous avons acheté Sales Connect » aux commerciaux connectés, en"
        " prenant tour à tour la place de chacun.",
        "La route est faite. Lisez les messages à la place d’Ada, essayez ce qui suit, ou"
        " recommencez.",
    ),
}


def remember(world: World) -> None:
    """What stands on a screen or stood there, and what was done: so far the road was played."""
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
            if actions >= {ids.CONNECTED, ids.ALREADY_CONNECTED}:
                seen.add(ONE_ADMIN)
    for delivery in world.slack.deliveries:
        seen.update(_done_by(delivery))
    if any(employee.deleted for employee in world.employees()):
        seen.add(AWAY)
    # A setup that was cancelled takes the buttons of its batch away, too.
    was_told = {_pressed(ids.ALL_CONNECTED), _submitted(ids.BATCH_RESULT_MODAL)} & seen
    if was_told and ids.ALL_CONNECTED not in standing:
        seen.add(REPORTED)
    seen |= standing


def _done_by(delivery: Delivery) -> Iterator[str]:
    """What somebody did, once the bot has answered."""
    if not (delivery.took and delivery.acked):
        return
    payload, answer = delivery.payload, delivery.answer
    if payload.get("type") == "block_actions":
        for action in payload["actions"]:
            yield _pressed(action["action_id"])
    elif payload.get("type") == "view_submission":
        if not (isinstance(answer, dict) and answer.get("response_action") == "errors"):
            yield _submitted(payload["view"]["callback_id"])
    elif delivery.kind == "slash_commands":
        asked = (payload["user_id"], payload["text"].strip().casefold())
        if asked == (company.SLACK_ADMIN, "status"):
            yield SLACK_ADMIN_ASKED


def guide(world: World, user_id: str, place: str, language: Language) -> Guide:
    """What is done, what is next and whose turn it is."""
    seen = world.kept.seen
    done = [stop.is_done(world, seen) for stop in _ROAD]
    # Whoever skips the made-up Sales Connect is not held up by it.
    done = [flag or any(done[i + 1 :]) for i, flag in enumerate(done)]
    current = done.index(False) if False in done else None

    def step(stop: _Stop, state: StepState, name: str) -> Step:
        who = company.BY_ID[stop.who]
        is_there = user_id == stop.who and place == stop.place
        is_open = state in ("now", "free")
        return Step(
            words=_words(stop.french if language == "fr" else stop.english),
            state=state,
            href=f"/as/{who.handle}/{stop.place}" if is_open and not is_there else None,
            link_words=_go(who, stop.place, user_id, language),
            values=stop.values(world) if is_open else (),
            has_morning_jump=is_open and stop.needs_mornings,
            name=name,
        )

    steps = tuple(
        step(stop, "done" if done[n] else "now" if n == current else "later", f"{n + 1}")
        for n, stop in enumerate(_ROAD)
    )
    also = tuple(
        step(stop, "done" if stop.is_done(world, seen) else "free", f"also-{n}")
        for n, stop in enumerate(_ALSO, start=1)
    )
    lead = _LEADS[language][current is None]
    return Guide(lead=lead, steps=steps, progress=(sum(done), len(done)), also=also)


def _go(who: company.Employee, place: str, user_id: str, language: Language) -> str:
    screen = SCREENS.get(place)
    if user_id == who.id:
        if language == "fr":
            return f"Ouvrir {screen}" if screen else "Ouvrir les messages du bot"
        return f"Open {screen}" if screen else "Open the bot's messages"
    return f"Devenir {who.first_name}" if language == "fr" else f"Be {who.first_name}"


def _words(text: str) -> Markup:
    """`code` between backticks; the rest as it is."""
    parts = text.split("`")
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if index % 2 else escape(part)
        for index, part in enumerate(parts)
    )
