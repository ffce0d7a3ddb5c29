"""The road from “we bought Sales Connect” to connected salespeople, stop by stop."""

from typing import Final

from bot.views import ids
from practice import company
from practice.page.guide.lists import workspace_names
from practice.page.guide.played import READY, REPORTED, submitted
from practice.page.guide.stops import Stop, Values, was_seen
from practice.page.screens import DM, TEAM_ACCESS
from practice.world import World


def _values_to_hand_over(world: World) -> Values:
    marketo = world.kept.marketo
    return (
        ("Munchkin ID", marketo.munchkin_id),
        ("Client ID", marketo.client_id),
        ("Client Secret", marketo.client_secret),
    )


ROAD: Final = (
    Stop(
        company.MARKETO_ADMIN,
        DM,
        "Type `/salesconnect setup` and name the people: Mara is the Marketo admin, Sol the"
        " Sales Connect admin, Sven the Salesforce admin; the channel is `#sales-invites`.",
        "Tapez `/salesconnect setup` et nommez les personnes : Mara administre Marketo, Sol"
        " administre Sales Connect, Sven administre Salesforce ; le canal est `#sales-invites`.",
        was_seen(ids.HAND_OVER, ids.REVEAL),
    ),
    Stop(
        company.MARKETO_ADMIN,
        DM,
        "Hand over the credentials, in the window that the button on the card opens. Should a"
        " value look unusual, or Marketo not accept the pair, the bot tells Mara; that stops"
        " nothing.",
        "Transmettez les identifiants, dans la fenêtre qu’ouvre le bouton de la carte. Si une"
        " valeur paraît inhabituelle, ou si Marketo n’accepte pas la paire, le bot l’écrit à"
        " Mara ; cela n’arrête rien.",
        was_seen(ids.REVEAL, ids.CONNECTED),
        values=_values_to_hand_over,
    ),
    Stop(
        company.SALES_CONNECT_ADMIN,
        DM,
        "Reveal them: they show once. Keep them open here, and go on in a second browser window.",
        "Affichez-les : ils ne s’affichent qu’une fois. Laissez-les ouverts ici et continuez dans"
        " une seconde fenêtre du navigateur.",
        was_seen(ids.CONNECTED, ids.START_NOW),
    ),
    Stop(
        company.SALES_CONNECT_ADMIN,
        TEAM_ACCESS,
        "In the made-up Sales Connect (`Team Access`), enter the three values and connect it to"
        " Marketo.",
        "Dans le Sales Connect inventé (« Team Access »), saisissez les trois valeurs et"
        " reliez-le à Marketo.",
        lambda world, seen: world.kept.sales_connect.connected_at is not None,
    ),
    Stop(
        company.SALES_CONNECT_ADMIN,
        DM,
        "Tell the bot, by the button on the card, that you have connected.",
        "Dites au bot, par le bouton de la carte, que la connexion est faite.",
        was_seen(ids.START_NOW, ids.ALL_CONNECTED),
    ),
    Stop(
        company.SALES_CONNECT_ADMIN,
        DM,
        "Marketo now needs ten minutes. Use them: name the `Workspaces`, these for example, then"
        " `Prepare the first batch`, choose the salespeople and `Keep for later`.",
        "Marketo a maintenant besoin de dix minutes. Profitez-en : nommez les `Espaces Marketo`,"
        " ceux-ci par exemple, puis `Préparer le premier lot`, choisissez les commerciaux et"
        " `Garder pour plus tard`.",
        was_seen(submitted(ids.PREPARED_MODAL), ids.START_PREPARED),
        values=workspace_names,
    ),
    Stop(
        company.SALES_CONNECT_ADMIN,
        DM,
        "`Jump 10 minutes ahead` spares you the rest of the wait; the bot then writes to Sol by"
        " itself.",
        "`Jump 10 minutes ahead` vous épargne le reste de l’attente ; le bot écrit ensuite de"
        " lui-même à Sol.",
        lambda world, seen: READY in seen or ids.ALL_CONNECTED in seen,
    ),
    Stop(
        company.SALES_CONNECT_ADMIN,
        DM,
        "Start with who was prepared: one click. Or `Connect users`: choose the salespeople, look"
        " at the preview, start. The first batch comes, and a message that shows how far the run"
        " is.",
        "Démarrez avec les personnes préparées : un clic. Ou `Connecter des utilisateurs` :"
        " choisissez les commerciaux, relisez l’aperçu, démarrez. Le premier lot arrive, et un"
        " message qui montre l’avancement.",
        was_seen(ids.ALL_CONNECTED),
    ),
    Stop(
        company.SALES_CONNECT_ADMIN,
        TEAM_ACCESS,
        "Do in the made-up Team Access what the card of the batch says: invite who is missing,"
        " paste the copied addresses under `Tick these addresses`, choose the workspaces,"
        " connect.",
        "Faites dans le « Team Access » inventé ce que dit la carte du lot : invitez qui"
        " manque, collez les adresses copiées sous `Tick these addresses`, choisissez les espaces"
        " de travail, connectez.",
        lambda world, seen: bool(world.kept.sales_connect.connected_users()),
    ),
    Stop(
        company.SALES_CONNECT_ADMIN,
        DM,
        "Report the batch by the button on its card. Each salesperson then reads a message, and"
        " the next batch comes, where there is one.",
        "Rendez compte du lot par le bouton de sa carte. Chaque personne reçoit un message, et le"
        " lot suivant arrive, s’il y en a un.",
        lambda world, seen: REPORTED in seen,
    ),
)

LEADS: Final = {
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
