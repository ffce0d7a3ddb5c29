"""
Practice by program: look at everything, act as anybody, break Slack on purpose.

`docs/practice.md` lists the addresses. Bodies and answers are JSON; a refusal is
`{"error": words}` with status 400 (not understood) or 409 (not on that person's screen).
"""

import json
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from typing import Any, Final, TypeAlias
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from practice import company, newcomers
from practice.acts import ACTS, checked, message_json, modal_json
from practice.breaking import (
    NotUnderstood,
    connector_fault,
    marketo_fault,
    number,
    one_of,
    slack_fault,
    text,
    times,
)
from practice.guard import LOCAL
from practice.inspector import entries
from practice.members import why_not_deactivate, why_not_reactivate
from practice.slack import NotThere, Person, PersonSeesTrouble
from practice.world import World

Json: TypeAlias = dict[str, Any]
Wish: TypeAlias = Callable[[], Awaitable[None]]


def control_routes(world: World, start_over: Wish, met: Wish) -> list[BaseRoute]:
    """To be mounted beside Slack's own. `met`: the bot is there, or has had its time."""
    control = _Control(world, start_over, met)

    def route(path: str, answer: Callable[[Request], Awaitable[Any]], *methods: str) -> Route:
        return Route(f"/control{path}", _as_json(answer), methods=list(methods) or ["GET"])

    return [
        route("/state", control.state),
        route("/messages/{channel}", control.messages),
        route("/inspector", control.inspector),
        route("/people", control.add_people, "POST"),
        route("/people/{who}", control.screen_of),
        route("/people/{who}/invite-bot", control.invite_bot, "POST"),
        route("/people/{who}/deactivate", control.deactivate, "POST"),
        route("/people/{who}/reactivate", control.reactivate, "POST"),
        route("/people/{who}/{act}", control.act, "POST"),
        route("/usergroups", control.change_usergroup, "POST"),
        route("/jump", control.jump, "POST"),
        route("/app", control.app),
        route("/request-url", control.set_request_url, "POST"),
        route("/start-over", control.start_over, "POST"),
        route("/faults", control.add_fault, "POST"),
        route("/faults", control.clear_faults, "DELETE"),
        route("/marketo/faults", control.add_marketo_fault, "POST"),
        route("/marketo/faults", control.clear_marketo_faults, "DELETE"),
        route("/connector", control.connector),
        route("/connector/faults", control.add_connector_fault, "POST"),
        route("/connector/faults", control.clear_connector_faults, "DELETE"),
        route("/connector/pace", control.set_connector_pace, "POST"),
        route("/events", control.send_event, "POST"),
        route("/redeliver", control.redeliver, "POST"),
        route("/drop-connections", control.drop_connections, "POST"),
        route("/{rest:path}", control.unknown, "GET", "POST", "PUT", "DELETE"),
    ]


ADDED: Final = 120
"""People, where nobody says how many."""
REASONS: Final = ("", "warning", "refresh_requested", "link_disabled", "too_many_websockets")


