"""What Slack lends to the bot for a moment: `trigger_id`s and `response_url`s."""

import secrets
from dataclasses import dataclass, field
from typing import Final

from practice.slack.clock import Clock
from practice.slack.errors import ApiError

TRIGGER_SECONDS: Final = 3.0
RESPONSE_URL_SECONDS: Final = 30 * 60.0
RESPONSE_URL_USES: Final = 5


@dataclass(slots=True)
class Trigger:
    id: str
    user_id: str
    team_id: str
    made_at: float
    channel_id: str | None = None
    is_used: bool = False


@dataclass(slots=True)
class ResponseUrl:
    """`original_ts` is the message that `replace_original` and `delete_original` mean."""

    key: str
    user_id: str
    channel_id: str
    made_at: float
    original_ts: str | None = None
    uses: int = 0


@dataclass(slots=True)
class Grants:
    clock: Clock
    triggers: dict[str, Trigger] = field(default_factory=dict)
    response_urls: dict[str, ResponseUrl] = field(default_factory=dict)

    def forget(self) -> None:
        self.triggers.clear()
        self.response_urls.clear()

    def _forget_old(self) -> None:
        """What has run out is no longer told from what never was."""
        oldest = self.clock() - RESPONSE_URL_SECONDS - 60
        for kept in (self.triggers, self.response_urls):
            for key in [k for k, grant in kept.items() if grant.made_at < oldest]:
                del kept[key]

    def new_trigger(self, user_id: str, team_id: str, channel_id: str | None = None) -> str:
        """`channel_id`: where the person was when it happened."""
        self._forget_old()
        id_ = f"{len(self.triggers) + 1}.{int(self.clock())}.{secrets.token_hex(8)}"
        self.triggers[id_] = Trigger(id_, user_id, team_id, self.clock(), channel_id)
        return id_

    def check_trigger(self, id_: str, team_ids: frozenset[str]) -> Trigger:
        """
        The trigger, not yet spent: that follows when the view is accepted.

        Raises: ApiError `invalid_trigger_id`, `exchanged_trigger_id`, `expired_trigger_id`.
        """
        trigger = self.triggers.get(id_)
        if trigger is None or trigger.team_id not in team_ids:
            raise ApiError("invalid_trigger_id")
        if trigger.is_used:
            raise ApiError("exchanged_trigger_id")
        if self.clock() - trigger.made_at > TRIGGER_SECONDS:
            raise ApiError("expired_trigger_id")
        return trigger

    def new_response_url(
        self, user_id: str, channel_id: str, original_ts: str | None = None
    ) -> ResponseUrl:
        key = f"{len(self.response_urls) + 1}/{secrets.token_hex(8)}"
        self.response_urls[key] = ResponseUrl(key, user_id, channel_id, self.clock(), original_ts)
        return self.response_urls[key]

    def use_response_url(self, key: str) -> ResponseUrl:
        """Raises: ApiError `used_url` after five uses, `expired_url` after thirty minutes †."""
        grant = self.response_urls.get(key)
        if grant is None or self.clock() - grant.made_at > RESPONSE_URL_SECONDS:
            raise ApiError("expired_url")
        if grant.uses >= RESPONSE_URL_USES:
            raise ApiError("used_url")
        grant.uses += 1
        return grant
