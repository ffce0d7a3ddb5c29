"""Slack's limits, and the worst that people may type."""

from dataclasses import replace
from functools import partial
from typing import Final

import pytest

from bot.domain.effects import Card, Slot
from bot.domain.pasted import Comparison, Elsewhere
from bot.domain.provisioning import Candidate, plan_run
from bot.domain.run import Run
from bot.domain.stages import Language, Stage
from bot.domain.workspaces import NAME_LENGTH as WORKSPACE_LENGTH
from bot.domain.workspaces import Known
from bot.views import answers
from bot.views.blocks import TEXT_LENGTH, Message
from bot.views.check_modals import compared_modal
from bot.views.ids import Field
from bot.views.preview_modals import preview_modal
from bot.views.provisioning_modals import (
    batch_result_modal,
    mend_modal,
    workspace_options,
)
from bot.views.run_cards import run_card
from bot.views.say import Say
from bot.views.status import status_answer
from practice.slack import problems_of_blocks, problems_of_view
from practice.slack.blockkit.check import problems_of_options
from tests.for_each import for_each

from .gallery import TAME, Messages, Modals, Typed, all_modals, cards, messages
from .gallery_previews import shown
from .gallery_undelivered import many as many_given_up
from .overviews import an_overview, seen
from .reading import broken, facts, mrkdwn, without_code
from .runs import a_draft, a_run, draft_of, on_page, planned, reported, to_disconnect, untold
from .states import SASHA, STARTER, a_setup, member
from .worst import (
    LONG_ADDRESSES,
    LONGEST,
    MANY_WORKSPACES,
    PICKED_WORKSPACES,
    WORST,
    input_of,
    picked,
)

LANGUAGES: Final = list(Language)


def ten_thousand_problems() -> Run:
    """Each row is held back: a tenth of them for a name of a workspace that resembles another."""
    known = Known(MANY_WORKSPACES)
    wrong = [f"{name[:-1]}x" for name in MANY_WORKSPACES[:10]]
    rows = [Candidate(f"{'x' * 200}@{n}", line=n + 1) for n in range(9_900)]
    rows += [
        Candidate(LONG_ADDRESSES[n % 50], None, (wrong[n % 10],), 9_901 + n) for n in range(100)
    ]
    return draft_of(planned(plan_run(rows, (), known)))


def run_to_its_end(*, failed: bool) -> Run:
    """50 people with the longest addresses; all failed, or all connected and none in Slack."""
    run = a_run(LONG_ADDRESSES, ("EMEA",))
    for number, batch in enumerate(run.batches):
        run = reported(run, number, failed=batch.rows if failed else (), why=WORST.why)
    return run if failed else untold(run, range(50))


def messages_with(typed: Typed) -> Messages:
    setup = a_setup(Stage.PROVISIONING, name=typed.name, workspaces=typed.workspaces)
    run = a_run(LONG_ADDRESSES, typed.picked)
    many = [a_setup(name=typed.name, number=n) for n in range(1, 31)]
    connected = a_setup(Stage.PROVISIONING, name=typed.name)
    lost = many_given_up(connected, typed.refused)
    busy = [seen(connected, run, run, given_up=lost)] * 20
    result = Slot(card=Card.RESULT, to=SASHA)
    everybody = {
        f"batch.{n}": partial(run_card, run, setup, run.batch_card(n, SASHA))
        for n in range(len(run.batches))
    }
    failed, lonely = run_to_its_end(failed=True), run_to_its_end(failed=False)
    return (
        messages(typed)
        | everybody
        | {
            "result.everybody_failed": partial(run_card, failed, setup, result),
            "result.nobody_in_slack": partial(run_card, lonely, setup, result),
            "status.twenty": partial(status_answer, an_overview(member(SASHA), *busy)),
            "status.twenty_of_the_starter": partial(
                status_answer, an_overview(member(STARTER), *busy)
            ),
            "which.twenty_five": partial(answers.which_answer, "provision", many[:25]),
            "which.thirty": partial(answers.which_answer, "provision", many),
        }
    )


