"""Telling the app of an event: whether it gets it, and how often."""

import asyncio

from practice.slack import payloads
from practice.slack.delivery import Courier, Delivery
from practice.slack.messages import Json
from practice.slack.people import Team
from practice.slack.state import State


def gets_event(state: State, event: Json) -> bool:
    """Without `State.app` every event."""
    return state.app is None or state.app.gets(event)


async def tell(
    state: State, courier: Courier, team: Team, event: Json, *, copies: int = 1
) -> list[Delivery]:
    """
    All attempts of all copies, which go out at once; none where the app does not get this event.

    Slack has been seen to send one message up to eleven times, each time with an `event_id` of
    its own and as no repeat [slackapi/node-slack-sdk issue 2141].
    """
    if not gets_event(state, event):
        return []
    return await tell_anyway(state, courier, team, event, copies=copies)


async def tell_anyway(
    state: State, courier: Courier, team: Team, event: Json, *, copies: int = 1
) -> list[Delivery]:
    """The same for an app that is no longer asked what it gets."""
    wrapped = [payloads.event_callback(state, team, event, state.ids) for _ in range(copies)]
    sent = await asyncio.gather(*(courier.deliver_event(payload) for payload in wrapped))
    return [attempt for attempts in sent for attempt in attempts]
