"""From the pressed Connect to the reminder: the messages of who connects Marketo."""

from slack_sdk.models.blocks import Block

from bot.domain.checklists import Point
from bot.domain.setup import Setup
from bot.domain.stages import Side, Stage
from bot.views import buttons, ids
from bot.views.blocks import Message, actions, button, context, header, message, section
from bot.views.names import plain_setup_name, workspace_list, workspace_set
from bot.views.people_cards import no_longer
from bot.views.say import Say
from bot.views.screens import screens
from bot.views.text import Mrkdwn, clock_time, mention, moment


def connection(setup: Setup, to: str, say: Say) -> Message:
    """The wait, where no credentials were opened."""
    title = header(say.plain("connection.title", setup=plain_setup_name(setup, say)))
    if to != setup.sales_connect_admin or setup.connected_at is None:
        return message(title, no_longer(setup.sales_connect_admin, say))
    blocks = waiting(setup, say) if setup.stage is Stage.CONNECTED else wait_over(setup, say)
    return message(title, *blocks)


def _connected(setup: Setup, say: Say) -> Block:
    assert setup.connected_at is not None
    if setup.connected_by_itself:
        return section(say("connection.by_itself", who=mention(setup.marketo_admin)))
    return section(say("credentials.connected", at=moment(setup.connected_at)))


def wait_over(setup: Setup, say: Say) -> list[Block]:
    return [_connected(setup, say), section(say("credentials.wait_over"))]


def waiting(setup: Setup, say: Say) -> list[Block]:
    """The ten minutes are used: what is open yet, each with its button."""
    assert setup.ready_at is not None
    time = clock_time(setup.ready_at)
    lines = (_workspaces_line(setup, say), _salesforce_line(setup, say), _people_line(setup, say))
    return [
        _connected(setup, say),
        section(say("credentials.wait", time=time)),
        section(Mrkdwn("\n".join((say("walk.intro"), *lines)))),
        *workspaces_known(setup, say),
        actions(
            buttons.prepare(setup, say),
            buttons.workspaces(setup, say),
            buttons.open_checklist(setup, say),
            buttons.save_organization(setup, say),
            buttons.start_now(setup, say),
        ),
    ]


def _workspaces_line(setup: Setup, say: Say) -> Mrkdwn:
    if setup.workspaces:
        return say.count("walk.workspaces_done", len(setup.workspaces))
    return say("walk.workspaces")


def _salesforce_line(setup: Setup, say: Say) -> Mrkdwn:
    if Point.SALESFORCE_CONNECTED not in setup.ticks:
        return say("walk.salesforce", **screens(setup, say))
    are_known = len(setup.organizations) == len(Side)
    if are_known and not setup.organizations_differ:
        return say("walk.salesforce_done")
    return say("walk.organizations", **screens(setup, say))


def _people_line(setup: Setup, say: Say) -> Mrkdwn:
    if setup.prepared:
        names = workspace_set(setup.prepared.workspaces, say)
        return say.count("walk.people_done", setup.prepared.people, names=names)
    return say("walk.people")


def ready(setup: Setup, to: str, say: Say) -> Message:
    if to != setup.sales_connect_admin or setup.ready_at is None:
        title = header(say.plain("connection.title", setup=plain_setup_name(setup, say)))
        return message(title, no_longer(setup.sales_connect_admin, say))
    blocks: list[Block] = [
        header(say.plain("ready.title", setup=plain_setup_name(setup, say))),
        section(say("ready.text", **screens(setup, say))),
    ]
    if setup.started_early_by:
        early = mention(setup.started_early_by)
        blocks.append(context(say("ready.early", who=early, **screens(setup, say))))
    blocks += workspaces_known(setup, say)
    if setup.runs:
        return message(*blocks, section(say("ready.started")))
    row = [buttons.connect_users(setup, say), buttons.workspaces(setup, say)]
    if prepared := setup.prepared:
        names = workspace_set(prepared.workspaces, say)
        blocks.append(section(say.count("ready.prepared", prepared.people, names=names)))
        label = say.count("button.start_prepared", prepared.people)
        value = buttons.value(setup, run_id=prepared.run_id)
        row.insert(0, button(label, ids.START_PREPARED, value, primary=True))
    return message(*blocks, actions(*row))


def workspaces_known(setup: Setup, say: Say) -> tuple[Block, ...]:
    if not setup.workspaces:
        return (context(say("workspaces.none_known")),)
    return (context(say("workspaces.known", names=workspace_list(setup.workspaces, say))),)
