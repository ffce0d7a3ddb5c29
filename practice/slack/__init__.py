"""
A strict stand-in for Slack, in memory: Web API, deliveries, and people who press buttons.

    async with SlackStandIn(scopes={"chat:write", "im:write"}) as slack:
        slack.add_user("U_MARA", "mara", "Mara Lind", email="mara@acme.example")
        # start the bot with SLACK_API_URL=slack.api_url, tokens slack.bot_token, slack.app_token
        mara = slack.person("U_MARA")
        await mara.command("/salesconnect setup")
        await mara.fill("Marketo admin", "U_MARA")
        await mara.submit()
        await mara.until(lambda message: "ready" in message.all_text)

† marks what is general knowledge of Slack and was not read in a source: easy to correct.
"""

from practice.slack.app_settings import AppSettings
from practice.slack.blockkit.check import problems_of_blocks, problems_of_view
from practice.slack.client.person import Person
from practice.slack.client.screen import Room
from practice.slack.client.seen import Answer, Message, Modal
from practice.slack.delivery import Delivery
from practice.slack.errors import (
    AnswerRefused,
    BadManifest,
    Deactivated,
    NotAcknowledged,
    NotConfigured,
    NotThere,
    PersonSeesTrouble,
)
from practice.slack.faults import Drop, Html, Late, LoseAnswer, RateLimited, Refuse, ServerError
from practice.slack.limits import Limits
from practice.slack.standin import SlackStandIn
from practice.slack.state import Call

__all__ = [
    "Answer",
    "AnswerRefused",
    "AppSettings",
    "BadManifest",
    "Call",
    "Deactivated",
    "Delivery",
    "Drop",
    "Html",
    "Late",
    "Limits",
    "LoseAnswer",
    "Message",
    "Modal",
    "NotAcknowledged",
    "NotConfigured",
    "NotThere",
    "Person",
    "PersonSeesTrouble",
    "RateLimited",
    "Refuse",
    "Room",
    "ServerError",
    "SlackStandIn",
    "problems_of_blocks",
    "problems_of_view",
]