def worst_modals() -> Modals:
    setup = a_setup(Stage.READY, name=WORST.name)
    many = a_draft([f"sam{n}@acme.example" for n in range(1_500)], ("EMEA",))
    doubled = a_draft([*LONG_ADDRESSES, *LONG_ADDRESSES], ("EMEA",))
    full = a_run([f"sam{n}@acme.example" for n in range(50)])
    lost = to_disconnect(LONG_ADDRESSES, PICKED_WORKSPACES, has=PICKED_WORKSPACES[:-1], owner=True)
    elsewhere = [
        Elsewhere(one, PICKED_WORKSPACES[:-1], PICKED_WORKSPACES) for one in LONG_ADDRESSES
    ]
    some = LONG_ADDRESSES
    unlisted = [replace(one, unlisted=one.seen) for one in elsewhere]
    undecided = tuple(elsewhere)
    found = (some, some, (*elsewhere, *unlisted), some, some)
    compared = Comparison(*found, undecided, unshown=some[1:])
    return all_modals(WORST) | {
        "modal_preview.thirty_batches": shown(many, setup),
        "modal_preview.thirty_batches_last_page": shown(on_page(many, 2), setup, page=2),
        "modal_preview.all_twice": shown(doubled, setup),
        "modal_preview.everybody_loses": shown(lost, setup, connector=True),
        "modal_batch_result.fifty": partial(batch_result_modal, full, setup, 0),
        "modal_compared.everything": lambda say: compared_modal(compared, full, setup, 0, say),
        **{
            f"modal_preview.ten_thousand_{page}": shown(
                on_page(TEN_THOUSAND, page), setup, page=page
            )
            for page in (0, 1, 500, 999)
        },
        "modal_mend.ten": partial(mend_modal, on_page(TEN_THOUSAND, 999), setup),
    }


TEN_THOUSAND: Final = ten_thousand_problems()
TAME_MESSAGES, TAME_MODALS = messages(TAME), all_modals(TAME)
WORST_MESSAGES, WORST_MODALS = messages_with(WORST), worst_modals()
LONGEST_MESSAGES = messages_with(LONGEST)
each_language = pytest.mark.parametrize("language", LANGUAGES)


@each_language
@for_each(name=TAME_MESSAGES)
def test_slack_takes_every_message(name: str, language: Language) -> None:
    """Nothing in the blocks passes a limit of Block Kit."""
    message = TAME_MESSAGES[name](Say(language))

    assert problems_of_blocks(message.blocks, surface="message") == []


@each_language
@for_each(name=WORST_MESSAGES)
def test_slack_takes_every_message_with_the_worst_that_may_be_typed(
    name: str, language: Language
) -> None:
    """And `text` is short enough to be updated."""
    message = WORST_MESSAGES[name](Say(language))

    assert problems_of_blocks(message.blocks, surface="message") == []
    assert 0 < len(message.text) <= TEXT_LENGTH


@each_language
@for_each(name=TAME_MODALS)
def test_slack_takes_every_modal(name: str, language: Language) -> None:
    """Nothing in the view passes a limit of Block Kit."""
    assert problems_of_view(TAME_MODALS[name](Say(language))) == []


@each_language
@for_each(name=WORST_MODALS)
def test_slack_takes_every_modal_with_the_worst_that_may_be_typed(
    name: str, language: Language
) -> None:
    """A modal that Slack refuses is a button that does nothing."""
    assert problems_of_view(WORST_MODALS[name](Say(language))) == []


@each_language
def test_no_message_is_cut_through_code_a_mention_or_an_entity(language: Language) -> None:
    """What does not fit is left out as a whole, and said."""
    say = Say(language)

    cut = {name: _cut(shown(say)) for name, shown in LONGEST_MESSAGES.items()}

    assert {name: where for name, where in cut.items() if where} == {}


def _cut(message: Message) -> list[str]:
    """Where in a message a cut shows."""
    return [
        f"{where}: {text[-30:]}"
        for where, texts in (("blocks", mrkdwn(message.blocks)), ("text", [message.text]))
        for text in texts
        if broken(text)
    ]


@each_language
def test_no_modal_is_cut_through_code_a_mention_or_an_entity(language: Language) -> None:
    """The same in a window."""
    say = Say(language)

    cut = {
        name: [text[-30:] for text in mrkdwn(shown(say)) if broken(text)]
        for name, shown in WORST_MODALS.items()
    }

    assert {name: where for name, where in cut.items() if where} == {}


@each_language
def test_the_text_holds_every_fact_even_of_the_longest_message(language: Language) -> None:
    """A screen reader reads nothing else."""
    say = Say(language)
    shown = {name: card(say) for name, card in LONGEST_MESSAGES.items()}

    lost = {
        name: [fact[:40] for fact in facts(message) if fact not in message.text]
        for name, message in shown.items()
    }

    assert {name: missing for name, missing in lost.items() if missing} == {}


@each_language
@pytest.mark.parametrize("number", range(len(a_run(LONG_ADDRESSES).batches)))
def test_a_batch_lists_each_of_its_people_however_long_their_addresses(
    number: int, language: Language
) -> None:
    """Whoever is missing on the card is ticked by nobody."""
    setup, run = a_setup(Stage.PROVISIONING), a_run(LONG_ADDRESSES)

    message = run_card(run, setup, run.batch_card(number, SASHA), Say(language))

    emails = [run.rows[row].email for row in run.batches[number].rows]
    assert [email for email in emails if email not in message.text] == []
    assert problems_of_blocks(message.blocks) == []


def test_the_batches_of_fifty_long_addresses_hold_each_of_them_once() -> None:
    """Rows in are rows out."""
    run = a_run(LONG_ADDRESSES)

    rows = [row for batch in run.batches for row in batch.rows]

    assert sorted(rows) == list(range(50))
    assert len(run.batches) > 1


