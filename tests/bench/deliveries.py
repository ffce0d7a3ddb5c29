"""What Slack sends, made and signed before the clock starts: the bytes of HTTP requests."""

import json
import time
from secrets import token_hex
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

from slack_sdk.signature import SignatureVerifier

from bot.domain.credentials import CredentialField
from bot.domain.ids import UserId
from bot.views import ids
from bot.views.ids import CardValue
from practice.slack import SlackStandIn, payloads
from practice.slack.messages import StoredMessage
from practice.slack.views import StoredView
from tests.bench.load import HOST
from tests.bench.teams import CREDENTIALS, MARKETO_ADMIN, SALES_CONNECT_ADMIN, Team

SENT_WITHIN: Final = 120.0  # seconds; signatures are good for 300


class Deliveries:
    """Interactions as the stand-in shapes them, so that it opens the windows they ask for."""

    def __init__(self, slack: SlackStandIn) -> None:
        self._slack = slack
        self._verifier = SignatureVerifier(slack.signing_secret)

    def slash_command(self, text: str, team: Team, user_id: UserId, *, port: int) -> bytes:
        """`/salesconnect …`, typed by somebody."""
        fields = {
            "team_id": team.id,
            "team_domain": "acme",
            "channel_id": "C_INVITES",
            "channel_name": "sales-invites",
            "user_id": user_id,
            "user_name": "sol",
            "command": "/salesconnect",
            "text": text,
            "response_url": "https://hooks.example/commands/1/2",
            "trigger_id": f"1.2.{token_hex(16)}",
            "api_app_id": "A_BENCH",
            "is_enterprise_install": "false",
        }
        return self._signed(fields, port)

    def hand_over(self, team: Team, *, port: int) -> bytes:
        """The Marketo admin submits the modal with the three values."""
        slack, view_id = self._slack, self._slack.state.ids.next("V")
        typed = {
            field: {ids.INPUT: {"type": "plain_text_input", "value": CREDENTIALS.value(field)}}
            for field in CredentialField
        }
        modal = {
            "type": "modal",
            "callback_id": ids.HAND_OVER_MODAL,
            "private_metadata": CardValue(team.setup_id, part=SALES_CONNECT_ADMIN).dump(),
            "blocks": [],
        }
        view = StoredView(
            id=view_id,
            user_id=MARKETO_ADMIN,
            team_id=team.id,
            body=modal,
            hash=token_hex(8),
            bot_id=slack.bot_id,
            app_id=slack.app_id,
            root_view_id=view_id,
            values={str(field): value for field, value in typed.items()},
        )
        payload = self._interaction("view_submission", team, MARKETO_ADMIN)
        payload |= {"view": view.as_json(), "response_urls": []}
        return self._signed({"payload": json.dumps(payload)}, port)

    def reveal_card(self, team: Team) -> StoredMessage:
        """The message in the Sales Connect admin's DM that has the button `Reveal credentials`."""
        state = self._slack.state
        button = {
            "type": "button",
            "action_id": ids.REVEAL,
            "text": {"type": "plain_text", "text": "Reveal credentials"},
            "style": "primary",
            "value": CardValue(team.setup_id, part="1").dump(),  # of the first hand-over
        }
        return state.new_message(
            state.dm_with(SALES_CONNECT_ADMIN),
            user=self._slack.bot_user_id,
            text="Credentials are waiting.",
            blocks=[{"type": "actions", "block_id": "reveal", "elements": [button]}],
            team=state.home_team,
        )

    def reveal(self, team: Team, card: StoredMessage, *, port: int) -> bytes:
        """The Sales Connect admin presses the button; each press is one of its own."""
        state = self._slack.state
        user, channel = state.users[SALES_CONNECT_ADMIN], state.channels[card.channel]
        button = card.blocks[0]["elements"][0]
        action = button | {"block_id": "reveal", "action_ts": state.stamps.next()}
        payload = self._interaction("block_actions", team, SALES_CONNECT_ADMIN)
        payload |= payloads.in_message(state, user, channel, card) | {"actions": [action]}
        return self._signed({"payload": json.dumps(payload)}, port)

    @property
    def slack_port(self) -> int:
        """Of the stand-in."""
        port = urlsplit(self._slack.api_url).port
        assert port is not None
        return port

    def web_api(self, method: str, **arguments: Any) -> bytes:
        """A call of the stand-in, as the bot makes it."""
        headers = {
            "Authorization": f"Bearer {self._slack.bot_token}",
            "Content-Type": "application/json;charset=utf-8",
        }
        return post(f"/api/{method}", headers, json.dumps(arguments), port=self.slack_port)

    def trigger(self, user_id: UserId) -> str:
        """For one window."""
        state = self._slack.state
        return self._still_young(state.grants.new_trigger(user_id, state.home_team.id))

    def _interaction(self, kind: str, team: Team, user_id: UserId) -> dict[str, Any]:
        """Of another Slack workspace than the stand-in's; the trigger is the stand-in's."""
        state = self._slack.state
        payload: dict[str, Any] = payloads.interaction(state, state.users[user_id], kind)
        self._still_young(payload["trigger_id"])
        payload["user"]["team_id"] = team.id
        return payload | {"team": {"id": team.id, "domain": "acme"}}

    def _still_young(self, trigger_id: str) -> str:
        """Slack makes a trigger when the button is pressed: here that is when it is sent."""
        self._slack.state.grants.triggers[trigger_id].made_at += SENT_WITHIN
        return trigger_id

    def _signed(self, fields: dict[str, str], port: int) -> bytes:
        body, timestamp = urlencode(fields), str(int(time.time()))
        signature = self._verifier.generate_signature(timestamp=timestamp, body=body)
        assert signature is not None
        headers = {
            "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
            "Accept": "application/json,*/*",
            "Content-Type": "application/x-www-form-urlencoded",
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": signature,
        }
        return post("/slack/events", headers, body, port=port)


def post(path: str, headers: dict[str, str], body: str, *, port: int) -> bytes:
    """The bytes of one request; `body` is ASCII."""
    lines = [
        f"POST {path} HTTP/1.1",
        f"Host: {HOST}:{port}",
        *(f"{name}: {value}" for name, value in headers.items()),
        f"Content-Length: {len(body)}",
    ]
    return ("\r\n".join(lines) + "\r\n\r\n" + body).encode("ascii")
