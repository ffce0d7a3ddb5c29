"""A person in Slack, driven by what stands on the screen: commands, buttons, messages, forms."""

import asyncio

from practice.slack import payloads
from practice.slack.client.configured import (
    command_text,
    must_be_interactive,
    must_have_shortcut,
    must_know_command,
)
from practice.slack.client.gathering import Gathering
from practice.slack.client.seen import Answer, Message
from practice.slack.errors import AnswerRefused, ApiError, NotThere
from practice.slack.messages import Json, StoredMessage
from practice.slack.rendering import Pressable, pressables
from practice.slack.response_urls import respond
from practice.slack.views import StoredView


class Person(Gathering):
    async def command(self, text: str, *, channel: str | None = None) -> Answer:
        """
        Types a command; without `channel` in the bot's DM. The answer is that of the ack.

        Raises: NotAcknowledged, AnswerRefused, NotConfigured, Deactivated.
        """
        self._must_be_signed_in()
        where = self._channel(channel)
        name, _, words = text.partition(" ")
        must_know_command(self._state, name)
        words = command_text(self._state, name, words)
        grant = self._state.grants.new_response_url(self.id, where.id)
        url = f"{self._state.base_url}/commands/{grant.key}"
        payload = payloads.command(self._state, self.user, where, name, words.strip(), url)
        before = self._ephemeral_versions()
        delivery = await self._courier.deliver("slash_commands", payload)
        answer = delivery.answer
        if isinstance(answer, str):
            answer = {"text": answer}
        if not answer or not (answer.get("text") or answer.get("blocks")):
            return self._new_ephemerals(before)
        try:
            said = respond(self._state, grant, _as_new(answer))
        except ApiError as refusal:
            messages = refusal.extra.get("response_metadata", {}).get("messages", [])
            raise AnswerRefused(text, [refusal.error, *messages]) from refusal
        return Answer(() if said is None else (Message.of(said),))

    async def press(
        self,
        label: str,
        *,
        in_: Message | None = None,
        in_modal: bool = False,
        in_home: bool = False,
        times: int = 1,
    ) -> Answer:
        """
        Presses the button of this label, its `confirm` included.

        Where: message `in_` as it is now, the modal, the Home tab; else the open modal, then
        the newest visible message that has it. `times=2`: two clicks of their own, at once.
        The answer holds what only she can see and what came before the acknowledgement.
        Raises: NotThere, NotAcknowledged, Deactivated.
        """
        self._must_be_signed_in()
        place, button = self._find(label, in_, in_modal=in_modal, in_home=in_home)
        return await self.press_button(place, button, times)

    async def press_as_forged(self, label: str, *, in_: Message, times: int = 1) -> Answer:
        """
        The same click from somebody who may not see the message, or after the button went.

        By a deactivated person too: they pressed just before, and it arrives just after.
        """
        button = _button(in_.blocks, label)
        if button is None:
            raise NotThere(f"no button {label!r} among {in_.buttons}")
        return await self._click(in_.stored, button, times)

    async def shortcut(self, callback_id: str, *, on: Message | None = None) -> None:
        """
        A global shortcut, or a message shortcut on a message in a channel of hers.

        Raises: NotAcknowledged, NotConfigured, NotThere, Deactivated.
        """
        self._must_be_signed_in()
        must_have_shortcut(self._state, "global" if on is None else "message", callback_id)
        if on is not None and (on.is_ephemeral or all(m is not on.stored for m in self._visible())):
            raise NotThere(f"{self.id} sees no menu at that message")
        must_be_interactive(self._state)
        kind = "shortcut" if on is None else "message_action"
        where = None if on is None else on.channel
        payload = payloads.interaction(self._state, self.user, kind, channel_id=where)
        payload |= {"callback_id": callback_id, "action_ts": self._state.stamps.next()}
        if on is not None:
            payload |= self._where(on.stored)
            payload |= {"message_ts": on.ts}
            del payload["container"], payload["state"]
        await self._courier.deliver("interactive", payload)

    async def press_button(
        self, place: StoredView | StoredMessage, button: Pressable, times: int = 1
    ) -> Answer:
        """Raises: NotAcknowledged, Deactivated."""
        self._must_be_signed_in()
        return await self._click(place, button, times)

    async def _click(
        self, place: StoredView | StoredMessage, button: Pressable, times: int
    ) -> Answer:
        before = self._ephemeral_versions()
        clicks = (
            self._act(place, button.block_id, button.element["action_id"], _action(button))
            for _ in range(times)
        )
        sent = await asyncio.gather(*clicks, return_exceptions=True)
        for outcome in sent:
            if isinstance(outcome, BaseException):
                raise outcome
        return self._new_ephemerals(before)

    def _find(
        self, label: str, in_: Message | None, *, in_modal: bool, in_home: bool
    ) -> tuple[StoredView | StoredMessage, Pressable]:
        places: list[StoredView | StoredMessage] = []
        if in_ is not None:
            places = [m for m in self._visible() if m is in_.stored]
            if not places:
                raise NotThere(f"{self.id} does not see that message")
        elif in_home:
            places = [self.home.view] if self.home else []
        else:
            top = self._state.views.top(self.id)
            places = [top] if top else []
            if not in_modal:
                places += self._visible()
        for place in places:
            button = _button(place.blocks, label)
            if button is not None:
                return place, button
        there = sorted({p.label for place in places for p in pressables(place.blocks)})
        raise NotThere(f"{self.id} sees no button {label!r}, only {there}")

    def _ephemeral_versions(self) -> dict[str, int]:
        return {m.ts: len(m.versions) for m in self._her_ephemerals()}

    def _new_ephemerals(self, before: dict[str, int]) -> Answer:
        return Answer(
            tuple(
                Message.of(m)
                for m in self._her_ephemerals()
                if before.get(m.ts, -1) != len(m.versions)
            )
        )


def _button(blocks: list[Json], label: str) -> Pressable | None:
    wanted = label.casefold()
    return next((p for p in pressables(blocks) if p.label.casefold() == wanted), None)


def _action(button: Pressable) -> Json:
    if button.option is not None:
        return {"type": "overflow", "selected_option": button.option}
    kept = ("type", "text", "value", "style")
    return {key: button.element[key] for key in kept if key in button.element}


def _as_new(answer: Json) -> Json:
    return {k: v for k, v in answer.items() if k not in ("replace_original", "delete_original")}
