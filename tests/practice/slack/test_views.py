"""Opening, pushing, updating views: triggers, the stack, the hash."""

from typing import Any

from practice.slack import SlackStandIn
from practice.slack.grants import TRIGGER_SECONDS

from .conftest import Api, Json, MovableClock
from .shapes import actions, button, modal, section, text_field


def trigger(slack: SlackStandIn, user_id: str = "U_MARA") -> str:
    return slack.state.grants.new_trigger(user_id, slack.team_id)


async def opened(api: Api, **more: Any) -> Json:
    answer = await api("views.open", trigger_id=trigger(api.slack), view=modal(**more))
    view: Json = answer["view"]
    return view


async def test_a_trigger_works_once(api: Api, slack: SlackStandIn) -> None:
    """†"""
    once = trigger(slack)
    first = await api("views.open", trigger_id=once, view=modal())
    second = await api("views.open", trigger_id=once, view=modal())

    assert (first["ok"], second["error"]) == (True, "exchanged_trigger_id")


async def test_a_trigger_expires_after_3_seconds(
    api: Api, slack: SlackStandIn, clock: MovableClock
) -> None:
    """†"""
    late = trigger(slack)
    clock.ahead = TRIGGER_SECONDS + 0.1

    answer = await api("views.open", trigger_id=late, view=modal())

    assert answer["error"] == "expired_trigger_id"
    assert slack.person("U_MARA").modal is None


async def test_a_made_up_trigger_is_invalid(api: Api) -> None:
    """†"""
    answer = await api("views.open", trigger_id="1.2.3", view=modal())

    assert answer["error"] == "invalid_trigger_id"


async def test_an_invalid_view_says_where_and_is_not_shown(api: Api, slack: SlackStandIn) -> None:
    broken = modal(section("x" * 3_001))

    answer = await api("views.open", trigger_id=trigger(slack), view=broken)

    assert answer["error"] == "invalid_arguments"
    assert "/view/blocks/0/text/text" in answer["response_metadata"]["messages"][0]
    assert slack.person("U_MARA").modal is None


async def test_a_view_above_250_kb_is_too_large(api: Api, slack: SlackStandIn) -> None:
    """† That 250 KB are 250,000 bytes."""
    large = modal(*[section("x" * 3_000) for _ in range(90)])

    answer = await api("views.open", trigger_id=trigger(slack), view=large)

    assert answer["error"] == "view_too_large"


async def test_a_stack_holds_three_views(api: Api, slack: SlackStandIn) -> None:
    """†"""
    await opened(api)
    pushed = [
        await api("views.push", trigger_id=trigger(slack), view=modal(title=f"{n}"))
        for n in (2, 3, 4)
    ]

    assert [answer.get("error") for answer in pushed] == [None, None, "push_limit_reached"]
    top = slack.person("U_MARA").modal
    assert top is not None
    assert top.title == "3"


async def test_an_update_of_a_changed_view_is_a_hash_conflict(api: Api) -> None:
    """†"""
    view = await opened(api)
    fresh = await api("views.update", view_id=view["id"], hash=view["hash"], view=modal(title="2"))
    stale = await api("views.update", view_id=view["id"], hash=view["hash"], view=modal(title="3"))

    assert (fresh["ok"], stale["error"]) == (True, "hash_conflict")


async def test_an_update_of_a_closed_view_is_not_found(api: Api, slack: SlackStandIn) -> None:
    """†"""
    view = await opened(api)
    await slack.person("U_MARA").close()

    answer = await api("views.update", view_id=view["id"], view=modal())

    assert answer["error"] == "not_found"


async def test_a_view_is_found_by_its_external_id(api: Api, slack: SlackStandIn) -> None:
    await opened(api, external_id="mine")
    again = modal(external_id="mine", title="Again")

    assert (await api("views.update", external_id="mine", view=again))["ok"]
    twice = await api("views.open", trigger_id=trigger(slack, "U_TOM"), view=again)
    assert twice["error"] == "duplicate_external_id"


async def test_an_update_keeps_what_was_typed_where_the_ids_stay(
    api: Api, slack: SlackStandIn
) -> None:
    """† So a new `block_id` is needed where a new initial value must show."""
    mara = slack.person("U_MARA")
    view = await opened(api)
    await mara.fill("Client ID", "typed")

    same = text_field("Client ID", "client_id", initial_value="new")
    other = text_field("Client ID", "client_id_2", initial_value="new")
    await api("views.update", view_id=view["id"], view=modal(same))
    assert mara.modal is not None
    assert mara.modal.values == {"Client ID": "typed"}
    await api("views.update", view_id=view["id"], view=modal(other))
    assert mara.modal.values == {"Client ID": "new"}


async def test_home_is_published_per_person(api: Api, slack: SlackStandIn) -> None:
    home = {"type": "home", "blocks": [section("Welcome"), actions(button("Settings"))]}

    assert (await api("views.publish", user_id="U_MARA", view=home))["ok"]
    shown = slack.person("U_MARA").home
    assert shown is not None
    assert (shown.buttons, slack.person("U_TOM").home) == (["Settings"], None)


async def test_a_modal_cannot_be_published_nor_a_home_opened(api: Api, slack: SlackStandIn) -> None:
    home = {"type": "home", "blocks": [section("Welcome")]}

    published = await api("views.publish", user_id="U_MARA", view=modal())
    shown = await api("views.open", trigger_id=trigger(slack), view=home)

    assert published["error"] == shown["error"] == "invalid_arguments"


async def test_a_window_is_pushed_onto_another_only(api: Api, slack: SlackStandIn) -> None:
    """A press on Home, or in a message, opens one; † the word."""
    home = {"type": "home", "blocks": [actions(button("Settings"))]}
    await api("views.publish", user_id="U_MARA", view=home)

    pushed = await api("views.push", trigger_id=trigger(slack), view=modal())

    assert pushed["error"] == "invalid_trigger_id"
    assert slack.person("U_MARA").modal is None
    assert (await api("views.open", trigger_id=trigger(slack), view=modal()))["ok"]
