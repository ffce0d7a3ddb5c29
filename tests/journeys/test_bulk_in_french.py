"""A whole bulk run in French: no English sentence of ours is left on any screen."""

import json
from string import Formatter
from typing import Final

from bot.domain.stages import Language
from bot.locale import texts
from tests.journeys.bulk import ADA, LEE, SAM, a_file, opened, texts_of
from tests.journeys.labels import FR
from tests.journeys.spoken import OVER_HTTP, Spoken
from tests.journeys.steps import settled
from tests.journeys.world import World

SENTENCE: Final = 12  # characters: shorter ones may be a part of a French word


@OVER_HTTP
async def test_a_bulk_run_in_french(world: World) -> None:
    """Windows, cards, files, messages: mended, started, failed, tried again, checked, changed."""
    town = Spoken(world, FR)
    await town.start()
    await town.press(town.mara, "Already connected")
    await town.form(town.sol, "Workspaces", Workspace_names="EMEA\nAPAC")
    await town.sol.submit()
    await town.press(town.mara, "More than ten minutes ago")
    world.slack.add_usergroup("S_SALES", "sales", ["U_BENOIT", "U_GUS", "U_GONE", "U_ROBOT"])

    await town.form(town.sol, "Connect users", User_groups=["@sales"])
    rows = (f"{SAM},EMAE", f"{ADA},APAC", "nobody,EMEA", f"{LEE},EMEA", f"{LEE.upper()},EMEA")
    await town.fill(town.sol, "CSV file", a_file(*rows, header="email,workspaces,notes"))
    await town.sol.submit()
    await town.press(town.sol, "Use “EMEA”")
    await town.press(town.sol, "Mend here")
    await town.sol.close()
    await town.press(town.sol, "File of problems")
    await town.sol.close()
    await town.sol.fill(FR("Selected people"), [LEE])
    await town.sol.fill(FR("Workspaces for selected"), ["APAC"])
    await town.press(town.sol, "Set workspaces")
    await town.send(town.sol)

    await town.press(town.sol, "Pause")
    await town.press(town.sol, "Resume")
    await town.press(town.sol, "Check against Team Access")
    await town.sol.fill(FR("Paste here"), f"{SAM}\tEMEA\nx@acme.example")
    await town.sol.submit()
    await town.sol.close()
    await _all_connected_but(town, SAM)
    await town.press(town.sol, "Retry failed (1)")
    await town.press(town.sol, "Cancel run")
    await town.press(town.sol, "Download results")

    await town.sol.command("/salesconnect provision")
    await town.fill(town.sol, "E-mail addresses", ADA)
    await town.fill(town.sol, "Workspaces", ["EMEA"])
    await town.sol.submit()
    await town.press(town.sol, "Disconnect first")
    await town.sol.submit()
    await town.sol.close(all_=True)
    await town.press(town.sol, "All disconnected")
    await town.press(town.sol, "All connected")
    await world.sol.command("/salesconnect status")

    assert any("3 personnes" in message.all_text for message in town.mara.dm)
    assert _english(world) == []


async def _all_connected_but(town: Spoken, email: str) -> None:
    """The open batches are reported."""
    while [m for m in town.sol.dm if town.has("Some failed")(m)]:
        await town.press(town.sol, "Some failed")
        if email in opened(town.sol).text:
            await town.sol.fill(FR("Who failed?"), [email])
            await town.sol.fill(FR("Why?"), "absent")
            await town.send(town.sol)
        else:
            await town.sol.close()
            await town.press(town.sol, "All connected")
        await settled(town.world)


def _english(world: World) -> list[str]:
    """Sentences of the English catalogue in what was sent, answered, shown, or put into a file."""
    sent = [call.args for call in world.slack.calls]
    answers = [delivery.answer for delivery in world.slack.deliveries]
    files = texts_of(world, world.sol)
    assert len(files) == 2
    read = json.dumps([sent, answers, files], ensure_ascii=False)
    french = "\n".join(_sentences(Language.FR))
    return sorted({one for one in _sentences(Language.EN) if one in read and one not in french})


def _sentences(language: Language) -> list[str]:
    """What stands between the values of each text."""
    found = []
    for text in texts(language)._catalog.values():  # type: ignore[attr-defined]
        found += [part.strip() for part, *_ in Formatter().parse(text)]
    return [json.dumps(part, ensure_ascii=False)[1:-1] for part in found if len(part) >= SENTENCE]
