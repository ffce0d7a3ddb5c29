"""What takes Slack's deliveries: Bolt and our listeners. A worker takes none, and imports none."""

import logging
from dataclasses import dataclass
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from bot.config import Settings, hidden_from_libraries
from bot.slack import Slack
from handlers import register
from handlers.front import Front as Front
from handlers.timed import TimedApp


@dataclass(frozen=True, slots=True)
class FrontDoor:
    """`front` is what the listeners of `bolt` share."""

    front: Front
    bolt: AsyncApp


def front_door(settings: Settings, slack: Slack, token: str, front: Front) -> FrontDoor:
    """Ready for deliveries, however they come in."""
    return FrontDoor(front, _bolt(settings, slack, token, front))


def _bolt(settings: Settings, slack: Slack, token: str, front: Front) -> AsyncApp:
    async def authorize(**_: Any) -> AuthorizeResult:
        identity = await slack.identity()  # asked once: Bolt calls this for each delivery
        return AuthorizeResult(
            enterprise_id=None,
            team_id=identity.team_id,
            bot_id=identity.bot_id,
            bot_user_id=identity.user_id,
            bot_token=token,
        )

    signing = settings.slack_signing_secret
    with hidden_from_libraries():
        app = TimedApp(
            name="salesconnect",  # to find one, Bolt would walk the whole stack
            client=AsyncWebClient(base_url=settings.slack_api_url, retry_handlers=[]),
            authorize=authorize,
            signing_secret=signing.get_secret_value() if signing else None,
            # Its own would take the root's level, and at DEBUG write down what people typed.
            logger=logging.getLogger("slack_bolt"),
            # The answer leaves as soon as the listener ends; the default looks every 10 ms.
            process_before_response=True,
        )
    register(app, front)
    return app
