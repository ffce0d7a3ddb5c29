"""The worker reads Marketo with an API-only pair; who gave it looks at a window meanwhile."""

from typing import Final

import pytest
from cryptography.fernet import Fernet

from bot.domain.commands import RemoveApiAccess, ReportAlreadyConnected, SaveWorkspaces
from bot.domain.setup_parts import ApiSays
from bot.marketo_lists import AGED
from bot.store.scripts import Scripts
from bot.store.vault import Vault
from practice.marketo.faults import Code, Fault, Html, HttpStatus, SlowBody
from practice.marketo.standin import ALL_USERS, TOKEN, WORKSPACES, MarketoStandIn
from practice.marketo.state import Workspace
from tests.journeys.world import API_SECRET, WAIT
from tests.work.office import MARA, TEAM, Office
from tests.work.pairs import access_of, asked, does, give, given, messages, secrets, shown
from tests.work.workers import poll

WRONG: Final = "wrongsecretwrongsecretwrongsecre"


async def test_a_pair_that_works_is_said_and_noted(office: Office, marketo: MarketoStandIn) -> None:
    """People are counted, API-only users are not; who sees the window gets no message."""
    text = await given(office)

    access = await access_of(office)
    assert access is not None
    people = [user for user in marketo._state().users if not user.api_only]
    assert (access.says, access.workspaces, access.users) == (ApiSays.WORKS, 15, len(people))
    assert "it works" in text
    assert f"{len(people)} users" in text
    assert messages(office) == []


async def test_who_closed_the_window_gets_a_message(
    office: Office, marketo: MarketoStandIn
) -> None:
    """One, with what the window would have said."""
    await give(office)
    await office.slack.person(MARA).close()

    async with office.working():
        await office.until_all_is_done()

    [said] = messages(office)
    assert "it works" in said.all_text


async def test_a_refused_new_pair_leaves_the_one_that_works(
    office: Office, marketo: MarketoStandIn
) -> None:
    """The new one is destroyed, the former opens and is the latest again; the window says both."""
    await given(office)

    text = await given(office, WRONG)

    access = await access_of(office)
    assert access is not None
    assert (access.number, access.says, access.refused_later) == (1, ApiSays.WORKS, 2)
    assert await secrets(office) == [API_SECRET, None]
    assert "does not accept" in text
    assert "the former pair stays" in text


async def test_a_refused_first_pair_is_destroyed(office: Office, marketo: MarketoStandIn) -> None:
    """There is none to come back."""
    text = await given(office, WRONG)

    access = await access_of(office)
    assert access is not None
    assert access.says is ApiSays.REFUSED
    assert await secrets(office) == [None, None]
    assert "It was not kept" in text


@pytest.mark.parametrize(
    ("path", "fault", "says", "detail"),
    [
        ("*", Code(607), ApiSays.LIMITED, "607"),
        ("*", Html(), ApiSays.NO_ANSWER, ""),
        (WORKSPACES, Code(603), ApiSays.DENIED, ""),
        (WORKSPACES, Code(609), ApiSays.UNREADABLE, "errors.code 609"),
        # Of a firewall, say: nothing shows that Marketo itself refuses the pair.
        (TOKEN, HttpStatus(403), ApiSays.NO_ANSWER, ""),
    ],
    ids=lambda value: str(value),
)
async def test_only_an_answer_of_marketo_destroys_a_pair(
    office: Office,
    marketo: MarketoStandIn,
    path: str,
    fault: Fault,
    says: ApiSays,
    detail: str,
) -> None:
    """The newer stays in any case, and so does the former one, which reads."""
    await given(office)
    marketo.faults.add(path, fault, times=None)

    await given(office)

    access = await access_of(office)
    assert access is not None
    assert (access.number, access.says, access.detail) == (2, says, detail)
    assert await secrets(office) == [API_SECRET, API_SECRET]


async def test_a_lost_key_is_said_and_marketo_is_not_asked(
    office: Office, marketo: MarketoStandIn, scripts: Scripts
) -> None:
    """The pair stays: the key may be found again."""
    await give(office)

    async with office.working(Vault(scripts, (Fernet.generate_key().decode(),))):
        await office.until_all_is_done()

    access = await access_of(office)
    assert access is not None
    assert access.says is ApiSays.LOCKED
    assert "encryption key is missing" in shown(office)
    assert list(marketo.calls) == []
    assert (await secrets(office))[0] == API_SECRET


