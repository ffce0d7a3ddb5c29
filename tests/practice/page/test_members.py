"""Slack's page for its admins: who may use Slack, and what is left for whoever may not."""

import pytest
from starlette.datastructures import FormData

from practice import company
from practice.company import Employee
from practice.page.screens import members as screen
from practice.slack.people import Channel
from practice.world import World
from tests.practice.sales_connect.reading import Page
from tests.practice.slack.shapes import field, modal

from .building import a_button, actions
from .site import Site

HREF = "/as/ilse/manage-members"
ILSE = company.BY_ID[company.SLACK_ADMIN]
OTHERS = [employee for employee in company.EMPLOYEES if employee != ILSE]
SVEN = "U_SVEN"


def page(world: World, who: Employee = ILSE) -> Page:
    return Page(screen.render(world.employees(), who, HREF, None))


def asked(world: World, do: str, member: str, who: Employee = ILSE) -> screen.Change | str:
    form = FormData([("do", do), ("member", member)])
    understood = screen.understood(world.employees(), who, form)
    assert not isinstance(understood, screen.Invite)
    return understood


@pytest.mark.parametrize("who", OTHERS, ids=lambda employee: employee.handle)
def test_only_the_slack_admin_changes_members(who: Employee) -> None:
    """Everybody else reads who may."""
    world = World.new(None)
    seen = page(world, who)

    assert "Only the Slack admin, Ilse" in seen.text
    assert (seen.forms, seen.buttons) == ([], [])
    assert asked(world, "deactivate", SVEN, who) == "Only the Slack admin may do this."


def test_everybody_but_herself_has_a_button_that_names_them() -> None:
    seen = page(World.new(None))

    assert [words for words, _ in seen.buttons] == [
        "Invite to Slack",
        *(f"Deactivate {e.words}" for e in OTHERS),
    ]
    assert len(seen.ids) == len(set(seen.ids))
    assert {(form.action, form.method) for form in seen.forms} == {(HREF, "post")}


def test_every_button_is_understood() -> None:
    world = World.new(None)
    world.slack.state.users[SVEN].deleted = True

    for form in page(world).forms[1:]:
        [(_, button)] = form.buttons
        [member] = form.fields
        change = asked(world, str(button["value"]), str(member["value"]))
        assert isinstance(change, screen.Change)


@pytest.mark.parametrize(
    ("do", "member", "words"),
    [
        ("deactivate", company.SLACK_ADMIN, "Ilse is the Slack admin here"),
        ("reactivate", SVEN, "Sven is active already."),
        ("dance", SVEN, "This screen has no such button."),
        ("deactivate", "U_NOBODY", "There is no such member."),
        ("deactivate", "U_BOT", "There is no such member."),
    ],
)
def test_what_cannot_be_is_told(do: str, member: str, words: str) -> None:
    change = asked(World.new(None), do, member)

    assert isinstance(change, str)
    assert words in change


async def test_the_admin_deactivates_somebody_and_brings_them_back(site: Site) -> None:
    """She reads what came of it, and the other button is there in place of the first."""
    assert await site.post(HREF, do="deactivate", member=SVEN) == 204
    gone = await site.region(HREF, "messages")
    was_out = site.world.slack.state.users[SVEN].deleted
    await site.post(HREF, do="reactivate", member=SVEN)
    back = await site.region(HREF, "messages")

    assert was_out is True
    assert "Sven is deactivated" in gone.one(role="status").text
    assert gone.called("Reactivate Sven (Salesforce admin)").attributes["value"] == "reactivate"
    assert back.one(role="status").text == "Sven is back."
    assert back.called("Deactivate Sven (Salesforce admin)")
    assert [d.payload["event"]["user"]["deleted"] for d in site.world.slack.deliveries] == [
        True,
        False,
    ]


async def test_the_screen_is_among_the_others(site: Site) -> None:
    places = await site.region("/as/ilse/general", "places")

    others = places.called("Other screens")
    assert [link.text for link in others.all("a")] == ["Marketo", "Team Access", "Manage members"]


