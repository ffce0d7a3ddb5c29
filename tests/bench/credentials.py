"""What a hand-over and a reveal take, each of a setup of its own, and proof that they happened."""

import asyncio
import json
from collections import Counter
from collections.abc import Iterable

from bot.domain.credentials import CredentialField
from bot.domain.stages import Stage
from bot.views.ids import parse_card_value
from practice.slack import SlackStandIn
from tests.bench.deliveries import Deliveries
from tests.bench.figures import HandedOn, Size
from tests.bench.load import Ran, run
from tests.bench.processes import Running
from tests.bench.teams import CREDENTIALS, SALES_CONNECT_ADMIN, Team, Teams


class NotShown(Exception):
    """A reveal was acknowledged, but not exactly one window with the values was opened."""


async def measure_credentials(
    slack: SlackStandIn, teams: Teams, deliveries: Deliveries, web: Running, size: Size
) -> HandedOn:
    """
    One after the other, over one connection.

    Raises:
        NotCommitted: an answer was no proof of a commit.
        NotShown: nor of a window.
    """
    hand_overs: list[Ran] = []
    reveals: list[Ran] = []
    for _ in range(size.runs):
        named = await teams.at(Stage.NAMED, size.alone)
        typed = [deliveries.hand_over(team, port=web.port) for team in named]
        hand_overs.append(await _run(deliveries, web, named, typed))
        await teams.check(named, Stage.HANDED_OVER)
        handed_over = await teams.at(Stage.HANDED_OVER, size.alone)
        presses = [
            deliveries.reveal(team, deliveries.reveal_card(team), port=web.port)
            for team in handed_over
        ]
        reveals.append(await _run(deliveries, web, handed_over, presses))
        await teams.check(handed_over, Stage.REVEALED)
        check_shown(slack, handed_over)
    alone = [await _slack_alone(slack, deliveries, size.alone) for _ in range(size.runs)]
    return HandedOn(tuple(hand_overs), tuple(reveals), tuple(alone))


async def _run(
    deliveries: Deliveries, web: Running, teams: list[Team], requests: list[bytes]
) -> Ran:
    warm_up = deliveries.slash_command("help", teams[0], SALES_CONNECT_ADMIN, port=web.port)
    return await asyncio.to_thread(run, [web.port], [requests], warm_up=warm_up)


async def _slack_alone(slack: SlackStandIn, deliveries: Deliveries, count: int) -> Ran:
    """The window of a reveal, opened without a bot: what the stand-in takes of one."""
    view = slack.calls_of("views.open")[-1].args["view"] | {"private_metadata": ""}
    requests = [
        deliveries.web_api(
            "views.open", trigger_id=deliveries.trigger(SALES_CONNECT_ADMIN), view=view
        )
        for _ in range(count)
    ]
    warm_up = deliveries.web_api("auth.test")
    return await asyncio.to_thread(
        run, [deliveries.slack_port], [requests], warm_up=warm_up, wanted=b'"ok":true'
    )


def shown(slack: SlackStandIn) -> Counter[str]:
    """How often the stand-in was asked to open a window with all three values, by setup."""
    windows = (call.args["view"] for call in slack.calls_of("views.open"))
    values = [CREDENTIALS.value(field) for field in CredentialField]
    about = (
        parse_card_value(window["private_metadata"])
        for window in windows
        if all(value in json.dumps(window["blocks"]) for value in values)
    )
    return Counter(one.setup_id for one in about if one)


def check_shown(slack: SlackStandIn, teams: Iterable[Team]) -> None:
    """
    Raises:
        NotShown: the values of one of them were in no window, or in several.
    """
    windows = shown(slack)
    for team in teams:
        if windows[team.setup_id] != 1:
            raise NotShown(f"{team.setup_id} was acknowledged, with {windows[team.setup_id]} shown")
