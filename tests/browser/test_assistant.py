"""Questions, words and leaks in a browser: what is answered, where, and to whom alone."""

import re
from collections.abc import Mapping
from typing import Final

from playwright.sync_api import Locator, expect

from tests.browser.looks import assert_fine_everywhere
from tests.browser.window import Open, Window
from tests.practice.processes import PracticeProcess

MESSAGES: Final = "[role=log]"
ADMINS: Final = {
    "Marketo admin": "Mara (Marketo admin)",
    "Sales Connect admin": "Sol (Sales Connect admin)",
    "Salesforce admin": "Sven (Salesforce admin)",
    "Channel for invites": "#sales-invites",
}
VALUES: Final = {
    "Munchkin ID": "123-ABC-456",
    "Client ID": "00000000-0000-4000-8000-000000000001",
    "Client Secret": "practicepracticepracticepractice",
}
LEAK: Final = "client secret: practicepracticepracticepractice"


def fill_in(company: PracticeProcess, who: str, values: Mapping[str, str]) -> None:
    for label, value in values.items():
        company.control("POST", f"/people/{who}/fill", label=label, value=value)
    company.control("POST", f"/people/{who}/submit")


def connect_marketo(company: PracticeProcess) -> None:
    """Until the ten minutes are running."""
    company.command("mara", "/salesconnect setup")
    fill_in(company, "mara", ADMINS)
    company.command("mara", "/salesconnect credentials")
    fill_in(company, "mara", VALUES)
    company.command("sol", "/salesconnect credentials")
    company.control("POST", "/people/sol/close")
    company.command("sol", "/salesconnect connected")


def answer(me: Window, question: str) -> Locator:
    """Below what was just written, in its thread."""
    me.say(question)
    asked = me.log.locator(".log-inner > article").filter(has_text=question)
    expect(asked).to_have_count(1)
    return asked.get_by_role("article")


def test_questions_and_words_are_answered(window: Open, company: PracticeProcess) -> None:
    """With what is the asker's own, in the language of the question, a button below."""
    connect_marketo(company)
    me = window()
    me.be("Sales Connect admin")
    me.go("Sales Connect")

    wait = answer(me, "how long must I still wait?")
    expect(wait).to_contain_text(re.compile(r"production: (9|10) minutes left, until"))
    expect(wait.get_by_role("link", name="Adobe’s documentation")).to_be_visible()
    wait.get_by_role("button", name="Start before the ten minutes are over").click()
    expect(me.article("Only visible to you")).to_contain_text("Start now anyway")
    me.say("why can't I see @ada in Team Access?")
    expect(me.article("no invite of @Ada is on record")).to_be_visible()
    unknown = answer(me, "which colour has the moon?")
    expect(unknown).to_contain_text("I don't know")
    expect(unknown.locator(".actions").get_by_role("button")).to_have_count(3)
    assert_fine_everywhere(me.page, MESSAGES)

    me.be("Salesforce admin")
    who = answer(me, "Qui est notre admin Sales Connect ?")
    expect(who).to_contain_text("production : @Sol (admin Sales Connect).")
    expect(who.get_by_role("button", name="Qui peut faire quoi")).to_be_visible()
    status = answer(me, "show status")
    expect(status).to_contain_text("Now: the wait for Marketo")
    later = answer(me, "remind me tomorrow")
    expect(later).to_contain_text("finish the Salesforce checklist")
    later.get_by_role("button", name="Snooze", exact=True).click()
    expect(me.article("Only visible to you")).to_contain_text("Done")
    helped = answer(me, "aide")
    expect(helped).to_contain_text("où en est votre configuration")
    expect(helped.get_by_role("button", name="Ouvrir la liste")).to_be_visible()


def test_a_leak_is_warned_of_privately_and_the_audit_narrowed(
    window: Open, company: PracticeProcess
) -> None:
    """The author alone reads the warning; the audit has pages, kinds, and a file."""
    for _ in range(2):
        connect_marketo(company)
        company.control("POST", "/people/mara/press", label="Cancel setup")
    me = window()
    me.be("Marketo admin")
    me.speak("Français")
    me.go("#sales-invites")

    me.say(LEAK)
    warning = me.article("Only visible to you")
    for word in ("supprimez", "renouvelez"):
        expect(warning).to_contain_text(word)
    expect(warning).not_to_contain_text("practicepractice")
    assert_fine_everywhere(me.page, MESSAGES)
    me.be("Salesperson")
    expect(me.article(LEAK)).to_be_visible()
    expect(me.article("Only visible to you")).to_have_count(0)

    me.be("Marketo admin")
    me.speak("English")
    me.go("Sales Connect")
    me.say("/salesconnect audit")
    audit = me.article("The audit, newest first")
    expect(audit).to_contain_text("@Mara cancelled the setup")
    assert_fine_everywhere(me.page, MESSAGES)
    audit.get_by_role("button", name="Older").click()
    expect(audit.get_by_role("button", name="Newer")).to_be_visible()
    audit.get_by_role("combobox", name="Kind").select_option(label="People and settings")
    expect(me.article("newest first, only: ")).not_to_contain_text("revealed the credentials")
    me.press("CSV")
    expect(me.article(".csv")).to_be_visible()
