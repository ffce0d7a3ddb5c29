"""What the documents say of invites and sandbox accounts is so."""

import re
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

import yaml
from redis.asyncio import Redis

from bot.approvers import ASKED_AT_MOST
from bot.domain import request_effects
from bot.domain.request import MOST_PEOPLE, NOTE_LENGTH
from bot.domain.request_times import (
    ESCALATED_AFTER,
    EXPIRES_AFTER,
    FIRST_NUDGE,
    REMINDED_AFTER,
    THEN_EVERY,
)
from bot.domain.stages import Language
from bot.domain.value import Value
from bot.locale import texts
from practice.slack import Person
from tests.conftest import Hands
from tests.journeys.requests import opened, set_up
from tests.journeys.steps import settled
from tests.journeys.world import CHANNEL, World, a_world

ROOT = Path(__file__).parents[2]


def document(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


README = document("README.md").split("## Invites and sandbox accounts")[1].split("\n## ")[0]
COMMANDS = re.findall(r"^/salesconnect .+$", README, re.MULTILINE)
REQUESTS = document("docs/requests.md")


async def test_what_the_readme_says_opens_the_window_filled_in(
    redis: Redis, valkey_url: str, hands: Hands
) -> None:
    """Both commands and the sentence, as they are written; what they open can be sent."""
    [sentence] = re.findall(r"“(.+?)”", " ".join(README.split()))
    invite, sandbox = COMMANDS
    async with a_world(redis, valkey_url, hands, by_http=True) as world:
        await set_up(world, Allowed_domains="lumensails.example")
        ada = world.ada
        await ada.command(invite)
        assert addresses_in(ada) == ["lena@lumensails.example", "omar@lumensails.example"]
        assert await sent(world, ada) == {}
        await ada.command(sandbox)
        assert addresses_in(ada) == ["lena+sandbox@lumensails.example"]
        await ada.close()
        await ada.say(sentence)
        await settled(world)
        await ada.press("Request sandbox account")
        assert addresses_in(ada) == ["lena+sandbox@lumensails.example"]
        await ada.fill("For whom", "U_BENOIT")
        await ada.fill("Reason", "she starts on Monday")
        assert await sent(world, ada) == {}
        channel = world.slack.channel(CHANNEL)
        assert sum("Approve" in one.buttons for one in channel.messages) == 2


def addresses_in(person: Person) -> list[str]:
    """What stands in the fields of the open window."""
    filled = [block.get("element", {}).get("initial_value", "") for block in opened(person).blocks]
    return [one for one in "\n".join(filled).split() if "@" in one]


async def sent(world: World, person: Person) -> dict[str, str]:
    await person.submit()
    await settled(world)
    return person.errors


def test_the_page_for_admins_names_what_people_see() -> None:
    """Labels as the catalogue has them, commands as they are typed."""
    labels = {str(text) for text in texts(Language.EN)._catalog.values()}  # type: ignore[attr-defined]

    named = set(re.findall(r"`(.+?)`", REQUESTS))

    typed = {one for one in named if one.startswith(("/salesconnect ", "/invite "))}
    assert len(named - typed) > 15
    assert named - typed - labels == set()


def test_the_page_for_admins_keeps_the_times_and_numbers() -> None:
    """Those of the code."""
    table = REQUESTS.split("## When nobody does anything")[1]
    days = " and ".join(f"{one.days}" for one in REMINDED_AFTER).replace(" and ", ", ", 1)

    assert timedelta(days=7) == THEN_EVERY
    assert f"| {FIRST_NUDGE // timedelta(hours=1)} hours of work |" in table
    assert f"| {ESCALATED_AFTER // timedelta(hours=1)} hours |" in table
    assert f"| {EXPIRES_AFTER.days} days |" in table
    assert f"| {days} days after the approval, then each week |" in table
    assert f"up to {MOST_PEOPLE} people" in REQUESTS
    assert f"up to {ASKED_AT_MOST} of those" in REQUESTS
    assert f"up to {NOTE_LENGTH} characters" in document("docs/security.md")


def test_every_module_and_effect_of_requests_is_on_the_map() -> None:
    """In docs/architecture.md; what operators read of in figures, in docs/operations.md."""
    architecture, operations = document("docs/architecture.md"), document("docs/operations.md")
    domain = (ROOT / "bot" / "domain").glob("*request*.py")
    effects = [
        one
        for one in vars(request_effects).values()
        if isinstance(one, type) and issubclass(one, Value) and one is not Value
    ]

    assert len(effects) == 9
    assert missing((one.stem for one in domain), architecture) == []
    assert missing((one.__name__ for one in effects), architecture) == []
    assert missing((str(one.model_fields["do"].default) for one in effects), operations) == []


def test_every_scope_and_event_has_its_reason() -> None:
    """Whoever installs it reads the same list in Slack."""
    manifest = yaml.safe_load(document("manifest.yml"))
    reasons = document("docs/security.md").split("## What Slack is asked for")[1].split("\n## ")[0]
    events = manifest["settings"]["event_subscriptions"]["bot_events"]

    assert missing(manifest["oauth_config"]["scopes"]["bot"], reasons) == []
    told = (one.replace("group_", "channel_", 1) for one in events)  # "the same of `group_…`"
    assert missing(told, reasons) == []


def missing(names: Iterable[str], text: str) -> list[str]:
    """Those that do not stand between backticks."""
    return [name for name in names if f"`{name}`" not in text]
