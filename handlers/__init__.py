"""Slack's deliveries: parsed into a command, handed to `handle`, answered; no rules in here."""

from slack_bolt.async_app import AsyncApp

from handlers import commands, connection, credentials, lifecycle, provisioning, setup
from handlers.front import Front


def register(app: AsyncApp, front: Front) -> None:
    """All listeners; the catch-alls of `lifecycle` come last."""
    commands.register(app, front)
    setup.register(app, front)
    credentials.register(app, front)
    connection.register(app, front)
    provisioning.register(app, front)
    lifecycle.register(app, front)
