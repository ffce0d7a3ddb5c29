"""Slack's deliveries: parsed into a command, handed to `handle`, answered; no rules in here."""

from slack_bolt.async_app import AsyncApp

from handlers import (
    api_access,
    asking,
    audit,
    checklists,
    choices,
    commands,
    connection,
    credentials,
    deciding,
    disconnecting,
    fulfilling,
    guide,
    home,
    lifecycle,
    messages,
    owner,
    people,
    previews,
    provisioning,
    retries,
    runs,
    setup,
    starting,
)
from handlers.front import Front


def register(app: AsyncApp, front: Front) -> None:
    """All listeners; the catch-alls of `lifecycle` come last."""
    commands.register(app, front)
    setup.register(app, front)
    credentials.register(app, front)
    api_access.register(app, front)
    connection.register(app, front)
    provisioning.register(app, front)
    disconnecting.register(app, front)
    previews.register(app, front)
    starting.register(app, front)
    runs.register(app, front)
    checklists.register(app, front)
    people.register(app, front)
    owner.register(app, front)
    retries.register(app, front)
    audit.register(app, front)
    asking.register(app, front)
    deciding.register(app, front)
    fulfilling.register(app, front)
    guide.register(app, front)
    home.register(app, front)
    choices.register(app, front)
    messages.register(app, front)
    lifecycle.register(app, front)
