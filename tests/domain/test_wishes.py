"""What a sentence asks for, and what asks for nothing."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ids import UserId
from bot.domain.wish_evidence import spoken_of
from bot.domain.wish_weights import WEIGHTS
from bot.domain.wish_words import LOOKED_AT, read
from bot.domain.wishes import Asked, Wish, framed_wish, wish_of
from tests.domain import wish_sentences
from tests.domain.properties import PROPERTY
from tests.domain.unseen_wishes import BOT, UNSEEN
from tests.domain.unseen_wishes_2 import UNSEEN_2

ASKS = "create a sandbox account for ada+sbx@acme.example"


def wish_in(text: str) -> Wish | None:
    asked = wish_of(text)
    return asked.wish if asked else None


def test_nearly_every_sentence_is_understood() -> None:
    """98 in 100, of those it was built on."""
    wanted: dict[str, Wish | None] = {
        **dict.fromkeys(wish_sentences.SANDBOX, Wish.SANDBOX),
        **dict.fromkeys(wish_sentences.INVITE, Wish.INVITE),
        **dict.fromkeys(wish_sentences.NOTHING),
        **dict.fromkeys(wish_sentences.NOTHING_WITH_AN_ADDRESS),
    }

    wrong = [text for text, wish in wanted.items() if wish_in(text) is not wish]

    assert len(wrong) <= 0.02 * len(wanted), wrong


def test_nobody_is_offered_an_account_for_an_address_in_passing() -> None:
    """Not one sentence: this is the worst that could be misread."""
    wrong = [text for text in wish_sentences.NOTHING_WITH_AN_ADDRESS if wish_of(text)]

    assert wrong == []


def test_whom_it_names_comes_along_in_order_and_once() -> None:
    """Addresses in lower case, however Slack wraps them; the bot asks nothing for itself."""
    text = (
        "<@U0BOT> please create sandbox accounts for <@U0BEN|ben>, *Ada+sbx@Acme.example*, <@U0ADA>"
        " <mailto:cy+sbx@acme.example|cy+sbx@acme.example>, ada+sbx@acme.example, <@U0BEN>"
    )

    assert wish_of(text, bot=UserId("U0BOT")) == Asked(
        Wish.SANDBOX,
        ("ada+sbx@acme.example", "cy+sbx@acme.example"),
        (UserId("U0BEN"), UserId("U0ADA")),
    )


@pytest.mark.parametrize(
    ("written", "email"),
    [
        ("ada+sbx@acme.example?", "ada+sbx@acme.example"),
        ("(ada+sbx@acme.example).", "ada+sbx@acme.example"),
        ("`ada+sbx@acme.example`", "ada+sbx@acme.example"),
        ("ada+sbx@acme.example's team", "ada+sbx@acme.example"),
        ("l'accueil d'ada+sbx@acme.example", "ada+sbx@acme.example"),
        ("Ines:ada+sbx@acme.example", "ada+sbx@acme.example"),
        ("o'neil@acme.example", "o'neil@acme.example"),
        ("<mailto:d'arcy@acme.example|d'arcy@acme.example>", "d'arcy@acme.example"),
        # Where the link begins behind the apostrophe: the rest of it is somebody else's address.
        ("pat.o'<mailto:brien@acme.example|brien@acme.example>", "pat.o'brien@acme.example"),
        ("o’<mailto:neil@acme.example|neil@acme.example>", "o'neil@acme.example"),
        ("d'arcy@acme.example", "d'arcy@acme.example"),
        ("d'<mailto:arcy@acme.example|arcy@acme.example>", "d'arcy@acme.example"),
        ("'<mailto:ada@acme.example|ada@acme.example>'", "ada@acme.example"),
        ("l’accueil d’<mailto:ada@acme.example|ada@acme.example>", "ada@acme.example"),
    ],
)
def test_an_address_is_freed_of_the_sentence_around_it(written: str, email: str) -> None:
    """Of nothing else: where Slack marked it, an apostrophe is its own."""
    asked = wish_of(f"please create a sandbox account for {written}")

    assert asked is not None
    assert asked.emails == (email,)


@pytest.mark.parametrize(
    "text",
    [
        f"&gt; please {ASKS}\nwho wrote that?",
        f"> please {ASKS}",
        f"look:\n&gt;&gt;&gt; hi\nplease {ASKS}",
        f"```please {ASKS}```",
        f"```\nplease {ASKS}",
    ],
)
def test_what_somebody_else_said_counts_for_nothing(text: str) -> None:
    """Quotations and code: neither what they ask nor whom they name."""
    assert wish_of(text) is None


def test_a_quoted_address_is_not_asked_for() -> None:
    """The request is the writer's, the quotation is not."""
    asked = wish_of(f"&gt; ask ben@acme.example\nplease {ASKS}")

    assert asked == Asked(Wish.SANDBOX, ("ada+sbx@acme.example",), ())


