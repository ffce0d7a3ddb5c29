"""What goes wrong: refusals of the Web API, and what a person sees when the bot fails them.

ApiError            the Web API answers `ok: false`
PersonSeesTrouble   Slack shows a person an error
    NotAcknowledged     the bot did not answer in time, or not with 200
    AnswerRefused       the bot answered, and Slack does not take the answer
    NotConfigured       the app's settings do not provide for it, so the bot is not asked
    Deactivated         Slack has signed this person out, so they can do nothing
BadManifest         api.slack.com does not save the manifest
NotThere            a test asks a person for something that is not on the screen
"""

from typing import Any


class ApiError(Exception):
    """`error` is Slack's word; the rest of the answer stands in `extra`."""

    def __init__(self, error: str, messages: list[str] | None = None, **extra: Any) -> None:
        super().__init__(error, messages or [])
        self.error = error
        self.extra = dict(extra)
        if messages:
            self.extra["response_metadata"] = {"messages": [f"[ERROR] {m}" for m in messages]}

    def answer(self) -> dict[str, Any]:
        return {"ok": False, "error": self.error, **self.extra}


class PersonSeesTrouble(Exception):
    """Slack shows the person an error in place of the bot's answer."""


class NotAcknowledged(PersonSeesTrouble):
    """The acknowledgement was missing, late or no 200; `reason` is Slack's word for a retry."""

    def __init__(self, what: str, reason: str) -> None:
        super().__init__(f"{what}: {reason}")
        self.what = what
        self.reason = reason


class AnswerRefused(PersonSeesTrouble):
    """The answer breaks a rule of Slack's; `messages` say which."""

    def __init__(self, what: str, messages: list[str]) -> None:
        super().__init__(f"{what}: {'; '.join(messages)}")
        self.what = what
        self.messages = messages


class NotConfigured(PersonSeesTrouble):
    """What Slack says where the app's settings switch it off, or do not name it."""


class Deactivated(PersonSeesTrouble):
    """Nobody acts in Slack whose account an admin has switched off."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} was deactivated, and is signed out of Slack")


class BadManifest(Exception):
    """`faults`: each with its place, as a JSON path."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("; ".join(faults))
        self.faults = faults


class NotThere(AssertionError):
    """No such button, field or option on the person's screen."""
