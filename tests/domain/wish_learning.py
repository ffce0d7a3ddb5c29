"""
Learns the weights of `bot.domain.wish_weights` from sentences whose wish is known.

`python -m tests.domain.wish_learning` says how well frames and weights do on sentences that were
held out when the weights were learnt, a fifth at a time (the frames have seen them all); with
`--write`, it learns from all of them and writes the table. Run it after any change to the classes,
to the evidence or to the sentences.
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from math import copysign, exp, sqrt
from pathlib import Path
from random import Random
from textwrap import wrap
from typing import TypeAlias

from bot.domain import wish_weights
from bot.domain.ids import UserId
from bot.domain.wish_evidence import ENOUGH, spoken_of, weight_of
from bot.domain.wish_words import read
from bot.domain.wishes import framed_wish
from tests.domain import wish_sentences
from tests.domain.unseen_wishes import BOT, UNSEEN
from tests.domain.unseen_wishes_2 import UNSEEN_2

Lesson: TypeAlias = tuple[str, bool]  # a message, and whether it asks
Weights: TypeAlias = Mapping[str, float]

ROUNDS = 30
LEAST = 0.3  # of a weight in the table
STEP = 0.3
SELDOM = 5  # what fewer messages show is chance
SHRINK = 0.015  # what says little comes to nothing, and leaves the table
AGAINST = 3  # a request seen where there is none weighs as much as three that are missed

BUILT_ON: tuple[Lesson, ...] = (
    *((text, True) for text in (*wish_sentences.SANDBOX, *wish_sentences.INVITE)),
    *((text, False) for text in wish_sentences.NOTHING),
    *((text, False) for text in wish_sentences.NOTHING_WITH_AN_ADDRESS),
)
OTHERS: tuple[Lesson, ...] = tuple(
    (unseen.text, unseen.wish is not None) for unseen in (*UNSEEN, *UNSEEN_2)
)
FOLDS = 5


def evidence(text: str) -> list[list[str]]:
    """Of each sentence that might ask; in an order that is the same each time."""
    spoken = spoken_of(read(text, bot=UserId(BOT)).sentences)
    return [sorted(found) for _, found in spoken]


def learn(lessons: Iterable[Lesson]) -> dict[str, float]:
    """Logistic regression by steps that grow small (AdaGrad); a message is its best sentence."""
    seen = [(evidence(text), asks) for text, asks in lessons]
    messages = Counter(one for found, _ in seen for one in set(chain(*found)))
    taught = [
        ([[one for one in sentence if messages[one] >= SELDOM] for sentence in found], asks)
        for found, asks in seen
        if found
    ]
    weights = dict.fromkeys((one for one, count in messages.items() if count >= SELDOM), 0.0)
    pace: dict[str, float] = defaultdict(lambda: 1e-6)
    chance = Random(1)  # the same table each time
    for _ in range(ROUNDS):
        chance.shuffle(taught)
        for found, asks in taught:
            best = max(found, key=lambda sentence: weight_of(sentence, weights))
            length = sqrt(1 + len(best))
            likely = 1 / (1 + exp(-weight_of(best, weights)))
            pull = (likely - asks) * (1 if asks else AGAINST) / length
            for one in best:
                pace[one] += pull * pull
                step = STEP / sqrt(pace[one])
                moved = weights[one] - step * pull
                weights[one] = copysign(max(0.0, abs(moved) - step * SHRINK), moved)
    return {one: round(weight, 1) for one, weight in weights.items() if abs(weight) >= LEAST}


def held_out(lessons: Sequence[Lesson]) -> str:
    """What is said of each lesson by weights that were learnt without it."""
    mixed = [*lessons]
    Random(2).shuffle(mixed)
    framed = alone = false = passing = passed = 0
    for fold in range(FOLDS):
        asked = mixed[fold::FOLDS]
        weights = learn([one for place, one in enumerate(mixed) if place % FOLDS != fold])
        for text, asks in asked:
            likely = max((weight_of(one, weights) for one in evidence(text)), default=-9) > ENOUGH
            guess = likely or framed_wish(read(text, bot=UserId(BOT))) is not None
            alone += likely == asks
            framed += guess == asks
            false += guess and not asks
            if not asks and "@" in text.replace("<@", ""):
                passing += 1
                passed += guess
    count = len(mixed)
    return (
        f"{framed / count:.1%} of {count} right, by the weights alone {alone / count:.1%}; "
        f"{false} false requests, {passed} of the {passing} with an address"
    )


def table(weights: Weights) -> str:
    """One paragraph for each weight, what speaks for a request first."""
    by_weight: dict[float, list[str]] = defaultdict(list)
    for one, weight in sorted(weights.items()):
        by_weight[weight].append(one)
    lines = []
    for weight in sorted(by_weight, reverse=True):
        # What goes together must not be broken where it has a space.
        joined = "; ".join(one.replace(" ", "~") for one in by_weight[weight])
        lines += wrap(
            f"{weight:+.1f}: {joined}", 95, break_on_hyphens=False, subsequent_indent="  "
        )
    return "\n".join(lines).replace("~", " ")


def main(arguments: Sequence[str]) -> None:
    if "--write" not in arguments:
        print("all:", held_out((*BUILT_ON, *OTHERS)))
        print("those of others:", held_out(OTHERS))
        return
    path = Path(wish_weights.__file__)
    begin, mark, _ = path.read_text("utf-8").partition('_TABLE: Final = """\n')
    _, end, rest = path.read_text("utf-8").partition('\n"""  # the table ends\n')
    path.write_text(begin + mark + table(learn((*BUILT_ON, *OTHERS))) + end + rest, "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
