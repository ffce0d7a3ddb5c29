"""Of a preview: what to know before `Start`, what was left out, and why a list was not read."""

from slack_sdk.models.blocks import Block

from bot.domain.problems import Again, Duplicate
from bot.domain.run import Purpose, Run, Unread
from bot.domain.setup import Setup
from bot.views.blocks import context, section
from bot.views.run_files import TOLD
from bot.views.say import Say
from bot.views.screens import screens
from bot.views.text import Mrkdwn, mention, typed

IGNORED = 800  # characters of the names of columns
MEANT = 5  # columns of which a meaning is offered
DUPLICATES = 1_000  # characters of them; the rest is counted


def warnings(run: Run, setup: Setup, say: Say) -> list[Block]:
    said = [*_columns(run, say)]
    if run.headless:
        said.append(say.count("preview.headless", run.headless))
    if not setup.workspaces and any(batch.workspaces for batch in run.batches):
        said.append(say("preview.unchecked"))
    if run.owner_among:
        who = mention(setup.sales_connect_admin)
        said.append(say("preview.owner_among", who=who, **screens(setup, say)))
    if run.purpose is not Purpose.DISCONNECT and (carries_on := _carries_on(run, say)):
        said.append(carries_on)
    if run.purpose is Purpose.CHANGE:
        said.append(say("preview.prepared_again"))
    return [section(one) for one in said]


def _columns(run: Run, say: Say) -> list[Mrkdwn]:
    ignored = [one for one in run.ignored if not _is_of_our_file(run, one)]
    if not ignored:
        return []
    names = say.some([typed(one) for one in ignored], budget=IGNORED, between=", ")
    said = [say.count("preview.ignored", len(ignored), names=names)]
    said += [
        say("preview.meant", written=written, column=column)
        for written, column in run.meant[:MEANT]
    ]
    return [Mrkdwn("\n".join(said))]


def _is_of_our_file(run: Run, column: str) -> bool:
    """The file of problems, uploaded again: it has columns that only people read."""
    return column in TOLD and set(TOLD) <= set(run.ignored)


def _carries_on(run: Run, say: Say) -> Mrkdwn | None:
    """The same list once more, after a part of it was done."""
    done, under_way = (run.repeats.get(why, 0) for why in (Again.DONE, Again.UNDER_WAY))
    if not done and not under_way:
        return None
    counted = say("preview.carries_on", done=done, left=under_way + run.people)
    if not under_way:
        return counted
    return Mrkdwn(f"{counted} {say.count('preview.under_way', under_way)}")


def duplicates(run: Run, say: Say) -> list[Block]:
    """Counted by why, and the first of them named."""
    blocks: list[Block] = []
    for why in Again:
        count = run.repeats.get(why, 0)
        if count:
            named = [_named(one, say) for one in run.duplicates if one.why is why]
            listed = say.addresses(named, budget=DUPLICATES, of=count) if named else ""
            said = say.count(f"preview.duplicates.{why}", count)
            blocks.append(section(Mrkdwn(f"{said}\n{listed}".rstrip())))
    return blocks


def _named(one: Duplicate, say: Say) -> str:
    if not one.line:
        return one.email
    return say.plain("problem.line_and_address", line=one.line, email=one.email)


def unread(fault: Unread, say: Say) -> list[Block]:
    """Why, and the way out; what was typed stands in the window below."""
    return [section(why_unread(fault, say)), context(say("unread.back"))]


def why_unread(fault: Unread, say: Say) -> Mrkdwn:
    about: dict[str, str | int] = {"about": fault.about, "nearest": fault.nearest}
    match fault.why:
        case "no_email_column":
            about["about"] = Mrkdwn(", ".join(map(typed, fault.about.split(", "))))
        case "too_many":
            about["about"] = int(fault.about)
    said = [say(f"unread.{unread_key(fault)}", **about)]
    if fault.nearest:
        said.append(say("unread.nearest", **about))
    return Mrkdwn(" ".join(said))


def unread_key(fault: Unread) -> str:
    """What looks like something that is known has words of its own."""
    if fault.why == "unreadable" and fault.about:
        return f"unreadable.{fault.about}"
    return fault.why