QUOTED = "&gt; could I have a sandbox account? ada+sbx@acme.example\n"


@pytest.mark.parametrize(
    "own",
    ["Could you take care of this one for her?", "Tu peux t'en occuper ?", "please handle this"],
)
def test_a_quoted_request_may_be_taken_up(own: str) -> None:
    """Then who is named in it is meant; whoever only speaks of it takes up nothing."""
    assert wish_of(QUOTED + own) == Asked(Wish.SANDBOX, ("ada+sbx@acme.example",), ())
    assert wish_of(QUOTED + "Who takes care of this?") is None
    assert wish_of("&gt; is the sandbox down?\n" + own) is None


def test_who_wants_one_too_wants_it_for_themselves() -> None:
    """Not for whom they quote."""
    assert wish_of(QUOTED + "I need one too") == Asked(Wish.SANDBOX, (), ())


def test_what_is_missing_is_asked_for_once_somebody_shall_act() -> None:
    """To say that it is missing asks for nothing."""
    missing = "ada@acme.example is still not added to Sales Connect"

    assert wish_in(missing) is None
    assert wish_in(f"{missing}, are you able to handle this?") is Wish.INVITE


@pytest.mark.parametrize(
    ("asks", "does_not"),
    [
        ("To invite to Sales Connect:\n- a@acme.example", "Forgot to invite: a@acme.example"),
        ("Comptes sandbox à créer :\n<@U0ADA>", "Comptes sandbox à ne pas créer :\n<@U0ADA>"),
        ("What I need: a sandbox account", "What I have: a sandbox account"),
        (
            "Sandbox login: a@acme.example. Reason: QA",
            "Sandbox login: a@acme.example. Password: none",
        ),
    ],
)
def test_a_form_asks_by_its_headings(asks: str, does_not: str) -> None:
    """Without any weights: by what is to be done, or is needed, or has a reason; a label tells."""
    assert framed_wish(read(asks, bot=None)) is not None
    assert framed_wish(read(does_not, bot=None)) is None


@pytest.mark.parametrize(
    ("asks", "does_not"),
    [
        (f"could you {ASKS}?", f"how do I {ASKS}?"),  # a question of how
        (f"could you {ASKS}?", f"could you explain how to {ASKS}?"),  # another verb
        (f"please {ASKS}", f"please do not {ASKS}"),  # negated
        ("I need a sandbox account", "you need a sandbox account"),  # said of everybody
        ("j'ai besoin d'un compte sandbox", "j'avais besoin d'un compte sandbox"),  # formerly
        ("can you create two sandbox accounts?", "can you create sandbox accounts?"),  # able to
        (f"{ASKS} please", f"created {ASKS.removeprefix('create ')}"),  # done
        ("crée un compte sandbox", "créé un compte sandbox"),  # an accent makes it done
        ("get me a sandbox account", "get me a sandbox account manager"),  # another thing
        ("open a sandbox account", "open a ticket for the sandbox account"),  # another object
        ("get ada a sandbox account", "get ada's sandbox account unlocked"),  # it exists
        ("add a Marketo sandbox account", "add a Salesforce sandbox account"),  # elsewhere
        ("add <@U0ADA> to Sales Connect", "add <@U0ADA> to the Sales Connect channel"),
        ("invite ada@acme.example", "invite ada@acme.example to lunch"),
        ("<@U0ADA> needs a sandbox account", "<@U0ADA> needs a sandbox account?"),  # it asks if
        ("Can we get a sandbox login?", "Can we get the same sandbox login?"),  # it compares
        ("see to a sandbox account for me please", "see the sandbox account for me please"),
        ("put <@U0ADA> in the sandbox", "put ada's sandbox account on hold"),
        ("can you get ada a sandbox login", "can ada get a sandbox login like everybody"),
        (
            "I was wondering if you could get ada a sandbox login",
            "I asked if you could get ada one",
        ),
    ],
)
def test_a_request_and_its_neighbour_that_is_none(asks: str, does_not: str) -> None:
    """Each pair is a rule: what parts them is all that makes the difference."""
    assert wish_in(asks) is not None
    assert wish_in(does_not) is None


