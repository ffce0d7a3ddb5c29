"""What practice tells its bot, and what the environment has to say besides."""

from dataclasses import fields
from pathlib import Path

import aiohttp
import pytest

from bot.config import BadConfiguration
from practice.bot_process import FirstLine
from practice.launch import Orders, settings_for
from practice.marketo.standin import TOKEN
from practice.world import World


@pytest.fixture
def orders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Orders:
    """Where no `.env` and no variable says anything of Marketo."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MARKETO_URL", raising=False)
    return Orders(
        api_url="http://127.0.0.1:8080/api/",
        marketo_url="http://127.0.0.1:8080/marketo/{munchkin_id}",
        bot_token="xoxb-practice",
        app_token="xapp-practice",
        data_dir=tmp_path,
        ahead=0.0,
    )


def test_the_bot_asks_the_companys_own_marketo(orders: Orders) -> None:
    """And the rest of its settings is as ordered."""
    settings = settings_for(orders)

    assert settings.marketo_url == orders.marketo_url
    assert settings.slack_api_url == orders.api_url
    assert settings.slack_bot_token is not None
    assert settings.slack_bot_token.get_secret_value() == orders.bot_token


def test_another_marketo_of_the_environment_is_asked_instead(
    orders: Orders, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MARKETO_URL", "http://127.0.0.1:9/{munchkin_id}")

    assert settings_for(orders).marketo_url == "http://127.0.0.1:9/{munchkin_id}"


def test_an_empty_variable_names_no_other(orders: Orders, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MARKETO_URL", "")

    assert settings_for(orders).marketo_url == orders.marketo_url


def test_a_wrong_address_is_refused_by_its_name(
    orders: Orders, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MARKETO_URL", "marketo")

    with pytest.raises(BadConfiguration, match="MARKETO_URL"):
        settings_for(orders)


def test_practice_sends_what_the_bot_reads() -> None:
    """The two are written apart, since nothing but `launch` may import the bot."""
    assert [field.name for field in fields(FirstLine)] == [field.name for field in fields(Orders)]


async def test_at_that_address_is_the_companys_marketo() -> None:
    """Its own pair gets a token there; under another Munchkin ID nothing answers."""
    world = World.new(None)
    marketo = world.kept.marketo
    pair = {"client_id": marketo.client_id, "client_secret": marketo.client_secret}
    form = {"grant_type": "client_credentials", **pair}

    async def asked(munchkin_id: str) -> int:
        url = world.marketo_url.format(munchkin_id=munchkin_id) + TOKEN
        async with session.post(url, data=form) as answer:
            return answer.status

    async with world.slack, aiohttp.ClientSession() as session:
        assert await asked(marketo.munchkin_id) == 200
        assert await asked("999-XYZ-999") == 404
