"""Every refusal is words, in both languages, and no key is ever shown."""

import re
from typing import Final, get_args

import pytest

from bot.domain.addresses import Malformed
from bot.domain.checklists import Point
from bot.domain.commands import (
    Decline,
    NoteAccessRemoved,
    SaveChecklist,
    SayOwnsSandbox,
    SetupCommand,
    Snooze,
    TakeOver,
)
from bot.domain.credentials import CredentialField
from bot.domain.ids import UserId
from bot.domain.outcome import Outcome
from bot.domain.people import Act, Actor, Ourselves, Role, Standing
from bot.domain.refusals import (
    AlreadyRequested,
    MembersOnly,
    NameTaken,
    NobodyGiven,
    NotNow,
    OnRecord,
    Refusal,
    UnknownWorkspace,
)
from bot.domain.request import Nobody
from bot.domain.request_checks import Conflict, ConflictWhy
from bot.domain.request_lack import Cannot
from bot.domain.run_plan import refuse_connecting
from bot.domain.salesforce_org import OrganizationFault
from bot.domain.setup import Setup
from bot.domain.setup_steps import STEPS, decide, refuse_reveal, refuse_step
from bot.domain.stages import Kind, Language, Stage
from bot.domain.workspaces import NameTooLong
from bot.locale import texts
from bot.views.faults import (
    Named,
    conflict_fault,
    credential_fault,
    domains_fault,
    foreign_domain_fault,
    malformed_fault,
    nobody_fault,
    organization_fault,
    person_fault,
    sandbox_person_fault,
    secret_fault,
    swapped_fault,
    too_long_fault,
    too_many_people_fault,
)
from bot.views.refusals import plain_words, words
from bot.views.say import Say
from tests.for_each import for_each

from .bends import access_removed, declined, in_succession
from .gallery import OURS, TAME, all_modals, messages, refusals
from .gallery_faults import CREDENTIAL_FAULTS
from .reading import living, text_objects
from .requests import owning
from .states import (
    MARA,
    NINA,
    NOW,
    OURSELVES,
    RULES,
    SALOME,
    SASHA,
    STARTER,
    a_setup,
    expired,
    member,
)

each_language = pytest.mark.parametrize("language", list(Language))

SAM: Final = "sam@acme.example"
KEYS: Final = frozenset(
    key if isinstance(key, str) else key[0] for key in vars(texts(Language.EN))["_catalog"] if key
)
_KEY: Final = re.compile(r"(?<![\w.@-])[a-z_]+(?:\.[a-z_]+)+(?![\w-])")


def keys_in(text: str) -> list[str]:
    return [found for found in _KEY.findall(text) if found in KEYS]


def not_now() -> set[NotNow]:
    """Each that the domain can bring about: every command, at every stage, by whoever may."""
    found: set[Refusal | None] = set()
    commands: set[type[SetupCommand]] = {command for _, command in STEPS}
    named = (STARTER, MARA, SASHA, SALOME, NINA)
    by: list[Actor | Ourselves] = [OURSELVES, *(member(who) for who in named)]
    setups = [a_setup(stage) for stage in Stage] + [expired(a_setup(Stage.HANDED_OVER))]
    setups.append(in_succession(a_setup(Stage.DONE)))
    for setup in setups:
        found |= {refuse_step(setup, command, actor) for command in commands for actor in by}
        found |= {refuse_connecting(setup, actor, NOW) for actor in by}
        found |= {refuse_reveal(setup, member(SASHA), version) for version in (0, 1)}
    found |= set(_at_a_second_look())
    return {refusal for refusal in found if isinstance(refusal, NotNow)}


def _at_a_second_look() -> list[Refusal]:
    """What a step itself refuses, where the table lets it begin."""
    named = a_setup()
    begun = in_succession(a_setup(Stage.DONE))
    removed = access_removed(begun)
    sandbox = frozenset({Point.HAS_SANDBOX})
    mine = Role.SALESFORCE_ADMIN
    tries: list[tuple[Setup, SetupCommand, UserId]] = [
        (declined(named, mine), Decline(named.id, mine), SALOME),
        (named, Snooze(named.id, mine, 99), SALOME),
        (named, SaveChecklist(named.id, sandbox, frozenset()), STARTER),
        (removed, NoteAccessRemoved(named.id), SASHA),
        (begun, TakeOver(named.id), NINA),
        (owning(named), SayOwnsSandbox(named.id, True), MARA),
    ]
    decisions = [decide(one, step, member(by), NOW, RULES) for one, step, by in tries]
    return [one for one in decisions if not isinstance(one, Outcome)]