@pytest.mark.parametrize(
    ("asks", "does_not"),
    [
        ("mind adding <@U0ADA> to the sandbox?", "mind asking <@U0ADA> about the sandbox?"),
        ("We test in the sandbox. Send us logins there", "We test in the sandbox. Send us news"),
        ("My boss told me to ask for a sandbox login", "My boss told me about the sandbox login"),
        ("Sales Connect for <@U0ADA> merci", "Sales Connect guide for <@U0ADA> merci"),
    ],
)
def test_what_has_no_known_frame_is_weighed(asks: str, does_not: str) -> None:
    """By all that speaks for a request and against it; none of these begins like one."""
    assert wish_in(asks) is not None
    assert wish_in(does_not) is None


def test_all_that_has_a_weight_can_be_found() -> None:
    """Else the table was learnt with other classes of words: learn it again."""
    found = {
        one
        for text in (
            *wish_sentences.SANDBOX,
            *wish_sentences.INVITE,
            *wish_sentences.NOTHING,
            *wish_sentences.NOTHING_WITH_AN_ADDRESS,
            *(unseen.text for unseen in (*UNSEEN, *UNSEEN_2)),
        )
        for _, evidence in spoken_of(read(text, bot=UserId(BOT)).sentences)
        for one in evidence
    }

    assert set(WEIGHTS) - found == set()


def test_without_a_name_a_permission_is_asked_for() -> None:
    """And no account; by the rules alone."""
    asks, does_not = f"is it ok to {ASKS}?", "is it ok to create a sandbox account?"

    assert framed_wish(read(asks, bot=None)) is Wish.SANDBOX
    assert framed_wish(read(does_not, bot=None)) is None


def test_one_is_what_was_spoken_of_before() -> None:
    """A sentence before, or a clause; of nothing, one is nothing."""
    assert wish_in("Ada has no sandbox login yet. Can you create one?") is Wish.SANDBOX
    assert wish_in("Ada is not in Sales Connect, please add her") is Wish.INVITE
    assert wish_in("Ada has no laptop yet. Can you create one?") is None
    assert wish_in("Ada lost the sandbox password. Can you create one?") is None


def test_the_sandbox_goes_before_sales_connect() -> None:
    """It is a part of it; unless it is excepted."""
    assert wish_in("please create a Sales Connect sandbox account for Ada") is Wish.SANDBOX
    assert wish_in("please add <@U0ADA> to Sales Connect, not the sandbox") is Wish.INVITE


@pytest.mark.parametrize(
    "word",
    ["sanbox", "sandobx", "snadbox", "sandbx", "sand box", "sand-box", "SANDBOX", "bac à sable"],
)
def test_a_sandbox_is_known_however_it_is_spelt(word: str) -> None:
    """By its letters: whoever is in a hurry drops one, or turns two around."""
    assert wish_in(f"I need a {word} acount plz") is Wish.SANDBOX


def test_a_long_text_is_read_from_its_beginning() -> None:
    """And no address is cut in two at the end: half of one is somebody else's."""
    start = f"please {ASKS} "
    cut = start + "." * (LOOKED_AT - len(start) - 10) + " ben@acme.example.org"

    assert wish_in("so " * LOOKED_AT + start) is None
    assert wish_of(cut) == Asked(Wish.SANDBOX, ("ada+sbx@acme.example",), ())


@PROPERTY
@given(st.text(max_size=500))
def test_anything_may_be_written(text: str) -> None:
    """No fault, whatever it is."""
    assert wish_in(text) in (None, *Wish)


@pytest.mark.parametrize(
    "piece",
    [
        "a", " ", "\n", "a@", "<@U", "<mailto:", "```", "&gt;", "can you ", "please ", "I need a ",
        "add me to the ", "sandbox ", "account ", "sandbox for ", "add me up sales connect ",
        "and ", "if ", "hi ", ", ", "l'", "need ada@acme.example to sandbox ",
        "create a account sandbox of ", "'a ", "\"a ", "« a ", "she said, ",
        "please put a account of mia@acme.example ",
    ],
)  # fmt: skip
def test_whatever_is_written_is_read_in_no_time(piece: str) -> None:
    """A text made to make the reader look back takes no longer than any other."""
    text = (piece * 40_000)[:40_000]
    wish_of("warm")

    began = process_time()
    wish_of(text)

    assert process_time() - began < 1
