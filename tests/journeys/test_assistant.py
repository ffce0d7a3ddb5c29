"""What is done by writing: the right card opens, and the press is left to its writer."""

from datetime import timedelta

import pytest

from bot.domain.stages import Language
from tests.journeys import bulk
from tests.journeys.asking import said
from tests.journeys.requests import begun, opened, press
from tests.journeys.sandboxes import answers
from tests.journeys.spoken import OVER_HTTP
from tests.journeys.steps import kept, pass_time, settled, start_setup
from tests.journeys.world import CHANNEL, World


async def test_show_status_shows_what_the_command_shows(world: World) -> None:
    """In both languages, whatever the locale; of a setup only to who has a part in it."""
    await begun(world)
    by_command = await world.sol.command("/salesconnect status")

    answer = await said(world, world.sol, "show status pls")
    en_francais = await said(world, world.sol, "où en est-on ?")
    to_ada = await said(world, world.ada, "status?")

    assert answer.text.startswith(by_command.messages[0].text)
    assert "<@U_MARA> hands over the credentials" in answer.all_text
    assert "On attend <@U_MARA>" in en_francais.all_text
    assert "<@U_MARA>" not in to_ada.all_text


@OVER_HTTP
async def test_in_a_channel_nothing_is_said_of_a_setup(world: World) -> None:
    """It says where: the command, Home, a direct message."""
    await begun(world)
    for text, words in {
        "show status": "`/salesconnect status`",
        "hand over the credentials": "`/salesconnect credentials`",
        "connect users": "`/salesconnect provision`",
        "show the audit": "`/salesconnect audit`",
        "remind me tomorrow": "direct message",
    }.items():
        answer = await said(world, world.sol, text, channel=CHANNEL)

        assert words in answer.all_text, text
        assert "<@" not in answer.all_text, text
        assert "production" not in answer.all_text, text
    assert "Home" in (await said(world, world.sol, "show status", channel=CHANNEL)).all_text


async def test_remind_me_tomorrow_offers_snooze_which_puts_the_reminder_off(world: World) -> None:
    """By the sentence alone nothing moves; the press is answered, and its second one refused."""
    await begun(world)
    before = await kept(world)
    answer = await said(world, world.mara, "not now, remind me tomorrow")
    assert await kept(world) == before
    assert "hand over the Marketo credentials" in answer.all_text
    assert "<!date^" in answer.all_text

    [done] = await press(world, world.mara, "Snooze", answer)
    [refusal] = await press(world, world.mara, "Snooze", answer)

    assert "Done" in done.all_text
    assert "Done" not in refusal.all_text
    again = await said(world, world.mara, "rappelle-moi demain")
    assert "Remis à plus tard" in again.all_text
    assert "Me le rappeler demain" not in again.buttons


@OVER_HTTP
async def test_who_has_nothing_to_do_is_reminded_of_nothing(world: World) -> None:
    """Somebody else's step is none of theirs."""
    await begun(world)

    answer = await said(world, world.ada, "remind me tomorrow")

    assert "No step of a setup waits for you" in answer.all_text
    assert "Snooze" not in answer.buttons


async def test_each_window_is_one_press_away(world: World) -> None:
    """For who may; nothing is done before, and the window is the one of the button."""
    setup = await said(world, world.ada, "I want to set up Sales Connect")
    await press(world, world.ada, "Set up Sales Connect", setup)
    assert opened(world.ada).title == "Set up Sales Connect"
    await world.ada.close()
    await begun(world)
    before = await kept(world)

    hand_over = await said(world, world.mara, "I want to hand over the credentials")
    await press(world, world.mara, "Hand over credentials", hand_over)
    assert opened(world.mara).title == "Hand over credentials"
    audit = await said(world, world.sven, "montre le journal d'audit")
    [rows] = await press(world, world.sven, "Afficher le journal", audit)

    assert "<@U_STELLA>" in rows.all_text
    assert await kept(world) == before


@OVER_HTTP
async def test_who_may_not_reads_who_may(world: World) -> None:
    """By role and by name, as the button would say it."""
    await begun(world)

    hand_over = await said(world, world.ada, "hand over the credentials")
    connect = await said(world, world.ada, "connecter des utilisateurs")
    audit = await said(world, world.ada, "show the audit")

    assert "Marketo admin, <@U_MARA>" in hand_over.all_text
    assert "<@U_SOL> (admin Sales Connect)" in connect.all_text
    assert "<@U_STELLA>" in audit.all_text
    assert [*hand_over.buttons, *connect.buttons, *audit.buttons] == []


