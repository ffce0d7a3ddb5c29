"""One guide for all: it is read only."""

import pytest

from bot.guide.answer import Guide
from bot.guide.library import Articles, read


@pytest.fixture(scope="session")
def articles() -> Articles:
    return read()


@pytest.fixture(scope="session")
def guide(articles: Articles) -> Guide:
    return Guide(articles)
