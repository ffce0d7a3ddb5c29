"""The bot's client reads Slack's answers: as in the samples, and with fields left out."""

from datetime import UTC, datetime
from typing import Any, Final

import pytest
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.domain.ids import TeamId, UserId
from bot.domain.people import Standing
from bot.domain.stages import Language
from bot.slack import Slack
from bot.slack_people import person_of
from practice.slack import SlackStandIn
from practice.slack.server import Server
from tests.contract.samples import Json, paths, slack_sample

HOME: Final = TeamId("T00000000")  # of the samples
MARA: Final = UserId("U00000000")
NOW: Final = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
EVERY_FIELD: Final = (
    "team_id",
    "name",
    "deleted",
    "real_name",
    "profile",
    "is_restricted",
    "is_ultra_restricted",
    "is_bot",
    "is_stranger",
    "locale",
    "enterprise_user",
)


def a_user(**values: object) -> Json:
    """Of users.info; `profile__email=…` fills `profile.email`."""
    user: Json = slack_sample("api/users.info")["user"]
    for path, value in values.items():
        place, _, last = path.rpartition("__")
        (user[place] if place else user)[last] = value
    return user


class TestPeople:
    """users.info."""

    def test_the_sample_is_read(self) -> None:
        """All its texts are empty: then the id stands for the name, and English is spoken."""
        person = person_of(a_user(), HOME, NOW)

        assert (person.user_id, person.name, person.email) == (MARA, MARA, None)
        assert (person.standing, person.language) == (Standing.MEMBER, Language.EN)
        assert person.read_at == NOW

    @pytest.mark.parametrize("field", EVERY_FIELD)
    def test_a_missing_field_is_tolerated(self, field: str) -> None:
        """Deactivated people and bots lack many; they are still somebody."""
        user = a_user()
        del user[field]

        assert person_of(user, HOME, NOW).standing is Standing.MEMBER

    def test_the_id_alone_is_enough(self) -> None:
        """And a profile that is null is none."""
        for user in ({"id": MARA}, {"id": MARA, "profile": None, "enterprise_user": None}):
            assert person_of(user, HOME, NOW).name == MARA

    @pytest.mark.parametrize("field", ["display_name", "real_name", "email"])
    def test_a_missing_part_of_the_profile_is_tolerated(self, field: str) -> None:
        """Hidden without its scope."""
        user = a_user()
        del user["profile"][field]

        assert person_of(user, HOME, NOW).email is None

    @pytest.mark.parametrize(
        ("shown", "standing"),
        [
            ({}, Standing.MEMBER),
            ({"is_restricted": True}, Standing.GUEST),
            ({"is_ultra_restricted": True}, Standing.GUEST),
            ({"is_stranger": True}, Standing.EXTERNAL),
            ({"team_id": "T_PARTNER"}, Standing.EXTERNAL),
            ({"team_id": "T_PARTNER", "is_restricted": True}, Standing.EXTERNAL),
            ({"team_id": "T_SISTER", "enterprise_user__teams": [HOME]}, Standing.MEMBER),
            ({"team_id": "T_SISTER", "enterprise_user__teams": ["T_OTHER"]}, Standing.EXTERNAL),
            ({"is_bot": True}, Standing.BOT),
            ({"id": "USLACKBOT"}, Standing.BOT),
            ({"deleted": True}, Standing.DEACTIVATED),
            ({"is_admin": True}, Standing.MEMBER),
        ],
    )
    def test_a_standing_is_read_from_its_flags(self, shown: Json, standing: Standing) -> None:
        """slack.md, part 5; an organisation's sister workspace is no stranger."""
        assert person_of(a_user(**shown), HOME, NOW).standing is standing

    @pytest.mark.parametrize(
        ("shown", "name"),
        [
            ({"profile__display_name": "mara", "real_name": "Mara Lind"}, "mara"),
            ({"real_name": "Mara Lind", "name": "mlind"}, "Mara Lind"),
            ({"profile__real_name": "Mara Lind", "name": "mlind"}, "Mara Lind"),
            ({"name": "mlind"}, "mlind"),
        ],
    )
    def test_people_are_called_what_others_see(self, shown: Json, name: str) -> None:
        """The display name where there is one."""
        assert person_of(a_user(**shown), HOME, NOW).name == name

    @pytest.mark.parametrize(
        ("locale", "language"),
        [
            ("fr-FR", Language.FR),
            ("fr-CA", Language.FR),
            ("en-GB", Language.EN),
            ("de-DE", Language.EN),
            (None, Language.EN),
        ],
    )
    def test_french_is_spoken_where_it_is_read(
        self, locale: str | None, language: Language
    ) -> None:
        """Everybody else is spoken to in English."""
        assert person_of(a_user(locale=locale), HOME, NOW).language is language

    def test_addresses_are_kept_in_lower_case(self) -> None:
        """As typed ones are: the same person is the same person."""
        user = a_user(profile__email="Mara@Acme.Example")

        assert person_of(user, HOME, NOW).email == "mara@acme.example"


class TestTheClient:
    """Whole answers, over HTTP."""

    async def test_a_person_is_asked_for_with_their_language(
        self, slack: Slack, standin: SlackStandIn
    ) -> None:
        """Without `include_locale` everybody would be spoken to in English."""
        person = await slack.person(TeamId("T_ACME"), UserId("U_MARA"))

        assert (person.name, person.email) == ("mara", "mara@acme.example")
        assert (person.standing, person.language) == (Standing.MEMBER, Language.FR)
        assert standin.calls_of("users.info")[0].args["include_locale"] in (True, "1", "true")

    async def test_the_answers_in_the_samples_are_read(self, slack: Slack) -> None:
        """auth.test, users.info and conversations.info, as Slack's own library knows them."""
        server = Server([Route("/api/{method}", answer_with_sample, methods=["GET", "POST"])])
        slack.client.base_url = f"{await server.start()}/api/"
        try:
            identity = await slack.identity()
            person = await slack.person(HOME, MARA)
            channel = await slack.channel(HOME, "C00000000")
        finally:
            await server.stop()

        assert (identity.user_id, identity.bot_id) == ("U00000000", "B00000000")
        assert (identity.team_id, identity.name) == (HOME, "salesconnect")
        assert person.standing is Standing.MEMBER
        assert (channel.channel_id, channel.bot_is_in) == ("C00000000", False)
        assert not channel.is_archived


async def answer_with_sample(request: Request) -> Response:
    return JSONResponse(slack_sample(f"api/{request.path_params['method']}") | {"ok": True})


@pytest.mark.parametrize(
    ("method", "arguments"),
    [
        ("auth.test", {}),
        ("users.info", {"user": "U_MARA", "include_locale": True}),
        ("conversations.info", {"channel": "C_INVITES", "include_num_members": True}),
        ("conversations.members", {"channel": "C_INVITES"}),
    ],
)
async def test_the_stand_in_answers_with_slacks_fields_alone(
    slack: Slack, method: str, arguments: dict[str, Any]
) -> None:
    """What is built against it meets nothing unknown in Slack."""
    answer = await slack.read(method, **arguments)

    assert paths(answer) - paths(slack_sample(f"api/{method}")) == set()
