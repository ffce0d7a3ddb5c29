"""The Home tab: open steps first, then what can be begun, then each setup that the reader sees."""

from typing import Any, Final

from slack_sdk.models.blocks import Block, DividerBlock, MarkdownTextObject, SectionBlock
from slack_sdk.models.views import View

from bot.domain.overview import Overview
from bot.domain.people import Standing
from bot.domain.request import Request, RequestKind
from bot.domain.request_approval import refuse_withdrawal
from bot.domain.setup import Setup
from bot.domain.trail import back, on
from bot.views import ids, request_buttons
from bot.views.blocks import actions, button, context, header, section
from bot.views.home_setups import setup_on_home
from bot.views.home_steps import NO_STEPS, Steps, open_steps
from bot.views.ids import Wanted
from bot.views.names import setup_name
from bot.views.request_lines import request_line
from bot.views.road import cancelled
from bot.views.say import Say
from bot.views.status import late_line
from bot.views.text import Mrkdwn
from bot.views.undelivered_cards import undelivered_blocks
from bot.views.welcome import begin_setup

SETUPS_A_PAGE: Final = 5
MOST_BLOCKS: Final = 100  # that Slack takes (slack.md, part 2)
MOST_OWN: Final = 5  # requests of the reader's own
MOST_CANCELLED: Final = 2
HOME: Final = "home"
FIRST: Final = "first"  # what no trail is: Slack takes no empty value


def home_view(overview: Overview, say: Say) -> dict[str, Any]:
    """What `views.publish` takes."""
    if overview.reader.standing is not Standing.MEMBER:
        blocks: list[Block] = [section(say("home.guest"))]
    else:
        blocks = _for_member(overview, say)
    view: dict[str, Any] = View(type="home", callback_id=HOME, blocks=blocks).to_dict()
    return view


def _for_member(overview: Overview, say: Say) -> list[Block]:
    if not overview.is_set_up:
        return _rest(overview, NO_STEPS, say)
    # What is written last has the room that is left; it stands first all the same. What has its
    # buttons there, has them only there.
    room = MOST_BLOCKS - len(_rest(overview, NO_STEPS, say))
    steps = open_steps(overview, say, room=room)
    return [*steps.blocks, *_rest(overview, steps, say)]


def _rest(overview: Overview, above: Steps, say: Say) -> list[Block]:
    """All but the steps; `above`: what has its buttons with those."""
    begin = _empty(say) if not overview.is_set_up else _to_begin(say)
    setups = (setup_on_home(one, overview.reader, above, say) for one in overview.seen)
    rest = [
        *begin,
        *(block for blocks in setups for block in blocks),
        *_pages(overview, say),
        *_own(overview, say),
        *_cancelled(overview, say),
    ]
    if late := late_line(overview, say):
        rest += [DividerBlock(), context(late)]
    return rest


def _to_begin(say: Say) -> list[Block]:
    """What everybody may do at any time."""
    nobody = Wanted("")
    return [
        DividerBlock(),
        actions(
            request_buttons.ask_for(RequestKind.INVITE, nobody, say, primary=False),
            request_buttons.ask_for(RequestKind.SANDBOX, nobody, say, primary=False),
            begin_setup(say, primary=False),
        ),
        context(say("home.ask")),
    ]


def _empty(say: Say) -> list[Block]:
    """Nothing is set up: what it is about, what it needs, and the one button."""
    return [
        header(say.plain("home.empty.title")),
        section(say("home.empty.what")),
        section(say("home.empty.road")),
        section(say("home.empty.needs")),
        actions(begin_setup(say)),
        context(say("home.ask")),
    ]


def _pages(overview: Overview, say: Say) -> list[Block]:
    """Where there are more setups than one page holds."""
    many, trail, first = len(overview.setups), overview.trail, overview.before
    if many <= len(overview.seen):
        return []
    last = first + len(overview.seen)
    following = on(trail, [one.setup for one in overview.seen]) if last < many else None
    row = []
    if trail:
        former = back(trail, SETUPS_A_PAGE) or FIRST
        row.append(button(say.plain("home.back"), f"{ids.HOME_PAGE}back", former))
    if following:
        row.append(button(say.plain("home.on"), f"{ids.HOME_PAGE}on", following))
    where = say("home.page", first=first + 1, last=last, of=many)
    if last < many and not following:
        where = Mrkdwn(f"{where}. {say('status.by_name', first=last)}")
    return [DividerBlock(), context(where), *([actions(*row)] if row else [])]


def _own(overview: Overview, say: Say) -> list[Block]:
    """What they asked for, or what was asked for them."""
    if not overview.own:
        return []
    shown = overview.own[:MOST_OWN]
    blocks: list[Block] = [DividerBlock(), header(say.plain("home.own"))]
    blocks += [_own_request(request, setup, overview, say) for request, setup in shown]
    if more := len(overview.own) - len(shown):
        blocks.append(context(say.count("home.more_own", more)))
    return blocks


def _own_request(request: Request, setup: Setup, overview: Overview, say: Say) -> Block:
    line = request_line(request, setup, say)
    if request.is_over or refuse_withdrawal(request, setup, overview.reader):
        return section(line)
    withdraw = request_buttons.withdraw(request, say)
    return SectionBlock(text=MarkdownTextObject(text=line), accessory=withdraw)


def _cancelled(overview: Overview, say: Say) -> list[Block]:
    """Where something did not get through before the setup was cancelled."""
    if not overview.of_cancelled:
        return []
    blocks: list[Block] = [DividerBlock()]
    for setup, given_up in overview.of_cancelled[:MOST_CANCELLED]:
        said = say("home.of_setup", setup=setup_name(setup, say), what=cancelled(setup, say))
        blocks.append(section(said))
        blocks += undelivered_blocks(setup, given_up, say)
    if (more := len(overview.of_cancelled) - MOST_CANCELLED) > 0:
        blocks.append(context(say.count("status.more", more)))
    return blocks