@pytest.mark.parametrize("place", ["sales-connect", "sales-connect/home", "sales-invites"])
async def test_whoever_was_deactivated_sees_nothing_of_slack(site: Site, place: str) -> None:
    """Neither messages nor buttons, nor where to write; and who can bring them back."""
    site.bot_says(SVEN, "a card", [actions(a_button("Open checklist"))])
    await site.world.slack.deactivate(SVEN)

    shown = await site.region(f"/as/sven/{place}", "messages")
    writing = await site.region(f"/as/sven/{place}", "composer")

    assert "Sven was deactivated, and is signed out of Slack" in shown.text
    assert "The Slack admin, Ilse" in shown.text
    assert (shown.all("button"), shown.all(role="log")) == ([], [])
    assert writing.all("textarea") == []
    assert site.world.unread(site.world.slack.state.users[SVEN], dm(site)) == 1


async def test_the_products_have_accounts_of_their_own(site: Site) -> None:
    """Slack's admin signs nobody out of Marketo."""
    await site.world.slack.deactivate(company.MARKETO_ADMIN)

    shown = await site.region("/as/mara/marketo", "messages")

    assert shown.called("Add to Marketo")


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("say/sales-connect", {"text": "/salesconnect status"}),
        ("press", {"at": "x", "press": "a/b"}),
        ("view/V9/submit", {}),
        ("view/V9/close", {}),
        ("language", {"language": "fr-FR"}),
    ],
)
async def test_a_window_that_was_open_before_can_do_nothing(
    site: Site, path: str, form: dict[str, str]
) -> None:
    """It says why; the bot hears nothing."""
    await site.world.slack.deactivate(SVEN)
    before = len(site.world.slack.deliveries)

    assert await site.post(f"/as/sven/{path}", **form) == 409
    assert (await site.get("/as/sven/sales-connect"))[0] == 200
    assert len(site.world.slack.deliveries) == before


async def test_what_they_said_stays_and_says_that_they_are_gone(site: Site) -> None:
    await site.world.slack.person(SVEN).say("hello", channel="C_GENERAL")
    await site.world.slack.deactivate(SVEN)

    shown = await site.region("/as/ada/general", "messages")

    assert "Deactivated" in shown.one("article").text


def dm(site: Site) -> Channel:
    return site.world.slack.state.dm_with(SVEN)


async def test_a_pasted_list_joins_slack_at_once(site: Site) -> None:
    """Names around the addresses do no harm; whoever is there already is counted."""
    listed = "Jo Smith <Jo.Smith@lumensails.example>; sol@lumensails.example, jo-smith@b.example"

    await site.post(HREF, do="invite", addresses=listed)
    shown = await site.region(HREF, "messages")
    joined = company.newcomers(site.world.slack.state.users.values())

    assert shown.one(id="said").text == "2 people joined. There already: 1."
    assert [(u.name, u.email) for u in joined] == [
        ("jo_smith", "jo.smith@lumensails.example"),
        ("jo_smith_2", "jo-smith@b.example"),
    ]
    assert shown.called("Deactivate jo_smith_2 (Salesperson)")
    assert (await site.get("/as/jo_smith/general"))[0] == 200


async def test_a_list_without_an_address_lets_nobody_in(site: Site) -> None:
    await site.post(HREF, do="invite", addresses="Jo Smith, @jo, jo@nowhere")

    shown = await site.region(HREF, "messages")

    assert shown.one(id="said").text == "There is no e-mail address in it."
    assert company.newcomers(site.world.slack.state.users.values()) == []


async def test_whoever_is_deactivated_is_offered_no_longer_and_stays_where_chosen(
    site: Site,
) -> None:
    """† That Slack's selects leave them out."""
    slack = site.world.slack
    people = field("People", "who", {"type": "multi_users_select", "initial_users": [SVEN]})
    other = field("Who else", "else", {"type": "users_select"})
    slack.state.views.open("U_MARA", slack.team_id, slack.bot_id, modal(people, other))

    await slack.deactivate(SVEN)
    shown = await site.region("/as/mara/sales-connect", "modal")

    values = [box.attributes["value"] for box in shown.all("input", type="checkbox")]
    assert (values[-1], values.count(SVEN)) == (SVEN, 1)
    assert SVEN not in [one.attributes["value"] for one in shown.all("option")]
    assert "U_GUS" in [one.attributes["value"] for one in shown.all("option")]
