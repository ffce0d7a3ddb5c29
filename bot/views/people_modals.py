"""The modals of who owns a setup: other people, and the settings."""

from typing import Any

from slack_sdk.models.blocks import (
    ExternalDataSelectElement,
    Option,
    PlainTextInputElement,
    StaticSelectElement,
    UserMultiSelectElement,
    UserSelectElement,
)

from bot.domain.ids import UserId
from bot.domain.roles import Role
from bot.domain.setup import Setup
from bot.domain.setup_parts import Group
from bot.domain.stages import Language
from bot.views import ids
from bot.views.blocks import context, field, modal, option, section
from bot.views.ids import CardValue, Field
from bot.views.names import mentions, setup_name
from bot.views.say import Say
from bot.views.screens import screens

DOMAINS_LENGTH = 1_000  # characters
MOST_APPROVERS = 20
MOST_OPTIONS = 100
ROLES = (
    (Field.MARKETO_ADMIN, Role.MARKETO_ADMIN),
    (Field.SALES_CONNECT_ADMIN, Role.SALES_CONNECT_ADMIN),
    (Field.SALESFORCE_ADMIN, Role.SALESFORCE_ADMIN),
    (Field.STARTER, Role.STARTER),
)


def shown_person(setup: Setup, role: Role) -> UserId | None:
    """Who stands in the field of this role; a missing person has to be chosen anew."""
    if role is Role.SALES_CONNECT_ADMIN and setup.successor:
        return setup.successor if Role.SUCCESSOR not in setup.missing else None
    return None if role in setup.missing else setup.people.get(role)


def _is_missing(setup: Setup, role: Role) -> bool:
    """Somebody else is needed in the field of this role: of a successor, where there is one."""
    if role is Role.SALES_CONNECT_ADMIN and setup.successor:
        return Role.SUCCESSOR in setup.missing
    return role in setup.missing


def _hint(setup: Setup, block_id: str, role: Role, say: Say) -> str:
    if not _is_missing(setup, role):
        return say.plain(f"change_people.{block_id}.hint")
    has_successor = role is Role.SALES_CONNECT_ADMIN and setup.successor is not None
    who = setup.people[Role.SUCCESSOR if has_successor else role]
    is_gone = who in setup.left_slack()
    return say.plain("change_people.gone.hint" if is_gone else "change_people.missing.hint")


def _shown(setup: Setup) -> str:
    return ",".join(shown_person(setup, role) or "" for _, role in ROLES)


def parse_shown(part: str) -> dict[Role, str]:
    """Who stood in each field when the modal was opened; empty: nobody."""
    return dict(zip((role for _, role in ROLES), part.split(","), strict=False))


def change_people_modal(setup: Setup, reader: UserId, say: Say) -> dict[str, Any]:
    """Where the owner of a setup names other people."""
    gone = setup.left_slack()
    told = [one for one in setup.everybody() if one != reader and one not in gone]
    intro = [section(say("change_people.intro", setup=setup_name(setup, say)))]
    if told:
        who = mentions(told, say)
        intro.append(section(say.count("change_people.told", len(told), who=who)))
    if setup.connected_at:
        intro.append(section(say("change_people.connected")))
    return modal(
        callback_id=ids.CHANGE_PEOPLE_MODAL,
        title=say.plain("change_people.title"),
        submit=say.plain("change_people.submit"),
        close=say.plain("modal.cancel"),
        # Who was shown: only what was changed here is saved.
        private_metadata=CardValue(setup.id, part=_shown(setup)).dump(),
        blocks=[
            *intro,
            *(
                field(
                    block_id,
                    say.plain(f"change_people.{block_id}"),
                    UserSelectElement(action_id=ids.INPUT, initial_user=shown_person(setup, role)),
                    required=not (role is Role.SALESFORCE_ADMIN or _is_missing(setup, role)),
                    hint=_hint(setup, block_id, role, say),
                )
                for block_id, role in ROLES
            ),
        ],
    )


def settings_modal(setup: Setup, say: Say) -> dict[str, Any]:
    """Who approves invites, for which domains, and the language of the channel."""
    approval = setup.approval
    group = ExternalDataSelectElement(
        action_id=ids.INPUT,
        min_query_length=0,
        initial_option=group_option(approval.group) if approval.group else None,
    )
    languages = {one: option(say.plain(f"language.{one}"), one) for one in Language}
    return modal(
        callback_id=ids.SETTINGS_MODAL,
        title=say.plain("settings.title"),
        submit=say.plain("settings.submit"),
        close=say.plain("modal.cancel"),
        private_metadata=CardValue(setup.id).dump(),
        blocks=[
            section(say("settings.intro", setup=setup_name(setup, say), **screens(setup, say))),
            field(
                Field.APPROVERS,
                say.plain("settings.approvers"),
                UserMultiSelectElement(
                    action_id=ids.INPUT,
                    initial_users=list(approval.approvers) or None,
                    max_selected_items=MOST_APPROVERS,
                ),
                required=False,
                hint=say.plain("settings.approvers.hint"),
            ),
            field(
                Field.APPROVER_GROUP,
                say.plain("settings.approver_group"),
                group,
                required=False,
                hint=say.plain("settings.approver_group.hint"),
            ),
            field(
                Field.DOMAINS,
                say.plain("settings.domains"),
                PlainTextInputElement(
                    action_id=ids.INPUT,
                    multiline=True,
                    max_length=DOMAINS_LENGTH,
                    initial_value="\n".join(approval.domains) or None,
                ),
                required=False,
                hint=say.plain("settings.domains.hint"),
            ),
            field(
                Field.LANGUAGE,
                say.plain("settings.language"),
                StaticSelectElement(
                    action_id=ids.INPUT,
                    options=list(languages.values()),
                    initial_option=languages[setup.language],
                ),
                hint=say.plain("settings.language.hint"),
            ),
            context(say("modal.tells_nobody")),
        ],
    )


def group_option(group: Group) -> Option:
    return option(group.name, f"{ids.GROUP}{group.id}")


def group_options(groups: list[Group] | None, query: str, say: Say) -> list[Option]:
    """What the selector offers; None: Slack does not say. Slack refuses a select without any."""
    if groups is None:
        return [option(say.plain("settings.groups_unknown"), ids.NO_GROUP)]
    wanted = query.strip().casefold()
    found = [group_option(one) for one in groups if wanted in one.name.casefold()]
    return found[:MOST_OPTIONS] or [option(say.plain("settings.no_group"), ids.NO_GROUP)]
