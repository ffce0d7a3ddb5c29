"""The first part of Home: what is the reader's to do now, each with its buttons."""

from collections.abc import Sequence
from itertools import chain
from typing import Final, NamedTuple

from slack_sdk.models.blocks import Block, MarkdownTextObject, SectionBlock

from bot.domain.checklists import Checklist
from bot.domain.ids import SetupId
from bot.domain.overview import Overview, SetupSeen
from bot.domain.request import PersonState, Request, RequestStage
from bot.domain.roles import Role
from bot.domain.setup import Setup
from bot.domain.setup_parts import Awaited, Turn
from bot.views import buttons, request_buttons
from bot.views.blocks import actions, context, header, section
from bot.views.checklist_progress import each_of
from bot.views.fulfil_cards import fulfil_buttons
from bot.views.names import setup_name
from bot.views.request_buttons import is_sandbox
from bot.views.request_status import to_connect
from bot.views.request_story import person
from bot.views.result_cards import left_behind
from bot.views.run_controls import run_controls, runs_to_go_on, where_and_whom
from bot.views.say import Say
from bot.views.screens import screens
from bot.views.step_buttons import how, snooze, step_buttons
from bot.views.text import Mrkdwn, mention, moment
from bot.views.to_decide import to_decide
from bot.views.undelivered_cards import lost_on_pages

MOST_STEPS: Final = 8
MOST_RUNS: Final = 2  # that one step is about
MOST_OF_EACH: Final = 5  # of requests to decide, of what is to be fulfilled, of runs, of questions
ADDRESSES: Final = 800  # characters; the file holds whoever does not fit


class Steps(NamedTuple):
    """What stands above; `runs`, `connects`: setups whose runs, or invited people, have buttons."""

    blocks: list[Block]
    runs: frozenset[SetupId] = frozenset()
    connects: frozenset[SetupId] = frozenset()


NO_STEPS: Final = Steps([])


def open_steps(overview: Overview, say: Say, *, room: int) -> Steps:
    """As many of them as `room` takes, in blocks; the others are counted."""
    steps = [_step(*one, overview.seen, say) for one in overview.steps[:MOST_STEPS]]
    connects = [to_connect(*one, say) for one in overview.to_connect[:MOST_OF_EACH]]
    before = [
        *steps,
        *(to_decide(*one, say) for one in overview.to_decide[:MOST_OF_EACH]),
        *(_fulfil(*one, say) for one in overview.to_fulfil[:MOST_OF_EACH]),
        *(left_behind(one, say) for one in overview.to_retry[:MOST_OF_EACH]),
    ]
    items = [
        *before,
        *connects,
        *(_owns_sandbox(one, say) for one in overview.asked_of_marketo[:MOST_OF_EACH]),
        *(_to_tick(*one, say) for one in overview.to_tick[:MOST_OF_EACH]),
    ]
    lost = lost_on_pages(overview.lost_beside({one.setup.id for one in overview.seen}), say)
    if not items and not lost:
        return Steps([section(say("home.nothing"))])
    kinds: list[Sequence[object]] = [overview.steps, overview.to_decide, overview.to_fulfil]
    kinds += [overview.to_retry, overview.to_connect, overview.asked_of_marketo, overview.to_tick]
    shown = _fitting(items, room - len(lost) - 2)  # the header, and how many more
    blocks: list[Block] = [header(say.plain("home.steps")), *chain(*shown), *lost]
    if more := sum(map(len, kinds)) + overview.more_to_retry - len(shown):
        blocks.append(context(say.count("home.more_steps", more)))
    runs = (
        setup.id
        for (setup, _, turn), _ in zip(overview.steps[:MOST_STEPS], shown, strict=False)
        if turn.step is Awaited.REPORT
    )
    fit = overview.to_connect[: min(len(connects), max(0, len(shown) - len(before)))]
    return Steps(blocks, frozenset(runs), frozenset(setup.id for setup, _ in fit))


def _fitting(items: Sequence[list[Block]], room: int) -> list[list[Block]]:
    shown: list[list[Block]] = []
    for item in items:
        room -= len(item)
        if room < 0:
            break
        shown.append(item)
    return shown


def _step(setup: Setup, role: Role, turn: Turn, seen: Sequence[SetupSeen], say: Say) -> list[Block]:
    step, since = say(f"awaited.{turn.step}"), moment(turn.since)
    said = [say("home.step", setup=setup_name(setup, say), step=step, since=since)]
    runs = runs_to_go_on(seen, setup)[:MOST_RUNS] if turn.step is Awaited.REPORT else []
    if not runs:
        said.append(how(setup, turn, say))
    if turn.snoozed and turn.next_at:
        said.append(say("reminder.snoozed", at=moment(turn.next_at)))
    blocks: list[Block] = []
    for run in runs:  # each with its own buttons
        text = Mrkdwn("\n".join([*said, *where_and_whom(run, setup, say)]))
        blocks += [section(text), actions(*run_controls(run, setup, say))]
        said = []
    if said:
        blocks.append(section(Mrkdwn("\n".join(said))))
    row = (*step_buttons(setup, turn, say), *snooze(setup, role, turn, say))
    return [*blocks, *([actions(*row)] if row else [])]


def _fulfil(request: Request, setup: Setup, say: Say) -> list[Block]:
    what = _account(request, setup, say) if is_sandbox(request) else _invites(request, setup, say)
    said = say("home.of_setup", setup=setup_name(setup, say), what=what)
    row = fulfil_buttons(request, setup, say)
    return [section(said), *([actions(*row)] if row else [])]


def _invites(request: Request, setup: Setup, say: Say) -> Mrkdwn:
    emails, who = request.emails(PersonState.APPROVED), mention(request.requester)
    asked = say.count("to_fulfil.invites", len(emails), who=who, **screens(setup, say))
    return Mrkdwn(f"{asked}\n{say.addresses(emails, budget=ADDRESSES)}")


def _account(request: Request, setup: Setup, say: Say) -> Mrkdwn:
    asked = say(
        "to_fulfil.account",
        who=mention(request.requester),
        person=person(request.people[0], say),
    )
    created = say.mrkdwn(say.plain("button.account_created"))
    if request.stage is RequestStage.AT_ADOBE:
        return Mrkdwn(f"{asked}\n{say('to_fulfil.at_adobe', created=created)}")
    write = say.mrkdwn(say.plain("button.write_to_adobe"))
    step = say("to_fulfil.adobe", write=write, created=created, **screens(setup, say))
    return Mrkdwn(f"{asked}\n{step}")


def _to_tick(setup: Setup, lists: Sequence[Checklist], say: Say) -> list[Block]:
    said = say("home.checklist", setup=setup_name(setup, say), lists=each_of(setup, lists, say))
    text, button = MarkdownTextObject(text=said), buttons.open_checklist(setup, say)
    return [SectionBlock(text=text, accessory=button)]


def _owns_sandbox(setup: Setup, say: Say) -> list[Block]:
    asked = say("sandbox_question.text", **screens(setup, say))
    said = say("home.of_setup", setup=setup_name(setup, say), what=asked)
    both = (request_buttons.own_sandbox(setup, say), request_buttons.no_sandbox(setup, say))
    return [section(said), actions(*both)]
