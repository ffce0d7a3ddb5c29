"""What somebody is in a Slack workspace."""

from enum import StrEnum


class Standing(StrEnum):
    """What Slack says somebody is in this Slack workspace."""

    MEMBER = "member"
    GUEST = "guest"  # is_restricted or is_ultra_restricted
    EXTERNAL = "external"  # of another organisation, by Slack Connect
    BOT = "bot"
    DEACTIVATED = "deactivated"
