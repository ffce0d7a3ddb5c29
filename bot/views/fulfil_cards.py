"""What is approved, for who does it in Sales Connect or asks Adobe; and for whom it was done."""

from typing import Final

from slack_sdk.models.blocks import Block, ButtonElement

from bot.domain.effects import Slot
from bot.domain.request import PersonState, Request, RequestStage
from bot.domain.setup import Setup
from bot.views import request_buttons
from bot.views.blocks import Message, actions, context, header, message, section
from bot.views.left_out import left_out
from bot.views.names import plain_setup_name, setup_name
from bot.views.people_cards import no_longer
from bot.views.request_buttons import is_sandbox
from bot.views.request_story import people, person, story, subject, to_do, withdrawn_part
from bot.views.say import Say
from bot.views.screens import screens
from bot.views.text import Mrkdwn, mention, moment

# Characters: 3,900 in all; the file holds whoever does not fit.
ADDRESSES: Final = 2_300


def to_fulfil(request: Request, setup: Setup, slot: Slot, say: Say) -> Message:
    """One message for each request, and all that there is to do about it."""
    is_invited = _is_to_connect(request) and not request.is_taken_back_late
    key = "to_fulfil.title.invited" if is_invited else f"to_fulfil.title.{request.kind}"
    title = say.plain(key, setup=plain_setup_name(setup, say))
    told = section(Mrkdwn("\n".join(story(request, setup, say))))
    if slot.to != setup.sales_connect_admin:
        return message(header(title), told, no_longer(setup.sales_connect_admin, say))
    if request.is_taken_back_late:
        whom = [request.people[n] for n in request.numbers(PersonState.APPROVED)]
        asked = section(people(whom, say, budget=ADDRESSES))
        blocks = [asked, *_if_done(request, say), *_invited(request, say)]
    elif is_sandbox(request):
        blocks = _account(request, setup, say)
    elif request.is_approved:
        blocks = _invites(request, setup, say)
    else:
        blocks = _invited(request, say)
    if gone := left_out(request, say):
        blocks.append(section(gone))
    row = fulfil_buttons(request, setup, say)
    return message(header(title), told, *blocks, *([actions(*row)] if row else []))


def _invites(request: Request, setup: Setup, say: Say) -> list[Block]:
    emails = request.emails(PersonState.APPROVED)
    names = screens(setup, say)
    asked = say.count("to_fulfil.invites", len(emails), who=mention(request.requester), **names)
    return [
        section(Mrkdwn(f"{asked}\n{say.addresses(emails, budget=ADDRESSES)}")),
        section(say("to_fulfil.where", **names)),
        context(say("to_fulfil.report", **names)),
    ]


def _is_to_connect(request: Request) -> bool:
    """Whoever was invited, however it ended."""
    is_end = request.stage in (RequestStage.DONE, RequestStage.WITHDRAWN)
    return is_end and not is_sandbox(request) and bool(request.numbers(PersonState.DONE))


def _if_done(request: Request, say: Say) -> list[Block]:
    """Of what was taken back: nothing is left to do, and what was done is to be said."""
    label = "button.account_created" if is_sandbox(request) else "button.all_invited"
    report = say.mrkdwn(say.plain(label))
    return [section(say(f"to_fulfil.taken_back.{request.kind}", report=report))]


def taken_back(request: Request, setup: Setup, slot: Slot, say: Say) -> Message:
    """To who had it to do, as a message of its own: some of it may be done."""
    part = withdrawn_part(request, say)
    said = section(say("news.withdrawn", who=mention(request.requester), subject=part))
    if not request.is_taken_back_late or slot.to != setup.sales_connect_admin:
        return message(said)
    row = fulfil_buttons(request, setup, say)
    return message(said, *_if_done(request, say), *([actions(*row)] if row else []))


def _invited(request: Request, say: Say) -> list[Block]:
    """When nothing is left to do here: whom to connect next."""
    emails = request.emails(PersonState.DONE)
    if not emails:
        return []
    invited = say.count("to_fulfil.invited", len(emails))
    blocks: list[Block] = [section(Mrkdwn(f"{invited}\n{say.addresses(emails, budget=ADDRESSES)}"))]
    if _is_to_connect(request):
        blocks.append(section(say("to_fulfil.connect")))
    return blocks


