"""The half of a person that fills in forms: fields, options, and what they tell the bot."""

from typing import Any

from practice.slack import payloads
from practice.slack.blockkit.check import problems_of_options
from practice.slack.blockkit.rules import offered
from practice.slack.client.choosing import picked_files, picked_ids, picked_options, typed_text
from practice.slack.client.configured import must_be_interactive
from practice.slack.client.screen import Screen
from practice.slack.client.seen import Message
from practice.slack.delivery import Courier, Delivery, acknowledged
from practice.slack.errors import AnswerRefused, NotThere
from practice.slack.files import Files
from practice.slack.forms import Field, Values, fields, initial_values
from practice.slack.messages import Json, StoredMessage
from practice.slack.people import User
from practice.slack.state import State
from practice.slack.views import StoredView


class Filling(Screen):
    def __init__(self, state: State, courier: Courier, files: Files, user: User) -> None:
        super().__init__(state, user)
        self._courier = courier
        self._files = files
        self._suggested: dict[tuple[str, str, str], list[Json]] = {}

    async def fill(self, label: str, value: Any, *, in_: Message | None = None) -> None:
        """
        Puts a value into the field of this label, of the open modal or of message `in_`.

        `value`: text; ids of people or channels; visible texts of options; for files
        `(name, bytes)` or a list of them; one or a list; None empties the field.
        Raises: NotThere, Deactivated, ValueError where the client takes no such value.
        """
        self._must_be_signed_in()
        place: StoredView | StoredMessage = in_.stored if in_ else self._open_modal().view
        field = self._field(place, label)
        self.put(place, field, await self._chosen(place, field, value))
        if field.dispatches:
            await self.tell(place, field)

    def put(self, place: StoredView | StoredMessage, field: Field, chosen: Any) -> None:
        """`chosen` is what the payload will hold: text, ids, options, files, or None."""
        self.values(place)[field.block_id][field.action_id] = {
            "type": field.kind,
            field.key: chosen,
        }
        self._state.changed()

    async def tell(self, place: StoredView | StoredMessage, field: Field) -> None:
        """Sends what stands in a field that dispatches. Raises: NotAcknowledged, Deactivated."""
        self._must_be_signed_in()
        action = dict(self.values(place)[field.block_id][field.action_id])
        await self._act(place, field.block_id, field.action_id, action)

    def upload(self, name: str, content: bytes) -> Json:
        """A file of hers, as `files` of a file input shows it."""
        return self._files.add(self.id, name, content)

    async def options(
        self, label: str, typed: str = "", *, in_: Message | None = None
    ) -> list[str]:
        """
        The visible texts that an external select offers for what was typed.

        Fewer characters than `min_query_length`: the bot is not asked, nothing is offered.
        """
        place: StoredView | StoredMessage = in_.stored if in_ else self._open_modal().view
        field = self._field(place, label)
        return [o["text"]["text"] for o in await self.suggestions(place, field, typed)]

    async def _act(
        self, place: StoredView | StoredMessage, block_id: str, action_id: str, action: Json
    ) -> Delivery:
        """Sends one block action; each has a time stamp and a trigger of its own."""
        must_be_interactive(self._state)
        where = place.opened_in if isinstance(place, StoredView) else place.channel
        payload = payloads.interaction(self._state, self.user, "block_actions", channel_id=where)
        payload |= self._where(place)
        action |= {
            "action_id": action_id,
            "block_id": block_id,
            "action_ts": self._state.stamps.next(),
        }
        return await self._courier.deliver("interactive", payload | {"actions": [action]})

    def _where(self, place: StoredView | StoredMessage) -> Json:
        if isinstance(place, StoredView):
            return payloads.in_view(place)
        channel = self._state.channels[place.channel]
        return payloads.in_message(self._state, self.user, channel, place)

    def suggested(self, place: StoredView | StoredMessage, field: Field) -> list[Json]:
        """All options that the bot gave there for an external select, the newest first."""
        return self._suggested.get(_key(place, field), [])

    def values(self, place: StoredView | StoredMessage) -> Values:
        """What stands in the fields before her eyes."""
        if isinstance(place, StoredView):
            return place.values
        return place.state.setdefault(self.id, initial_values(place.blocks))

    def _field(self, place: StoredView | StoredMessage, label: str) -> Field:
        there = fields(place.blocks)
        for field in there:
            if field.label.casefold() == label.casefold():
                return field
        raise NotThere(f"no field {label!r} among {[f.label for f in there]}")

    async def _chosen(self, place: StoredView | StoredMessage, field: Field, value: Any) -> Any:
        if field.key == "value":
            return typed_text(field, value)
        if "option" in field.key:
            return picked_options(field, value, await self._options(place, field, value))
        if field.kind == "file_input":
            given = [] if value is None else [value] if isinstance(value, tuple) else value
            return [self.upload(name, content) for name, content in picked_files(field, given)]
        if (
            field.key.startswith("selected_")
            and "date" not in field.key
            and "time" not in field.key
        ):
            return picked_ids(self._state, self.user, field, value)
        return value

    async def _options(
        self, place: StoredView | StoredMessage, field: Field, value: Any
    ) -> list[Json]:
        if "external" not in field.kind or value is None:
            return offered(field.element)
        wanted = [value] if isinstance(value, str) else list(value)
        for text in wanted:
            known = self.suggested(place, field)
            if not any(o["text"]["text"].casefold() == text.casefold() for o in known):
                await self.suggestions(place, field, text)
        return self.suggested(place, field)

    async def suggestions(
        self, place: StoredView | StoredMessage, field: Field, typed: str
    ) -> list[Json]:
        """
        The options of an external select for what was typed.

        Raises: NotAcknowledged, AnswerRefused, Deactivated.
        """
        self._must_be_signed_in()
        if "external" not in field.kind:
            raise NotThere(f"{field.label}: not an external select")
        must_be_interactive(self._state)
        if len(typed) < field.element.get("min_query_length", 3):
            return []
        payload = payloads.interaction(self._state, self.user, "block_suggestion", trigger=False)
        payload |= self._where(place)
        payload |= {"action_id": field.action_id, "block_id": field.block_id, "value": typed}
        payload.pop("response_url", None)
        if isinstance(place, StoredView):
            # Old clients send no state of the other fields along: nobody may rely on it.
            payload["view"] = place.as_json(with_state=False)
        delivery = acknowledged(await self._courier.deliver("interactive", payload))
        problems = problems_of_options(delivery.answer)
        if problems:
            raise AnswerRefused("block_suggestion", problems)
        found = offered(delivery.answer)
        # Whoever looks for a second one still has the first one ticked.
        values = {option["value"] for option in found}
        before = [o for o in self.suggested(place, field) if o["value"] not in values]
        self._suggested[_key(place, field)] = [*found, *before]
        return found


def _key(place: StoredView | StoredMessage, field: Field) -> tuple[str, str, str]:
    where = place.id if isinstance(place, StoredView) else f"{place.channel}:{place.ts}"
    return where, field.block_id, field.action_id
