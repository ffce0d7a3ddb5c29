"""How much hypothesis tries: enough to find things, no deadline on a busy machine."""

from typing import Final

from hypothesis import settings

PROPERTY: Final = settings(max_examples=200, deadline=None, database=None)