def field_errors(say: Say) -> list[str]:
    """What the handlers put at a field."""
    at_fields: tuple[Refusal, ...] = (
        NameTaken(Kind.PRODUCTION, ""),
        NameTaken(Kind.SANDBOX, TAME.name),
        UnknownWorkspace("x", None),
        UnknownWorkspace("x", "y"),
        NobodyGiven(),
        MembersOnly(),
    )
    refused = [plain_words(refusal, say) for refusal in at_fields]
    credentials = [
        credential_fault(field, fault, say)
        for field, faults in CREDENTIAL_FAULTS.items()
        for fault in faults
    ]
    swapped = [
        swapped_fault(field, say)
        for field in (CredentialField.CLIENT_ID, CredentialField.CLIENT_SECRET)
    ]
    people = [
        person_fault(standing, say) for standing in Standing if standing is not Standing.MEMBER
    ]
    typed = [
        malformed_fault((Malformed(1, "x"),), say),
        too_long_fault(NameTooLong(1, "x" * 90), say),
        domains_fault((Malformed(1, "x"),), say),
        *(organization_fault(fault, say) for fault in OrganizationFault),
        say.plain("fault.not_api_only"),
    ]
    return [*refused, *credentials, *swapped, *people, *typed, *request_faults(say)]


def request_faults(say: Say) -> list[str]:
    """What keeps somebody from asking, at a field of `Invite users` or `Sandbox account`."""
    long = "x" * 64 + "@" + ".".join(["y" * 60] * 3) + ".example"
    lack = Named("Sales Connect", [("n" * 60, why) for why in Cannot] * 3, "g" * 60, "s" * 60)
    each = [conflict_fault([Conflict(one, why)], say) for why in ConflictWhy for one in (long, SAM)]
    return [
        *each,
        conflict_fault([Conflict(long, why) for why in ConflictWhy], say),
        *(
            sandbox_person_fault(Conflict(long, why), say)
            for why in (ConflictWhy.ASKED_FOR, ConflictWhy.HAS_ACCOUNT)
        ),
        foreign_domain_fault([SAM], ["acme.example"], say),
        foreign_domain_fault([long] * 90, ["y" * 200] * 30, say),
        too_many_people_fault(101, say),
        secret_fault(say),
        *(nobody_fault(why, say, lack) for why in Nobody),
        plain_words(AlreadyRequested(SAM), say),
        plain_words(OnRecord(SAM), say),
    ]


def test_there_is_a_sample_of_every_refusal() -> None:
    """The tests below walk the whole union."""
    assert {type(refusal) for refusal in refusals(TAME).values()} == set(get_args(Refusal))


@each_language
@for_each(name=refusals(TAME))
def test_every_refusal_turns_into_words(name: str, language: Language) -> None:
    """One sentence or more, with nothing left to fill in."""
    said = words(refusals(TAME)[name], Say(language))

    assert said
    assert keys_in(said) == []
    assert "{" not in re.sub(r"<!date[^>]*>", "", said)
    assert living(said, OURS) == []


@each_language
@for_each(refusal=sorted(not_now(), key=repr))
def test_every_step_at_a_wrong_stage_is_explained(refusal: NotNow, language: Language) -> None:
    """Where the setup stands, in words that belong to this step."""
    say = Say(language)

    said = words(refusal, say)

    assert keys_in(said) == []
    assert say(f"stage.{refusal.stage}") in said


def test_every_act_that_has_a_wrong_time_is_walked() -> None:
    """Acts outside this list have no wrong time: they are refused for another reason."""
    assert {refusal.act for refusal in not_now()} == {
        Act.HAND_OVER,
        Act.REVEAL,
        Act.REPORT_CONNECTED,
        Act.START_NOW,
        Act.EDIT_WORKSPACES,
        Act.CONNECT_USERS,
        Act.FOLLOW_UP,
        Act.ALREADY_CONNECTED,
        Act.NOT_ME,
        Act.SNOOZE,
        Act.OWN_CHECKLIST,
        Act.REMOVE_ACCESS,
        Act.TAKE_OVER,
        Act.ASK_AGAIN,
        Act.OWN_SANDBOX,
    }


@each_language
def test_no_key_is_ever_shown(language: Language) -> None:
    """gettext answers with the key itself where a text is missing."""
    say = Say(language)
    shown = {name: card(say).text for name, card in messages(TAME).items()}
    shown |= {
        name: "\n".join(text for _, text in text_objects(modal(say)))
        for name, modal in all_modals(TAME).items()
    }
    shown |= {
        f"{name} buttons": "\n".join(text for _, text in text_objects(card(say).blocks))
        for name, card in messages(TAME).items()
    }
    shown |= {error: error for error in field_errors(say)}

    assert {name: keys_in(text) for name, text in shown.items() if keys_in(text)} == {}
    assert {name for name, text in shown.items() if text in KEYS} == set()


@each_language
def test_an_error_at_a_field_is_plain_text_without_marks(language: Language) -> None:
    """No mention, no time, no code, no bold: Slack shows them as they are typed."""
    errors = field_errors(Say(language))

    assert [error for error in errors if re.search(r"<[!@#]|`|\*|&(?:amp|lt|gt);", error)] == []


@each_language
def test_an_error_at_a_field_is_short_enough_to_be_read(language: Language) -> None:
    """A good example included."""
    assert [error for error in field_errors(Say(language)) if not 0 < len(error) <= 300] == []


@each_language
def test_a_person_who_cannot_be_named_is_told_why(language: Language) -> None:
    """One answer per cause."""
    said = [person_fault(one, Say(language)) for one in Standing if one is not Standing.MEMBER]

    assert len(set(said)) == len(Standing) - 1