@OVER_HTTP
async def test_of_several_setups_only_the_askers_are_offered(world: World) -> None:
    """What is somebody else's is not refused beside it."""
    await begun(world)
    await start_setup(world.stella, Name="EMEA", Marketo_admin="U_ADA")

    answer = await said(world, world.ada, "hand over the credentials")

    assert "(`EMEA`)" in answer.all_text
    assert "<@U_MARA>" not in answer.all_text
    assert answer.buttons == ["Hand over credentials"]


async def test_connect_users_waits_for_marketo_as_its_button_does(world: World) -> None:
    """Not connected, the minutes that are left, the window."""
    await world.revealed()
    assert (
        "Users cannot be connected yet" in (await said(world, world.sol, "connect users")).all_text
    )
    await world.sol.press("I've connected")
    await settled(world)
    early = await said(world, world.sol, "connect users")
    await pass_time(world, timedelta(minutes=10))

    late = await said(world, world.sol, "connect users")
    await press(world, world.sol, "Connect users", late)

    assert "wait 10 more minutes" in early.all_text
    assert early.buttons == ["Start now anyway"]
    assert opened(world.sol).title == "Connect users"


@OVER_HTTP
async def test_help_begins_with_the_open_step(world: World) -> None:
    """With its button, by the command and by words; to others it says what they may."""
    await begun(world)
    by_command = await world.mara.command("/salesconnect help")
    by_words = await said(world, world.mara, "what can you do?")
    to_ada = await said(world, world.ada, "help")
    in_public = await said(world, world.mara, "help", channel=CHANNEL)

    for buttons, text in (
        (by_command.buttons, by_command.text),
        (by_words.buttons, by_words.all_text),
    ):
        assert "Hand over credentials" in buttons
        assert "`credentials`" in text
    assert "Hand over credentials" not in [*to_ada.buttons, *in_public.buttons]
    assert to_ada.all_text.index("`invite`") < to_ada.all_text.index("`setup`")


@OVER_HTTP
async def test_guests_are_told_that_it_is_for_members(world: World) -> None:
    """But for help, which is for everybody."""
    await begun(world)
    for text in ("show status", "set up Sales Connect", "remind me tomorrow", "show the audit"):
        answer = await said(world, world.gus, text)

        assert "member" in answer.all_text, text
        assert answer.buttons == [], text
    assert "`help`" in (await said(world, world.gus, "help")).all_text


@pytest.mark.parametrize("language", list(Language))
async def test_a_question_about_an_errand_stays_a_question(
    world: World, language: Language
) -> None:
    """The article answers it, and no window is offered."""
    await begun(world)
    text = {
        Language.EN: "how do I set up Sales Connect?",
        Language.FR: "comment transmettre les identifiants ?",
    }[language]

    await said(world, world.mara, text)

    [answer] = answers(world.mara)[-1:]
    assert "<https://experienceleague.adobe.com/" in answer.all_text
    assert {"Set up Sales Connect", "Transmettre les identifiants"}.isdisjoint(answer.buttons)


async def test_who_wants_the_setup_cancelled_is_led_to_the_button(world: World) -> None:
    """Nothing happens by words; who may not is told who may."""
    await begun(world)

    to_stella = await said(world, world.stella, "cancel the setup")
    to_sol = await said(world, world.sol, "cancel the setup")
    status = await said(world, world.stella, "show status")

    assert to_stella.buttons[0] == "Cancel setup"
    assert "Cancel setup" not in to_sol.buttons
    assert "<@U_STELLA>" in to_sol.all_text
    assert "hands over the credentials" in status.all_text


async def test_who_is_to_be_disconnected_is_in_the_window(world: World) -> None:
    """Whoever the sentence names; for the Sales Connect admin alone, once Marketo is connected."""
    await bulk.at_work(world, "EMEA")
    to_mara = await said(world, world.mara, "disconnect ada@acme.example")
    answer = await said(world, world.sol, "please disconnect ada@acme.example and <@U_NIA>")
    await press(world, world.sol, "Begin to disconnect", answer)
    window = opened(world.sol)

    assert to_mara.buttons == []
    assert "<@U_SOL>" in to_mara.all_text
    assert window.title == "Disconnect users"
    assert "ada@acme.example" in str(window.view)
    assert "U_NIA" in str(window.view)
    await world.sol.close()
