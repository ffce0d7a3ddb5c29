"""People, as Slack's `users.info` describes them (slack.md, part 5)."""

from datetime import datetime
from typing import Any

from bot.domain.ids import TeamId, UserId
from bot.domain.people import Standing
from bot.domain.stages import Language
from bot.store.people import KnownPerson


def person_of(shown: dict[str, Any], team_id: TeamId, read_at: datetime) -> KnownPerson:
    profile = shown.get("profile") or {}
    name = profile.get("display_name") or shown.get("real_name") or profile.get("real_name")
    locale = str(shown.get("locale") or "")
    return KnownPerson(
        user_id=UserId(shown["id"]),
        standing=_standing(shown, team_id),
        language=Language.FR if locale.startswith("fr") else Language.EN,
        name=str(name or shown.get("name") or shown["id"]),
        email=str(profile["email"]).lower() if profile.get("email") else None,
        picture=_picture(profile),
        zone=str(shown.get("tz") or "UTC"),
        is_slack_admin=bool(shown.get("is_admin") or shown.get("is_owner")),
        read_at=read_at,
    )


def hidden_person(user_id: UserId, read_at: datetime) -> KnownPerson:
    """
    Somebody whom Slack does not describe to us, though they press or write: of a channel that is
    shared with another organisation it does not show everybody.
    """
    return KnownPerson(
        user_id=user_id,
        standing=Standing.EXTERNAL,
        language=Language.EN,
        name=str(user_id),
        email=None,
        zone="UTC",
        is_slack_admin=False,
        read_at=read_at,
    )


def _picture(profile: dict[str, Any]) -> str | None:
    """One that a view can show: Slack refuses a whole view for an address it does not take."""
    url = str(profile.get("image_72") or profile.get("image_48") or "")
    return url if url.startswith(("https://", "http://")) and len(url) <= 3_000 else None


def _standing(shown: dict[str, Any], team_id: TeamId) -> Standing:
    if shown.get("is_bot") or shown.get("id") == "USLACKBOT":
        return Standing.BOT
    if shown.get("deleted"):
        return Standing.DEACTIVATED
    home = shown.get("team_id", team_id)
    in_the_grid = team_id in ((shown.get("enterprise_user") or {}).get("teams") or ())
    if shown.get("is_stranger") or (home != team_id and not in_the_grid):
        return Standing.EXTERNAL
    if shown.get("is_restricted") or shown.get("is_ultra_restricted"):
        return Standing.GUEST
    return Standing.MEMBER
