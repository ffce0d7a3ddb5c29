"""All that is read before an answer has one limit together, however slow each answer of Slack's."""

import asyncio
from typing import Any, Final

from bot.domain.ids import UserId
from bot.store import keys
from practice.slack import Delivery, Late, Modal, Person
from tests.journeys.spoken import OVER_HTTP
from tests.journeys.steps import TEAM, answered_privately, fill_setup, kept, submit_as
from tests.journeys.world import World

SLOW: Final = 1.1  # seconds: two of them, one after the other, are more than the limit
LIMIT: Final = 2.5  # seconds for the answer, on busy cores
LATE: Final = "press again"
GROUP: Final = "@sales-leads"
ASKERS: Final = ("U_STELLA", "U_OWEN", "U_ADA", "U_SVEN", "U_MARA")


def _window(person: Person) -> tuple[Person, Modal]:
    """As it stands there, to be sent when others are open."""
    assert person.modal is not None
    return person, person.modal


async def _to_be_read(world: World) -> dict[str, tuple[Person, Modal]]:
    """By what must be read when the window is sent, once it is known who sends it."""
    stella, owen, ada, sven = world.stella, world.owen, world.ada, world.sven
    found = {}
    await fill_setup(ada, Instance="Sandbox", Marketo_admin="U_LIV", Sales_Connect_admin="U_KIM")
    found["people of a setup"] = _window(ada)
    known = dict.fromkeys(("Marketo_admin", "Sales_Connect_admin", "Salesforce_admin"), "U_KIM")
    await fill_setup(sven, Instance="Sandbox", Channel_for_invites="C_OTHER", **known)
    found["channel of a setup"] = _window(sven)
    await stella.press("Settings")
    await stella.fill("Approvers", ["U_LIV"])
    found["approvers"] = _window(stella)
    await stella.close()
    await stella.press("Settings")
    await stella.fill("Approver group", GROUP)
    found["user groups"] = _window(stella)
    status = await owen.command("/salesconnect status")
    await owen.press("Change people", in_=status.messages[0])
    await owen.fill("Salesforce admin", "U_LIV")
    found["another person"] = _window(owen)
    return found


async def _only_kim_is_known(world: World) -> None:
    """And the channel of the first setup."""
    await world.bot.slack.person(TEAM, UserId("U_KIM"))
    for who in (*ASKERS, "U_SOL"):
        await world.bot.redis.delete(keys.person(TEAM, UserId(who)))
    await world.bot.redis.delete(keys.user_groups(TEAM))


def _said(delivery: Delivery) -> list[Any]:
    answer = delivery.answer or {}
    return list(answer.get("errors", {}).values())


@OVER_HTTP
async def test_two_slow_reads_are_too_late_together(world: World) -> None:
    """Who asks takes 1.1 s, then what they ask for: said after 1.5 s in all, nothing committed."""
    world.slack.add_user("U_KIM", "kim", "Kim Sato", email="kim@acme.example")
    world.slack.add_user("U_LIV", "liv", "Liv Aas", email="liv@acme.example")
    world.slack.add_channel("C_OTHER", "other-invites", members=ASKERS)
    world.slack.add_usergroup("S_LEADS", "sales-leads", ["U_ADA"])
    await world.named()
    windows = await _to_be_read(world)
    await _only_kim_is_known(world)
    before, sent = await kept(world), len(world.slack.deliveries)
    for method in ("users.info", "conversations.info", "usergroups.list"):
        world.slack.faults.add(method, Late(SLOW), times=None)

    pressed = asyncio.create_task(world.mara.press("Hand over credentials"))  # reads who gets them
    answers = await asyncio.gather(*(submit_as(world, *window) for window in windows.values()))
    await pressed

    said = {what: _said(answer) for what, answer in zip(windows, answers, strict=True)}
    assert [what for what, errors in said.items() if LATE not in str(errors)] == [], said
    assert max(one.took for one in world.slack.deliveries[sent:]) < LIMIT
    assert LATE in str([m.all_text for m in await answered_privately(world, world.mara)])
    assert world.mara.modal is None
    assert await kept(world) == before