@each_language
def test_a_batch_names_every_workspace_that_can_be_picked(language: Language) -> None:
    """Whichever is missing on the card is ticked for nobody."""
    names = picked([f"{n:02}{'w' * (WORKSPACE_LENGTH - 2)}" for n in range(40)])
    setup, run = a_setup(Stage.PROVISIONING), a_run(["sam@acme.example"], names)

    message = run_card(run, setup, run.batch_card(0, SASHA), Say(language))

    assert [name for name in names if name not in "".join(mrkdwn(message.blocks))] == []


@each_language
def test_the_result_names_or_counts_everybody_who_could_not_be_told(language: Language) -> None:
    """Thirty people outside Slack: the card asks to tell them, so it must say who or how many."""
    run = reported(a_run([f"sam{n:02}@acme.example" for n in range(30)]))
    run, say = untold(run, range(30)), Say(language)

    message = run_card(run, a_setup(Stage.DONE), Slot(card=Card.RESULT, to=SASHA), say)

    named = [row.email for row in run.rows.values() if row.email in message.text]
    rest = 30 - len(named)
    assert rest == 0 or say.count("list.more", rest) in message.text


@each_language
def test_the_preview_names_or_counts_every_duplicate(language: Language) -> None:
    """Thirty addresses given twice: each is named, or the rest is counted."""
    emails = [f"sam{n:02}@acme.example" for n in range(30)]
    view = preview_modal(a_draft([*emails, *emails]), a_setup(Stage.READY), Say(language), names={})

    texts = [text for text in mrkdwn(view) if text.startswith("30 ")]

    assert len(texts) == 1
    named = [email for email in emails if email in texts[0]]
    counted = without_code(texts[0]).removeprefix("30 ")
    assert len(named) == 30 or f"{30 - len(named)}" in counted


@each_language
def test_the_people_of_a_batch_can_be_told_apart_when_some_failed(language: Language) -> None:
    """Two long addresses that begin alike are two different choices."""
    alike = [f"{'x' * 64}@{'y' * 30}{n}.example" for n in range(2)]
    view = batch_result_modal(a_run(alike), a_setup(Stage.PROVISIONING), 0, Say(language))

    options = input_of(view, Field.WHO_FAILED)["options"]

    assert len({str(option["text"]) + str(option.get("description")) for option in options}) == 2


@each_language
@pytest.mark.parametrize("query", ["", "0", "&", "nothing like it"])
def test_the_selector_of_workspaces_never_offers_too_many_or_none(
    query: str, language: Language
) -> None:
    """Slack shows an error for an empty list and for the 101st option."""
    setup = a_setup(Stage.READY, workspaces=MANY_WORKSPACES)

    options = workspace_options(setup, query, Say(language))

    assert problems_of_options({"options": [one.to_dict() for one in options]}) == []
    assert options


@each_language
def test_slack_takes_every_card_of_a_setup_with_120_workspaces(language: Language) -> None:
    """More than can be typed today, as Marketo's own list may hold."""
    shown = cards(replace(WORST, workspaces=MANY_WORKSPACES))

    made = {name: card(Say(language)) for name, card in shown.items()}

    refused = {
        name: found
        for name, message in made.items()
        if (found := problems_of_blocks(message.blocks, surface="message"))
    }
    assert refused == {}
    assert {name for name, one in made.items() if not 0 < len(one.text) <= TEXT_LENGTH} == set()


def test_a_question_which_setup_offers_each_of_twenty_five() -> None:
    """As many as Slack puts into one row."""
    setups = [a_setup(name=f"{n}", number=n) for n in range(1, 26)]

    message = answers.which_answer("provision", setups, Say(Language.EN))

    assert len(message.blocks[-1]["elements"]) == 25


@each_language
def test_a_question_which_setup_says_the_way_to_those_that_no_list_holds(
    language: Language,
) -> None:
    """More than a hundred: nobody is left without a way to theirs."""
    setups = [a_setup(name=f"{n}", number=n) for n in range(1, 102)]
    say = Say(language)

    beyond, within = (answers.which_answer("provision", some, say) for some in (setups, setups[1:]))

    assert "/salesconnect status" in beyond.text
    assert "/salesconnect status" not in within.text
    assert problems_of_blocks(beyond.blocks, surface="message") == []


@each_language
def test_status_counts_the_setups_that_it_does_not_show(language: Language) -> None:
    """Twenty setups: what is shown and what is counted make twenty."""
    setups = [seen(a_setup(name=f"S{n}", number=n)) for n in range(1, 21)]
    say = Say(language)

    message = status_answer(an_overview(member(SASHA), *setups), say)

    shown = sum(block["type"] == "header" for block in message.blocks)
    assert shown == 20 or say.count("status.more", 20 - shown) in message.text