def _account(request: Request, setup: Setup, say: Say) -> list[Block]:
    (one,) = request.people
    who, created = mention(request.requester), say.mrkdwn(say.plain("button.account_created"))
    blocks: list[Block] = [
        section(say("to_fulfil.account", who=who, person=person(one, say))),
        section(say.addresses([one.email], budget=ADDRESSES)),
    ]
    if request.stage is RequestStage.APPROVED:
        write = say.mrkdwn(say.plain("button.write_to_adobe"))
        ask = say("to_fulfil.adobe", write=write, created=created, **screens(setup, say))
        blocks.append(section(ask))
    elif request.stage is RequestStage.AT_ADOBE:
        blocks.append(section(say("to_fulfil.at_adobe", created=created)))
    return blocks


def fulfil_buttons(request: Request, setup: Setup, say: Say) -> list[ButtonElement]:
    """What may be pressed as the request stands, by the Sales Connect admin."""
    if not setup.is_open:
        return []
    if is_sandbox(request):
        return _of_account(request, say)
    file = request_buttons.send_addresses(request, say)
    several = len(request.numbers(PersonState.APPROVED)) > 1
    some = [request_buttons.some_invited(request, say)] if several else []
    reports = [request_buttons.all_invited(request, say), *some]
    connect = [request_buttons.connect_invited(request, say)] if _is_to_connect(request) else []
    if request.is_approved:
        return [*reports, file]
    if request.stage is RequestStage.DONE:
        return [*connect, file]
    return [*(reports if request.is_taken_back_late else []), *connect]


def _of_account(request: Request, say: Say) -> list[ButtonElement]:
    if not (request.is_approved or request.is_taken_back_late):
        return []
    created = request_buttons.account_created(request, say)
    if request.stage is not RequestStage.APPROVED:
        return [created]
    return [request_buttons.write_to_adobe(request, say), created]


def fulfil_reminder(request: Request, setup: Setup, slot: Slot, say: Say) -> Message:
    """Whoever's turn it is; the newest of them has the buttons."""
    if not request.is_approved:
        return message(section(say("fulfil_reminder.over", subject=subject(request, say))))
    fields = {"subject": to_do(request, say)}
    owner = setup.sales_connect_admin if request.fulfiller else setup.marketo_admin
    if slot.to != owner:
        return message(no_longer(owner, say))
    if slot.part != str(request.reminders):
        return message(section(say("fulfil_reminder.newer", **fields)))
    if request.fulfiller is None:
        return _sandbox_reminder(request, setup, say)
    since = _since(request)
    key = f"fulfil_reminder.{request.kind}"
    if request.stage is RequestStage.AT_ADOBE:
        key = "fulfil_reminder.at_adobe"
    blocks: list[Block] = [section(say(key, since=since, **fields, **screens(setup, say)))]
    if not is_sandbox(request):
        emails = request.emails(PersonState.APPROVED)
        blocks.append(section(say.addresses(emails, budget=ADDRESSES)))
    row = fulfil_buttons(request, setup, say)
    return message(*blocks, *([actions(*row)] if row else []))


def _since(request: Request) -> Mrkdwn:
    noted = request.asked_adobe or request.decided
    return moment(noted.at if noted else request.asked_at)


def lies(request: Request, setup: Setup, say: Say) -> Message:
    """To who asked, and who owns the setup: reminders alone did not help."""
    if not request.is_approved:
        return message(section(say("fulfil_reminder.over", subject=subject(request, say))))
    who = mention(request.fulfiller or setup.marketo_admin)
    return message(
        section(say("news.lies", since=_since(request), subject=to_do(request, say), who=who))
    )


def _sandbox_reminder(request: Request, setup: Setup, say: Say) -> Message:
    """It is approved, but nobody has said whether there is a sandbox."""
    fields = {"subject": to_do(request, say), "since": _since(request)}
    asked = section(say("fulfil_reminder.owns_sandbox", **fields))
    both = (request_buttons.own_sandbox(setup, say), request_buttons.no_sandbox(setup, say))
    return message(asked, *([actions(*both)] if setup.is_open else []))


def fulfilled(request: Request, setup: Setup, slot: Slot, say: Say) -> Message:
    """To one of the people of the request: what was done for them, and what they do now."""
    one = request.people[int(slot.to.removeprefix("person:"))]
    names = {"email": one.email, "setup": setup_name(setup, say), **screens(setup, say)}
    by = {"who": mention(request.requester)}
    ask = context(say("you.ask", who=mention(setup.sales_connect_admin)))
    if is_sandbox(request):
        made = section(say("fulfilled.account", **by, **names))
        return message(made, section(say("fulfilled.log_in", **names)), ask)
    return message(
        section(say("fulfilled.invited", **by, **names)),
        section(say("fulfilled.password", **names)),
        section(say("fulfilled.later", **names)),
        ask,
    )
