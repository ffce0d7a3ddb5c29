"""Invites and a sandbox account in a browser, each in two windows: who asks, and who answers."""

import re
from typing import Final

from playwright.sync_api import Locator, expect

from tests.browser.looks import assert_fine_everywhere
from tests.browser.window import Open, Window

CARLA: Final = 2
ELIF: Final = 4
MESSAGES: Final = "[role=log]"
DIALOG: Final = "dialog[open]"
SANDBOX_ADDRESS: Final = "benoit+essai@lumensails.example"


def ask_for_two(me: Window) -> None:
    """One by the address that the command named, one by name."""
    invite = me.opens("/salesconnect invite noa@lumensails.example", "Invite users")
    expect(invite.get_by_label("E-mail addresses")).to_have_value("noa@lumensails.example")
    expect(invite).to_contain_text("one message goes to #sales-invites")
    me.tick(invite, "People in Slack", ["Elif (Salesperson)"])
    me.fill(invite, "Note to approvers", "They start on Monday.")
    assert_fine_everywhere(me.page, DIALOG)
    me.submit(invite, "Ask for approval")
    expect(invite).to_be_hidden()


def reject_noa(teammate: Window, reason: str) -> None:
    teammate.press("Reject")
    reject = teammate.dialog("Reject")
    who = reject.get_by_role("group", name="Who")
    expect(who.get_by_role("checkbox", checked=True)).to_have_count(2)
    who.get_by_role("checkbox", name="elif@lumensails.example").uncheck()
    teammate.fill(reject, "Reason", reason)
    assert_fine_everywhere(teammate.page, DIALOG)
    teammate.submit(reject, "Reject")
    expect(reject).to_be_hidden()


def is_decided(card: Locator) -> None:
    """Who did what is on the card, and nothing is left to press."""
    expect(card).to_contain_text("Approved by @Carla")
    expect(card).to_contain_text("Rejected by @Carla")
    expect(card.locator("s", has_text="noa@lumensails.example")).to_be_visible()
    expect(card.get_by_role("button", name="Approve")).to_have_count(0)
    expect(card.get_by_role("button", name="Reject")).to_have_count(0)


def test_a_teammate_decides_and_everybody_sees_it(window: Open) -> None:
    """From the command to the invited person; no window is loaded anew to see what others did."""
    me, teammate = window(), window()
    me.be("Marketo admin")
    me.go("Sales Connect")
    me.set_up()
    teammate.be("Salesperson", CARLA)
    teammate.go("#sales-invites")
    me.be("Salesperson")
    me.go("#sales-invites")

    ask_for_two(me)
    mine, theirs = (w.article("Invites asked for") for w in (me, teammate))
    for card in (mine, theirs):
        expect(card).to_contain_text("@Elif (elif@lumensails.example)")
        expect(card).to_contain_text("They start on Monday.")
    assert_fine_everywhere(teammate.page, MESSAGES)
    me.press("Approve")
    refusal = me.article("Only visible to you")
    expect(refusal).to_contain_text("Nobody decides their own request.")
    expect(mine.get_by_role("button", name="Approve")).to_be_visible()

    reject_noa(teammate, "Noa starts in March.")
    expect(mine).to_contain_text("Noa starts in March.")
    theirs.get_by_role("button", name="Approve").click()
    for card in (mine, theirs):
        is_decided(card)
    expect(teammate.article("Only visible to you")).to_have_count(0)
    assert_fine_everywhere(teammate.page, MESSAGES)

    me.go("Sales Connect")
    expect(me.article("Noa starts in March.")).to_contain_text("/salesconnect invite")
    expect(me.article("Next:")).to_contain_text("@Sol sends the invites")
    admin = teammate
    admin.be("Sales Connect admin")
    admin.go("Sales Connect")
    to_do = admin.article("To invite: production")
    expect(to_do).to_contain_text("1 person to invite, asked for by @Ada.")
    expect(to_do).not_to_contain_text("noa@lumensails.example")
    assert_fine_everywhere(admin.page, MESSAGES)
    admin.press("I've invited them")
    done = admin.article("Invited: production")
    expect(done.get_by_role("button", name="Connect users")).to_be_visible()
    expect(done.get_by_role("button", name="I've invited them")).to_have_count(0)

    expect(me.article("@Sol has sent the invites")).to_contain_text("elif@lumensails.example")
    expect(me.article("Your request for invites")).to_contain_text("Invited by @Sol")
    expect(me.log.get_by_role("button", name="Withdraw")).to_have_count(0)
    assert_fine_everywhere(me.page, MESSAGES)
    me.be("Salesperson", ELIF)
    me.go("Sales Connect")
    expect(me.article("You are invited to Sales Connect")).to_contain_text("@Ada asked for it")


