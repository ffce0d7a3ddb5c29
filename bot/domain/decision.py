"""What a step of a setup is given, and what it comes to."""

from typing import TypeAlias

from bot.domain.outcome import Outcome
from bot.domain.people import Actor, Ourselves
from bot.domain.refusals import Refusal
from bot.domain.setup import Setup

By: TypeAlias = Actor | Ourselves
Decision: TypeAlias = Outcome[Setup] | Refusal
