"""
An updated view keeps old values, or sends prefilled ones back empty (bolt-js 290, 1258, 1073, 625;
bolt-python 1064): ours hold nothing to fill in, or have block ids of their own (the preview: one
for each draft and page, tests/views/test_previews.py).
"""

import ast
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from bot.views import ids
from tests.journeys.spoken import OVER_HTTP
from tests.journeys.steps import pass_time, settled
from tests.journeys.world import API_ID, API_SECRET, MUNCHKIN_ID, World

ROOT: Final = Path(__file__).parents[2]
# Whoever adds one gives the inputs of its view a new block_id each time, or has none in it.
PLACES: Final = {
    "bot/work/looks.py: _fill",
    "bot/work/previews.py: show",
    "bot/work/waiting_window.py: _said",
    "handlers/api_access.py: given",
    "handlers/asking_forms.py: submitted",
    "handlers/deciding.py: rejected",
    "handlers/front.py: replace",
    "handlers/front.py: replace_below",
    "handlers/lifecycle.py: _apology",
    "handlers/mending.py: show_below",
    "handlers/previews.py: mended",
    "handlers/replies.py: close_modal",
    "handlers/runs.py: pasted",
    "handlers/starting.py: _confirmed",
}
WORDS: Final = ("update", "views.update")


def _places() -> Iterator[str]:
    """Functions that say one of the words."""
    for path in (*ROOT.glob("bot/**/*.py"), *ROOT.glob("handlers/*.py")):
        for function in ast.walk(ast.parse(path.read_text())):
            if isinstance(function, ast.AsyncFunctionDef | ast.FunctionDef):
                # A listener is a function in `register`, which is none of its own.
                inner = [node for node in function.body if not _is_function(node)]
                said = {
                    node.value
                    for part in inner
                    for node in ast.walk(part)
                    if isinstance(node, ast.Constant) and isinstance(node.value, str)
                }
                if said & {*WORDS}:
                    yield f"{path.relative_to(ROOT)}: {function.name}"


def _is_function(node: ast.stmt) -> bool:
    return isinstance(node, ast.AsyncFunctionDef | ast.FunctionDef)


def test_it_is_known_where_a_window_takes_the_place_of_another() -> None:
    """By `views.update`, or by the answer to a submission."""
    assert set(_places()) == PLACES


def _replaced(world: World) -> list[dict[str, Any]]:
    """Views that took the place of others."""
    answers = [one.answer for one in world.slack.deliveries if isinstance(one.answer, dict)]
    return [
        *(call.args["view"] for call in world.slack.calls_of("views.update")),
        *(one["view"] for one in answers if one.get("response_action") == "update"),
    ]


@OVER_HTTP
async def test_what_takes_the_place_of_a_window_holds_nothing_to_fill_in(world: World) -> None:
    """What was done, what was refused, what Marketo says: all are read and closed."""
    await world.named()
    await world.mara.press("Marketo API access")
    await world.mara.fill("Munchkin ID", MUNCHKIN_ID)
    await world.mara.fill("Client ID", API_ID)
    await world.mara.fill("Client Secret", API_SECRET)
    await world.mara.submit()
    await pass_time(world, timedelta(seconds=1))
    await settled(world)
    for label in ("Check again", "Remove"):
        await world.mara.close()
        await world.mara.press("Marketo API access")
        await world.mara.press(label, in_modal=True)
        await settled(world)
    await world.mara.close()
    await world.mara.press("Hand over credentials")
    await world.mara.press("Not the right person", in_modal=True)
    await world.sven.press("Open checklist")
    await world.stella.press("Cancel setup")
    await world.sven.submit()

    replaced = _replaced(world)

    assert len(replaced) >= 7  # the apology for the store is test_store_down.py's
    assert {view["callback_id"] for view in replaced} == {ids.NOTICE_MODAL}
    blocks = [block for view in replaced for block in view["blocks"]]
    assert [block for block in blocks if block["type"] in ("input", "actions")] == []