class _Control:
    def __init__(self, world: World, start_over: Wish, met: Wish) -> None:
        self._world = world
        self._met = met
        self._start_over = start_over

    async def state(self, request: Request) -> Json:
        world = self._world
        return {
            "company": company.NAME,
            "seconds_ahead": world.clock.ahead,
            "connections": len(world.slack.sockets),
            "api_url": world.slack.api_url,
            "marketo_url": world.marketo_url,
            "people": [
                {"id": e.id, "name": e.handle, "role": e.role, "locale": u.locale}
                for u in world.employees()
                for e in [company.employee_of(u)]
            ],
            "channels": [
                {
                    "id": c.id,
                    "name": c.name,
                    "members": c.members,
                    "messages": len(c.messages),
                    "is_archived": c.is_archived,
                }
                for c in world.slack.state.channels.values()
            ],
            "usergroups": [
                {"id": g.id, "handle": g.handle, "users": g.users}
                for g in world.slack.state.usergroups.values()
            ],
        }

    async def messages(self, request: Request) -> list[Json]:
        """Of a channel by its id, `D…` for a direct message; with metadata, oldest first."""
        channel = self._world.slack.state.channels.get(request.path_params["channel"])
        if channel is None:
            raise NotUnderstood("no such channel; GET /control/state names them all")
        return [m.as_json(with_metadata=True) for m in channel.messages if not m.deleted]

    async def inspector(self, request: Request) -> list[Json]:
        """What was delivered, answered and called, the newest first, in full."""
        asked = request.query_params.get("count", "100")
        if not asked.isdecimal():
            raise NotUnderstood("count must be a number, for example ?count=100")
        count = int(asked)
        return [asdict(entry) for entry in entries(self._world, count)]

    async def screen_of(self, request: Request) -> Json:
        """What this person has before their eyes."""
        person = self._person(request)
        return {
            "is_deactivated": person.user.deleted,
            "modals": [modal_json(modal) for modal in person.modals],
            "errors": person.errors,
            "direct_messages": [message_json(m) for m in person.dm],
            "only_visible_to_them": [message_json(m) for m in person.ephemerals],
        }

    async def act(self, request: Request) -> Json:
        """As a person: one of `ACTS`."""
        person = self._person(request)
        act = ACTS.get(request.path_params["act"])
        if act is None:
            raise NotUnderstood(f"a person can {', '.join(ACTS)}")
        said = checked(await _body(request), self._world)
        await self._met()
        try:
            await act(person, said)
        except KeyError as missing:
            raise NotUnderstood(f"{missing} is missing in the body") from None
        modal = person.modal
        return {"modal": modal_json(modal) if modal else None, "errors": person.errors}

    async def invite_bot(self, request: Request) -> Json:
        """As Slack's own `/invite @Sales Connect`, typed in that channel."""
        person = self._person(request)
        channel_id = text(await _body(request), "channel", "")
        if channel_id not in {c.id for c in self._world.channels_of(person.user)}:
            raise NotUnderstood("channel must be one of this person's, for example C_GENERAL")
        await self._world.slack.happenings.invite_bot(channel_id, by=person.id)
        return {}

    async def add_people(self, request: Request) -> Json:
        """Until there are `count` made-up salespeople, `Person 001` and so on."""
        count = int(number(await _body(request), "count", ADDED))
        if count > newcomers.MOST:
            raise NotUnderstood(f"practice has room for {newcomers.MOST} made-up people")
        return {"added": newcomers.add_numbered(self._world.slack, count)}

    async def deactivate(self, request: Request) -> Json:
        """As the Slack admin, who cannot do it to herself."""
        user = self._person(request).user
        if why_not := why_not_deactivate(user):
            raise ValueError(why_not)
        await self._met()
        await self._world.slack.deactivate(user.id)
        return {}

    async def reactivate(self, request: Request) -> Json:
        user = self._person(request).user
        if why_not := why_not_reactivate(user):
            raise ValueError(why_not)
        await self._met()
        await self._world.slack.reactivate(user.id)
        return {}

    async def change_usergroup(self, request: Request) -> Json:
        """`add` and `remove` name people, `group` the handle, as the Slack admin would."""
        body = await _body(request)
        handle = text(body, "group", "")
        groups = self._world.slack.state.usergroups.values()
        group = next((g for g in groups if g.handle == handle), None)
        if group is None:
            raise NotUnderstood("group must be the handle of one, for example sales-leads")
        add, remove = (self._ids(body.get(key, [])) for key in ("add", "remove"))
        await self._met()
        await self._world.slack.happenings.change_members(group.id, add=add, remove=remove)
        return {"users": group.users}

    async def jump(self, request: Request) -> Json:
        self._world.clock.jump(number(await _body(request), "seconds", 600))
        return {"seconds_ahead": self._world.clock.ahead}

    async def start_over(self, request: Request) -> Json:
        await self._start_over()
        return {}

    async def add_fault(self, request: Request) -> Json:
        """For the next `times` calls of `method`, or of every method by `*`."""
        body = await _body(request)
        self._world.slack.faults.add(
            text(body, "method", "*"), slack_fault(body), times=times(body)
        )
        return {"pending": self._world.slack.faults.pending}

    async def clear_faults(self, request: Request) -> Json:
        self._world.slack.faults.clear()
        return {"pending": 0}

    async def add_marketo_fault(self, request: Request) -> Json:
        """For the next `times` calls of `path`, `userservice/…` or `*`."""
        body = await _body(request)
        faults = self._world.marketo.faults
        faults.add(text(body, "path", "*"), marketo_fault(body), times=times(body))
        return {"pending": self._world.marketo.faults.pending}

    async def clear_marketo_faults(self, request: Request) -> Json:
        self._world.marketo.faults.clear()
        return {"pending": 0}

    async def connector(self, request: Request) -> Json:
        """Who was really connected or disconnected through it, oldest first, and its pace."""
        connector, pace = self._world.connector, self._world.connector.pace
        done = [{"key": d.key, **d.wish.model_dump(mode="json")} for d in connector.done]
        return {"done": done, "per_second": pace.per_second, "burst": pace.burst}

    async def add_connector_fault(self, request: Request) -> Json:
        """For the next `times` requests that are signed and in time."""
        body = await _body(request)
        faults = self._world.connector.faults
        faults.add("*", connector_fault(body), times=times(body))
        return {"pending": faults.pending}

    async def clear_connector_faults(self, request: Request) -> Json:
        self._world.connector.faults.clear()
        return {"pending": 0}

    async def set_connector_pace(self, request: Request) -> Json:
        """How many requests it takes a second, and at once."""
        body = await _body(request)
        per_second, burst = number(body, "per_second", 20), number(body, "burst", 20)
        if per_second == 0 or burst < 1:
            raise NotUnderstood("per_second must be more than 0, and burst at least 1")
        self._world.connector.pace.set(per_second, burst)
        return {"per_second": per_second, "burst": burst}

    async def send_event(self, request: Request) -> Json:
        """Any event; `copies` of it have event ids of their own, as Slack has been seen to do."""
        body = await _body(request)
        event = body.get("event")
        if not isinstance(event, dict) or not isinstance(event.get("type"), str):
            raise NotUnderstood('event is missing: {"event": {"type": "user_change", …}}')
        copies = int(number(body, "copies", 1))
        sent = await self._world.slack.send_event(event, copies=copies)
        return {"delivered": sum(delivery.acked for delivery in sent)}

    async def redeliver(self, request: Request) -> Json:
        """One delivery again, byte for byte, by its key in the inspector; the newest without."""
        key = (await _body(request)).get("key")
        for index in range(len(self._world.slack.deliveries) - 1, -1, -1):
            delivery = self._world.slack.deliveries[index]
            if delivery.via == "http" and self._world.slack.request_url is None:
                continue  # where it went is no longer known
            if key in (None, f"d-{delivery.envelope_id}-{index}"):
                again = await self._world.slack.redeliver(delivery)
                return {"answered": again.acked, "answer": again.answer}
        raise NotUnderstood("nothing was delivered under this key; GET /control/inspector")

    async def app(self, request: Request) -> Json:
        """What api.slack.com would show to whoever runs a bot of their own beside practice."""
        slack = self._world.slack
        return {
            "bot_token": slack.bot_token,
            "app_token": slack.app_token,
            "signing_secret": slack.signing_secret,
            "granted_scopes": sorted(slack.scopes),
            "request_url": slack.request_url,
        }

    async def set_request_url(self, request: Request) -> Json:
        """Deliveries go there by HTTP from now on; null: over Socket Mode."""
        url = (await _body(request)).get("url")
        if url is not None and urlsplit(str(url)).hostname not in LOCAL:
            raise NotUnderstood("url must be on this machine: http://127.0.0.1:3000/slack/events")
        self._world.slack.request_url = url
        return {"request_url": url}

    async def drop_connections(self, request: Request) -> Json:
        """Cuts Socket Mode, or with `reason` announces it as Slack does."""
        body = await _body(request)
        reason = one_of(body, "reason", REASONS, "") or None
        await self._world.slack.drop_sockets(reason)
        return {}

    async def unknown(self, request: Request) -> Json:
        raise NotUnderstood("no such address or method; docs/practice.md lists them")

    def _ids(self, names: object) -> list[str]:
        users = [self._world.user(n) for n in names] if isinstance(names, list) else [None]
        found = [user.id for user in users if user is not None]
        if len(found) < len(users):
            raise NotUnderstood("add and remove are lists of names; GET /control/state has them")
        return found

    def _person(self, request: Request) -> Person:
        user = self._world.user(request.path_params["who"])
        if user is None:
            raise NotUnderstood("nobody of that name; GET /control/state names them all")
        return self._world.slack.person(user.id)


def _as_json(
    answer: Callable[[Request], Awaitable[Any]],
) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        try:
            return JSONResponse(await answer(request))
        except NotUnderstood as fault:
            return JSONResponse({"error": str(fault)}, 400)
        except (NotThere, PersonSeesTrouble, ValueError) as fault:
            return JSONResponse({"error": str(fault)}, 409)

    return endpoint


async def _body(request: Request) -> Json:
    """Raises: NotUnderstood."""
    raw = await request.body()
    if not raw:
        return {}
    try:
        body = await request.json()
        json.dumps(body, ensure_ascii=False).encode()  # half a character is no text
    except ValueError:
        body = None
    if not isinstance(body, dict):
        raise NotUnderstood("the body must be a JSON object")
    return body
