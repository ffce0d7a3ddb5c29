"""What Slack tells unasked, and what nobody else listens to: acknowledged all the same."""

import re
from http import HTTPStatus
from typing import Any, Final

import structlog
from slack_bolt import BoltResponse
from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.answering import Trouble, trouble_of
from bot.domain.commands import NoteChannelChanged, NotePersonBack, NotePersonGone
from bot.domain.ids import TeamId, UserId
from bot.domain.people import Ourselves, Standing
from bot.domain.request_commands import FollowSetup, LeaveOut
from bot.domain.stages import Language
from bot.slack import KnownPerson
from bot.slack_people import person_of
from bot.views.answers import refusal_answer
from bot.views.modals import notice_modal
from bot.views.say import Say
from handlers.front import Front, SlackLate
from handlers.payload import is_in_a_view

_ANYTHING: Final = re.compile(".*")
_CHANNEL_GONE: Final = re.compile("^(channel|group)_(archive|deleted|left)$")
_CHANNEL_BACK: Final = re.compile("^(channel|group)_unarchive$")
_JOINED_OR_LEFT: Final = re.compile("^member_(joined|left)_channel$")
_WHY: Final = {
    "channel_archive": "is_archived",
    "group_archive": "is_archived",
    "channel_deleted": "channel_not_found",
    "group_deleted": "channel_not_found",
}

log = structlog.get_logger("handlers")


def register(app: AsyncApp, front: Front) -> None:
    """Listeners that come last."""

    @app.event("user_change")
    async def person_changed(event: dict[str, Any], body: dict[str, Any]) -> None:
        team_id, user = TeamId(body["team_id"]), event["user"]
        user_id = UserId(user["id"])
        await front.ask.forget_person(team_id, user_id)
        person = person_of(user, team_id, front.ask.now())
        await front.ask.note_standing(team_id, person)
        await front.visits.changed(team_id, user_id)
        note = NotePersonGone if user.get("deleted") else NotePersonBack
        for setup in await front.ask.named_in(team_id, user_id):
            if user.get("deleted") or user_id in setup.left_slack():
                await front.handle(note(setup.id, user_id), by=Ourselves(team_id))
        await _requests_hear(front, team_id, person)

    @app.event(_CHANNEL_GONE)
    async def channel_gone(event: dict[str, Any], body: dict[str, Any]) -> None:
        await _channel_changed(front, event, body, why=_WHY.get(event["type"], "not_in_channel"))

    @app.event(_CHANNEL_BACK)
    async def channel_back(event: dict[str, Any], body: dict[str, Any]) -> None:
        await _channel_changed(front, event, body, why="")

    @app.event(_JOINED_OR_LEFT)
    async def joined_or_left(event: dict[str, Any], body: dict[str, Any]) -> None:
        """Only of the bot itself: of people it is read when it matters."""
        identity = await front.slack.identity()
        if event.get("user") == identity.user_id:
            left = event["type"] == "member_left_channel"
            await _channel_changed(front, event, body, why="not_in_channel" if left else "")

    @app.event("subteam_members_changed")
    async def group_changed(event: dict[str, Any], body: dict[str, Any]) -> None:
        await front.ask.forget_group(TeamId(body["team_id"]), str(event["subteam_id"]))

    @app.event(_ANYTHING)
    async def other_event() -> None:
        return

    @app.action(_ANYTHING)
    async def other_action(ack: AsyncAck, body: dict[str, Any]) -> None:
        # A select inside a modal reports each choice; only a press of a message wants an answer.
        if not is_in_a_view(body):
            asker = await front.who(body)
            said = refusal_answer(asker.say("fault.unknown_button"))
            await front.answer_press(body, said, asker)
        await ack()

    @app.view(_ANYTHING)
    async def other_view(ack: AsyncAck) -> None:
        await ack()

    @app.options(_ANYTHING)
    async def other_options(ack: AsyncAck) -> None:
        await ack(options=[])

    @app.shortcut(_ANYTHING)
    async def other_shortcut(ack: AsyncAck) -> None:
        await ack()

    @app.error
    async def failed(error: Exception, body: dict[str, Any]) -> BoltResponse:
        """Says that nothing was changed. The body is not logged: it may hold a credential."""
        what = body.get("command") or body.get("type")
        trouble = trouble_of(error)
        if isinstance(error, SlackLate):
            log.warning("slack was too late for an answer", what=what)
        elif trouble:  # a trace would say no more, once for everybody who asks
            log.error("the store failed an answer", what=what, why=str(error))
        else:
            log.error("a listener failed", what=what, error=type(error).__name__, exc_info=error)
        key = "fault.slack_late" if isinstance(error, SlackLate) else "fault.try_again"
        if trouble is Trouble.FULL:
            key = "fault.store_full"
        if trouble is Trouble.TOO_NEW:
            key = "fault.store_too_new"
        say = Say(Language.EN)  # whose language is not known, or not to be had now
        if body.get("type") == "block_actions":
            await front.say_to_presser(body, refusal_answer(say(key)), say)
        return _apology(body, say, key)


async def _requests_hear(front: Front, team_id: TeamId, person: KnownPerson) -> None:
    """Who left is asked for no more, and approves no more; an approver may come back."""
    is_gone, by = person.standing is Standing.DEACTIVATED, Ourselves(team_id)
    for setup in await front.ask.with_requests(team_id):
        approves = person.user_id in setup.approval.approvers
        if not (is_gone or approves):
            continue
        for request in await front.ask.open_requests(setup):
            left = request.emails_of(person.user_id, person.email) if is_gone else ()
            if left:
                await front.handle(LeaveOut(setup.id, request.id, left), by=by)
            if approves and is_gone is not (person.user_id in request.gone):
                await front.handle(FollowSetup(setup.id, request.id), by=by)


async def _channel_changed(
    front: Front, event: dict[str, Any], body: dict[str, Any], *, why: str
) -> None:
    """What waits for approval there goes on in DMs, or there again."""
    team_id, channel = TeamId(body["team_id"]), event["channel"]
    channel_id = str(channel["id"] if isinstance(channel, dict) else channel)
    await front.ask.forget_channel(team_id, channel_id)
    for setup in await front.ask.with_channel(team_id, channel_id):
        await front.handle(NoteChannelChanged(setup.id, why), by=Ourselves(team_id))


def _apology(body: dict[str, Any], say: Say, key: str) -> BoltResponse:
    said = say.plain(key)
    if "command" in body:
        return _json({"response_type": "ephemeral", "text": said})
    if body.get("type") == "view_submission":
        fields = list(body["view"].get("state", {}).get("values", {}))
        if fields:  # an error at a field keeps what was typed
            return _json({"response_action": "errors", "errors": {fields[0]: said}})
        # An empty answer would close the modal as if it had been done.
        return _json({"response_action": "update", "view": notice_modal(say(key), say)})
    if body.get("type") == "block_suggestion":  # a list is all that can be answered
        return _json({"options": []})
    if body.get("type") == "event_callback":  # Slack sends it again
        return BoltResponse(status=HTTPStatus.INTERNAL_SERVER_ERROR)
    return BoltResponse(status=HTTPStatus.OK)


def _json(body: dict[str, Any]) -> BoltResponse:
    return BoltResponse(status=HTTPStatus.OK, body=body)
