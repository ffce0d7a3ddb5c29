"""Of `Also to try`: long lists, and what a run of many people can go through."""

from typing import Final

from bot.views import ids
from practice import company
from practice.page.guide.played import (
    BY_CONNECTOR,
    BY_FILE,
    BY_GROUP,
    TO_DISCONNECT,
    pressed,
    submitted,
)
from practice.page.guide.stops import Stop, Values, was_seen, were_seen
from practice.page.screens import DM
from practice.world import World

WORKSPACES: Final = "France\nIberia\nNorth America"
"""Of the made-up Marketo: those that the example file names."""
EXAMPLE: Final = "sales.csv"
WITH_CONNECTOR: Final = (
    "CONNECTOR_URL=http://127.0.0.1:8080/connector CONNECTOR_SECRET=practice-only-secret make run"
)


def workspace_names(world: World) -> Values:
    return (("Workspaces", WORKSPACES),)


def _command(world: World) -> Values:
    return (("Terminal", WITH_CONNECTOR),)


LISTS: Final = (
    Stop(
        company.SALES_CONNECT_ADMIN,
        DM,
        "A list as `CSV file`, with `Connect users`: the example has eight people, two sets of"
        " workspaces and one fault. `Mend here` puts it right in the preview; the others need not"
        " wait for it.",
        "Une liste en `Fichier CSV`, avec `Connecter des utilisateurs` : l’exemple compte huit"
        " personnes, deux ensembles d’espaces et une erreur. `Corriger ici` la répare dans"
        " l’aperçu ; les autres n’ont pas à l’attendre.",
        was_seen(BY_FILE),
        values=workspace_names,
        file=EXAMPLE,
    ),
    Stop(
        company.SALES_CONNECT_ADMIN,
        DM,
        "`User groups` in the same window: `@sales-all` is everybody in Sales. Let Ilse invite"
        " twenty more in `Manage members`, and the group has them too.",
        "`Groupes d’utilisateurs`, dans la même fenêtre : `@sales-all` réunit tous les"
        " commerciaux. Faites inviter vingt personnes de plus par Ilse dans `Manage members`, et"
        " le groupe les compte aussi.",
        was_seen(BY_GROUP),
    ),
    Stop(
        company.SALES_CONNECT_ADMIN,
        DM,
        "Workspaces for single people: choose them in the preview under `Selected people`, and"
        " press `Set workspaces`. Each set is a batch of its own.",
        "Des espaces pour certaines personnes : choisissez-les dans l’aperçu sous `Personnes"
        " choisies`, puis `Attribuer les espaces`. Chaque ensemble devient un lot.",
        was_seen(pressed(ids.SET_WORKSPACES)),
    ),
    Stop(
        company.SALES_CONNECT_ADMIN,
        DM,
        "`Pause` and `Resume` a run, then `Cancel run`: the batch on its card follows, and the"
        " result says who was left out.",
        "`Suspendre` et `Reprendre` une opération, puis `Annuler l’opération` : la carte du lot"
        " suit, et le résultat dit qui a été laissé de côté.",
        were_seen(pressed(ids.PAUSE), pressed(ids.CANCEL_RUN)),
    ),
    Stop(
        company.SALES_CONNECT_ADMIN,
        DM,
        "`Check against Team Access`: select the table in `Team Access`, copy it, paste it."
        " Whoever does not stand in it is not seen, and not failed for that.",
        "`Comparer avec Team Access` : sélectionnez le tableau dans `Team Access`, copiez-le,"
        " collez-le. Qui n’y figure pas n’a pas été vu, ce qui n’est pas un échec.",
        was_seen(submitted(ids.COMPARE_MODAL)),
    ),
    Stop(
        company.SALES_CONNECT_ADMIN,
        DM,
        "Other workspaces for somebody who is connected: `/salesconnect disconnect`. Both batches"
        " come one after the other, to disconnect and to connect again.",
        "D’autres espaces pour une personne déjà connectée : `/salesconnect disconnect`. Les deux"
        " lots se suivent, pour déconnecter puis reconnecter.",
        was_seen(TO_DISCONNECT),
    ),
    Stop(
        company.SALES_CONNECT_ADMIN,
        DM,
        "Nobody ticks anything: end practice in its terminal and start it with the connector, by"
        " the command here. The preview then offers `Our connector, by itself`, which invites"
        " whom it connects.",
        "Personne ne coche rien : arrêtez la démo dans son terminal et relancez-la avec le"
        " connecteur, par la commande ci-dessous. L’aperçu propose alors `Notre connecteur, tout"
        " seul`, qui invite les personnes à connecter.",
        was_seen(BY_CONNECTOR),
        values=_command,
    ),
)