def set_up_in_french(me: Window) -> None:
    for role, nth in (("Sales Connect admin", 0), ("Salesperson", CARLA), ("Marketo admin", 0)):
        me.be(role, nth)
        me.speak("Français")
    me.go("Sales Connect")
    setup = me.opens("/salesconnect setup", "Configurer Sales Connect")
    me.choose(setup, "Admin Marketo", "(Marketo admin)")
    me.choose(setup, "Admin Sales Connect", "(Sales Connect admin)")
    me.choose(setup, "Canal des invitations", "#sales-invites")
    me.submit(setup, "Lancer")
    expect(setup).to_be_hidden()


def ask_in_own_words(me: Window) -> None:
    """The sentence opens nothing; its button does, filled in."""
    me.say(f"Coucou, j'aurais besoin d'un accès à la sandbox pour mes essais : {SANDBOX_ADDRESS}")
    me.press("Demander un compte sandbox")
    sandbox = me.dialog("Compte sandbox")
    expect(sandbox.get_by_label("Adresse e-mail")).to_have_value(SANDBOX_ADDRESS)
    me.choose(sandbox, "Pour qui", "Benoît")
    me.fill(sandbox, "Motif", "Essayer sans toucher à la production")
    assert_fine_everywhere(me.page, DIALOG)
    me.submit(sandbox, "Demander")
    expect(sandbox).to_be_hidden()


def test_a_sandbox_account_from_a_sentence_to_the_log_in(window: Open) -> None:
    """All in French; the Marketo admin is asked, a teammate approves, Adobe is written to."""
    me, other = window(), window()
    set_up_in_french(other)
    me.be("Salesperson", 1)
    me.go("Sales Connect")

    ask_in_own_words(me)
    question = other.article("Sandbox Marketo (configuration")
    expect(question.get_by_role("button", name="Nous n’en avons pas")).to_be_visible()
    assert_fine_everywhere(other.page, MESSAGES)
    other.press("Nous avons une sandbox")
    expect(question).to_contain_text("possède une sandbox Marketo, indique @Mara")
    # It can be taken back; "More actions" stands on any message.
    expect(question.get_by_role("button", name="Nous avons une sandbox")).to_have_count(0)

    other.be("Salesperson", CARLA)
    other.go("#sales-invites")
    card = other.article("Demande de compte sandbox")
    expect(card).to_contain_text("Essayer sans toucher à la production")
    other.press("Approuver")
    expect(card).to_contain_text("Demande approuvée par @Carla")
    expect(card.get_by_role("button", name="Refuser")).to_have_count(0)
    expect(me.article("Ensuite : @Sol demande le compte à Adobe.")).to_be_visible()

    other.be("Sales Connect admin")
    other.go("Sales Connect")
    to_do = other.article("Compte sandbox (configuration")
    assert_fine_everywhere(other.page, MESSAGES)
    other.press("Écrire à Adobe")
    letter = other.dialog("Écrire à Adobe")
    expect(letter.get_by_label("Lettre")).to_have_value(re.compile(re.escape(SANDBOX_ADDRESS)))
    assert_fine_everywhere(other.page, DIALOG)
    other.submit(letter, "C’est envoyé")
    expect(letter).to_be_hidden()
    expect(me.article("@Sol a écrit à l’account manager d’Adobe")).to_be_visible()
    other.press("Compte créé")
    expect(to_do).to_contain_text("Compte créé, indique @Sol")
    expect(to_do.get_by_role("button", name="Compte créé")).to_have_count(0)

    expect(me.article("Pour vous connecter :")).to_contain_text(f"utilisez {SANDBOX_ADDRESS}")
    expect(me.log.get_by_role("button", name="Retirer la demande")).to_have_count(0)
    assert_fine_everywhere(me.page, MESSAGES)


def test_a_shortcut_fills_in_whom_a_message_names(window: Open) -> None:
    """Somebody else's message: its address and its mention are in the window, and nobody else."""
    me = window()
    me.be("Marketo admin")
    me.go("Sales Connect")
    me.set_up()
    me.go("#sales-invites")
    me.say("Please let @dev and noa@lumensails.example in, they start on Monday")

    me.be("Salesperson")
    me.go("#sales-invites")
    message = me.article("they start on Monday")
    message.get_by_role("button", name="More actions").click()
    message.get_by_role("menuitem", name="Invite users").click()
    invite = me.dialog("Invite users")

    expect(invite.get_by_label("E-mail addresses")).to_have_value("noa@lumensails.example")
    people = invite.get_by_role("group", name="People in Slack")
    expect(people.get_by_role("checkbox", checked=True)).to_have_count(1)
    expect(people.get_by_role("checkbox", name="Dev (Salesperson)")).to_be_checked()
