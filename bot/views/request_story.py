"""For whom something is asked, and what became of it: who did what, and when."""

from collections.abc import Iterable, Sequence
from typing import Final

from bot.domain.request import ClosedWhy, Person, PersonState, Request, RequestKind, RequestStage
from bot.domain.setup import Setup
from bot.views.say import Say
from bot.views.text import Mrkdwn, escape, mention, moment, typed

# Characters: 3,900 in all, with the rest of the longest card.
NOTE: Final = 800
WHY: Final = 300
REJECTIONS: Final = 800
STRUCK: Final = 250  # the people of one rejection

APPROVED: Final = (PersonState.APPROVED, PersonState.DONE)
ASKED_FOR: Final = (PersonState.ASKED, *APPROVED)


def quoted(text: str, room: int) -> Mrkdwn:
    """What somebody typed, as code on one line; more of it than `typed` keeps."""
    words = "".join(char if char.isprintable() else " " for char in text)
    words = " ".join(words.replace("`", "'").split())
    shown = escape(words)
    while len(shown) > room:
        words = words[: min(len(words), room) - 2] + "…"
        shown = escape(words)
    return Mrkdwn(f"`{shown}`")


def person(one: Person, say: Say) -> Mrkdwn:
    if one.user_id is None:
        return typed(one.email)
    return say("request.person", who=mention(one.user_id), email=one.email)


def people(chosen: Iterable[Person], say: Say, *, budget: int) -> Mrkdwn:
    """One a line; how many more, where there is no room."""
    return say.some([Mrkdwn(f"• {person(one, say)}") for one in chosen], budget=budget)


def subject(request: Request, say: Say, *states: PersonState) -> Mrkdwn:
    """
    What is asked for, in a few words for the middle of a sentence.

    `states`: of the people who are meant, all but the rejected ones where none is given; everybody,
    where nobody is in one of them.
    """
    numbers = request.numbers(*(states or ASKED_FOR))
    return _of([request.people[n] for n in numbers] or request.people, request, say)


def _of(chosen: Sequence[Person], request: Request, say: Say) -> Mrkdwn:
    if len(chosen) > 1:
        return say.count("request.several", len(chosen))
    return say(f"request.one.{request.kind}", who=person(chosen[0], say))


def to_do(request: Request, say: Say) -> Mrkdwn:
    """Of what is approved, what is not done yet."""
    return subject(request, say, PersonState.APPROVED)


def withdrawn_part(request: Request, say: Say) -> Mrkdwn:
    """What was not done when it was taken back; some of it may be done by now."""
    ended = request.ended_at
    chosen = [
        one
        for one in request.people
        if one.state is PersonState.APPROVED or (one.done and ended and one.done.at >= ended)
    ]
    return _of(chosen, request, say) if chosen else subject(request, say)


def rejections(request: Request, say: Say) -> Mrkdwn | None:
    """Who was rejected, struck out and said, with by whom and why; one after the other."""
    editions = dict.fromkeys(
        one.edition for one in request.people if one.state is PersonState.REJECTED
    )
    if not editions:
        return None
    told = [rejection(request, edition, say) for edition in editions]
    return say.some(told, budget=REJECTIONS)


def rejection(request: Request, edition: int, say: Say) -> Mrkdwn:
    """Of those who were rejected together."""
    chosen = [
        one
        for one in request.people
        if one.state is PersonState.REJECTED and one.edition == edition
    ]
    decided = chosen[0].decided
    assert decided is not None
    by, at = mention(decided.by), moment(decided.at)
    key = "story.rejected_some" if len(chosen) > 1 else "story.rejected_one"
    if len(chosen) == len(request.people):
        key = "story.rejected"
    said = say(key, who=by, at=at, why=quoted(chosen[0].why, WHY))
    struck = [Mrkdwn(f"• ~{person(one, say)}~") for one in chosen]
    return Mrkdwn(f"{said}\n{say.some(struck, budget=STRUCK)}")


def story(request: Request, setup: Setup, say: Say) -> list[Mrkdwn]:
    """Who did what, in its order; rejections have their own place. Empty while it waits."""
    lines: list[Mrkdwn] = []
    approved = next((one.decided for one in request.people if one.state in APPROVED), None)
    if approved:
        lines.append(say("story.approved", who=mention(approved.by), at=moment(approved.at)))
    if request.asked_adobe:
        who, at = mention(request.asked_adobe.by), moment(request.asked_adobe.at)
        lines.append(say("story.asked_adobe", who=who, at=at))
    done, end = _done(request, setup, say), _end(request, setup, say)
    return [*lines, *(end + done if _is_done_late(request) else done + end)]


def _is_done_late(request: Request) -> bool:
    """Reported when it was taken back already."""
    done = [one.done.at for one in request.people if one.done]
    return bool(done and request.ended_at and max(done) >= request.ended_at)


def fulfiller(request: Request, setup: Setup) -> Mrkdwn:
    """Who did it, or is to do it."""
    return mention(request.fulfiller or setup.sales_connect_admin)


def _done(request: Request, setup: Setup, say: Say) -> list[Mrkdwn]:
    done = [one.done for one in request.people if one.done]
    if not done:
        return []
    last = max(done, key=lambda noted: noted.at)
    who, at = mention(last.by), moment(last.at)
    if request.kind is RequestKind.SANDBOX:
        return [say("story.account", who=who, at=at)]
    if request.stage is not RequestStage.DONE:
        of = len(request.numbers(*APPROVED))
        return [say.count("story.invited_so_far", len(done), of=of, who=who)]
    return [say("story.invited", who=who, at=at)]


def _end(request: Request, setup: Setup, say: Say) -> list[Mrkdwn]:
    if request.ended_at is None:
        return []
    at = moment(request.ended_at)
    match request.stage:
        case RequestStage.WITHDRAWN:
            return [say("story.withdrawn", who=mention(request.requester), at=at)]
        case RequestStage.EXPIRED:
            return [say("story.expired", at=at)]
        case RequestStage.CLOSED if request.closed_why is ClosedWhy.SETUP_CANCELLED:
            return [say("story.cancelled", at=at)]
        case RequestStage.CLOSED if request.closed_why is ClosedWhy.NOBODY_LEFT:
            return [say("story.nobody_left", at=at)]
        case RequestStage.CLOSED:
            return [say("story.no_sandbox", at=at)]
        case _:
            return []