async def test_a_pair_that_is_removed_before_the_look_is_not_read(
    office: Office, marketo: MarketoStandIn
) -> None:
    """The window says so, and Marketo is asked nothing."""
    await give(office)
    await does(office, RemoveApiAccess(office.setup.id))

    async with office.working():
        await office.until_all_is_done()

    assert "replaced or removed" in shown(office)
    assert list(marketo.calls) == []


async def test_a_pair_that_is_removed_while_marketo_is_asked_is_not_noted(
    office: Office, marketo: MarketoStandIn
) -> None:
    """What Marketo says of it comes too late: the window does not call it kept."""
    marketo.faults.add(TOKEN, SlowBody(2))
    await give(office)

    async with office.working():
        await poll(lambda: asked(marketo, 1))
        await does(office, RemoveApiAccess(office.setup.id))
        await office.until_all_is_done()

    assert len(marketo.calls) > 1  # it did answer
    assert "replaced or removed" in shown(office)
    assert await access_of(office) is None
    assert await secrets(office) == [None, None]
    assert messages(office) == []


async def read_anew(office: Office) -> None:
    """Somebody is about to choose workspaces."""
    kept = await office.bot.aggregates.setup(TEAM, office.setup.id)
    assert kept is not None
    await office.bot.front.marketo_lists.wanted(kept.state)
    async with office.working():
        await office.until_all_is_done()


async def offered(office: Office) -> tuple[str, ...]:
    kept = await office.bot.aggregates.setup(TEAM, office.setup.id)
    assert kept is not None
    return kept.state.workspaces


async def test_an_aged_list_is_read_anew_once(office: Office, marketo: MarketoStandIn) -> None:
    """However many open the window; nobody is written to."""
    await given(office)
    before, access = await offered(office), await access_of(office)
    assert access is not None
    marketo._state().workspaces.append(Workspace(900, "Newest", "Of today"))
    office.hands.move(AGED)
    calls = len(marketo.calls)

    for _ in range(3):
        await read_anew(office)

    assert set(await offered(office)) - set(before) == {"Newest"}
    asked_for = [call.path for call in list(marketo.calls)[calls:]]
    assert asked_for.count(WORKSPACES) == 1
    assert ALL_USERS not in asked_for  # of ten thousand, fifty pages
    after = await access_of(office)
    assert after is not None
    assert after.users == access.users
    assert messages(office) == []


async def test_a_fresh_list_is_not_read_again(office: Office, marketo: MarketoStandIn) -> None:
    """Each window would cost Marketo a call."""
    await given(office)
    calls = len(marketo.calls)

    await read_anew(office)

    assert len(marketo.calls) == calls


async def test_what_an_admin_typed_is_theirs(office: Office, marketo: MarketoStandIn) -> None:
    """However old it is."""
    await does(office, ReportAlreadyConnected(office.setup.id))
    await does(office, SaveWorkspaces(office.setup.id, ("EMEA",)))
    office.hands.move(WAIT)
    await given(office)
    calls = len(marketo.calls)
    office.hands.move(AGED)

    await read_anew(office)

    assert len(marketo.calls) == calls
    assert await offered(office) == ("EMEA",)


async def test_what_marketo_does_not_tell_leaves_the_list_as_it_is(
    office: Office, marketo: MarketoStandIn
) -> None:
    """A look that nobody asked for takes nothing away, and is on no record."""
    await given(office)
    before, access = await offered(office), await access_of(office)
    office.hands.move(AGED)
    marketo.faults.add(WORKSPACES, Code(603), times=None)

    await read_anew(office)

    assert await offered(office) == before
    assert await access_of(office) == access


async def test_another_default_workspace_is_noted(office: Office, marketo: MarketoStandIn) -> None:
    """The names may be the same; a list that is empty is no list."""
    await given(office)
    before = await offered(office)
    state = marketo._state()
    for one in state.workspaces:
        one.id = 1000 - one.id
    office.hands.move(AGED)

    await read_anew(office)

    kept = await office.bot.aggregates.setup(TEAM, office.setup.id)
    assert kept is not None
    assert kept.state.default_workspace == state.workspaces[-1].name
    state.workspaces.clear()
    office.hands.move(AGED)
    await read_anew(office)
    assert set(await offered(office)) == set(before)
