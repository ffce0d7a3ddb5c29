"""The half of a person that sends forms off: submit and close, and what the bot answers."""

import asyncio
from typing import Any

from practice.slack import payloads
from practice.slack.client.choosing import client_fault
from practice.slack.client.configured import must_be_interactive
from practice.slack.client.filling import Filling
from practice.slack.delivery import Delivery
from practice.slack.errors import AnswerRefused, ApiError, NotThere
from practice.slack.forms import fields
from practice.slack.messages import Json
from practice.slack.views import StoredView
from practice.slack.webapi.views import checked, prefill


class Submitting(Filling):
    async def submit(self, *, times: int = 1) -> None:
        """
        Presses submit; `times=2` is the impatient double click, sent at once.

        Faults at fields, the client's own too, are in `errors` and the modal stays.
        Raises: NotAcknowledged, AnswerRefused, Deactivated.
        """
        self._must_be_signed_in()
        modal = self._open_modal()
        if modal.submit_label is None:
            raise NotThere(f"the modal {modal.title!r} has no submit button")
        view = modal.view
        self._errors_at = view.id
        self._blame(view, self._client_faults(view))
        if self.faults:
            return
        must_be_interactive(self._state)
        clicks = [self._submission(view) for _ in range(times)]
        sent = await asyncio.gather(
            *(self._courier.deliver("interactive", click) for click in clicks),
            return_exceptions=True,
        )
        for delivery in sent:
            if isinstance(delivery, BaseException):
                raise delivery
            await self._apply(view, delivery)
        self._state.changed()

    async def close(self, *, all_: bool = False) -> None:
        """Closes the modal on top, or with `all_` the whole stack by its cross, each told of †."""
        self._must_be_signed_in()
        view = self._open_modal().view
        stack = list(self._state.views.stacks[self.id])
        clears = all_ or bool(view.body.get("clear_on_close"))
        closed = reversed(stack) if clears else [view]
        self._blame(view, {})
        if clears:
            self._state.views.clear(self.id)
        else:
            self._state.views.close(view)
        self._state.changed()
        for gone in closed:
            if gone.body.get("notify_on_close"):
                payload = payloads.interaction(self._state, self.user, "view_closed", trigger=False)
                payload |= {"view": gone.as_json(), "is_cleared": clears}
                await self._courier.deliver("interactive", payload)

    def _submission(self, view: StoredView) -> Json:
        payload = payloads.interaction(
            self._state, self.user, "view_submission", channel_id=view.opened_in
        )
        return payload | {"view": view.as_json(), "response_urls": []}

    async def _apply(self, view: StoredView, delivery: Delivery) -> None:
        """What the bot answered to the submission. Raises: AnswerRefused."""
        answer = delivery.answer
        views = self._state.views
        if answer and self._state.draws_after:
            await asyncio.sleep(self._state.draws_after)
        if not views.is_open(view):
            return
        if not answer:
            views.close(view)
            return
        action = answer.get("response_action") if isinstance(answer, dict) else None
        try:
            match action:
                case "errors":
                    self._blame(view, _checked_errors(view, answer.get("errors")))
                case "update":
                    views.replace(view, checked(self._state, answer.get("view")))
                case "push" if views.top(self.id) is not view:
                    pass  # the answer to a second click †: the first one's window is there
                case "push":
                    pushed = checked(self._state, answer.get("view"))
                    on_top = views.push(self.id, view.team_id, view.bot_id, pushed)
                    prefill(self._state, on_top, view.opened_in)
                case "clear":
                    views.clear(self.id)
                case _:
                    raise AnswerRefused("view_submission", [f"not an answer: {answer!r}"])
        except ApiError as refusal:
            messages = refusal.extra.get("response_metadata", {}).get("messages", [])
            raise AnswerRefused("view_submission", [refusal.error, *messages]) from refusal

    def _client_faults(self, view: StoredView) -> dict[str, str]:
        """What the client says before it sends anything."""
        found: dict[str, str] = {}
        for field in fields(view.blocks):
            value = view.values[field.block_id][field.action_id][field.key]
            fault = client_fault(field, value, self.user.locale) if field.is_input else None
            if fault is not None:
                found[field.block_id] = fault
        return found

    def _blame(self, view: StoredView, faults: dict[str, str]) -> None:
        self.faults = faults
        self.errors = {
            f.label: faults[f.block_id] for f in fields(view.blocks) if f.block_id in faults
        }


def _checked_errors(view: StoredView, errors: Any) -> dict[str, str]:
    """Raises: AnswerRefused where an error names no input block of this view, or says nothing."""
    inputs = {f.block_id for f in fields(view.blocks) if f.is_input}
    if not isinstance(errors, dict) or not errors:
        raise AnswerRefused("view_submission", ["errors must not be empty"])
    for block_id, text in errors.items():
        if block_id not in inputs:
            raise AnswerRefused("view_submission", [f"{block_id!r} is no input block of the view"])
        if not isinstance(text, str) or not text:
            raise AnswerRefused("view_submission", [f"the error at {block_id!r} has no text"])
    return errors
