"""
The guide's weights are learnt from questions that people may ask: `python -m tests.guide.learning`
says how good they are on what they have not seen, `--write` writes them.

A line of `heard/en.txt` and `heard/fr.txt` is an article, a bar, a question; `-`: no article
answers it. Each article's own title, questions and key words are learnt from as well.

The blind sets (`unseen_questions*.py`) are never learnt from.
"""

import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from math import exp, sqrt
from pathlib import Path
from typing import Final

from bot.domain.stages import Language
from bot.guide.answer import FLOOR
from bot.guide.article import ArticleId
from bot.guide.features import BUCKETS, features
from bot.guide.library import read
from bot.guide.model import NONE, Model

HEARD: Final = Path(__file__).parent / "heard"
MODELS: Final = Path(__file__).parents[2] / "bot" / "guide" / "models"
ROUNDS: Final = 8
STEP: Final = 4.0  # how far one question moves a weight at first
FADES: Final = 1e-6  # of a weight, each time it is moved: what is rarely right is forgotten
LEAST: Final = 0.003  # a smaller error moves nothing
OF_WORDS: Final = 0.5  # key words are no whole question
OF_NONE: Final = 1.5  # there is more that is no question of ours than anybody can write down
FOLDS: Final = 5
LARGEST: Final = 127


@dataclass(frozen=True, slots=True)
class Example:
    """A question and its article."""

    article: ArticleId
    text: str
    weight: float = 1.0


def examples(language: Language) -> list[Example]:
    """All there are, in an order that does not change."""
    found: list[Example] = []
    for article in read()[language].values():
        found += [Example(article.id, one) for one in (article.title, *article.asks)]
        found += [Example(article.id, one, OF_WORDS) for one in article.words]
    for line in (HEARD / f"{language}.txt").read_text("utf-8").splitlines():
        name, _, text = line.partition("|")
        article_id = NONE if name.strip() == "-" else name.strip()
        weight = OF_NONE if article_id == NONE else 1.0
        found.append(Example(ArticleId(article_id), text.strip(), weight))
    return found


def digest(language: Language) -> str:
    """The same as long as they are; a model says from which it was learnt."""
    lines = (f"{one.article}|{one.text}|{one.weight}" for one in examples(language))
    return sha256("\n".join(lines).encode()).hexdigest()[:16]


def learn(given: Sequence[Example], learnt_from: str = "") -> Model:
    """Softmax over all articles and none, one question at a time; always the same for the same."""
    articles = tuple(sorted({one.article for one in given}))
    place = {article: n for n, article in enumerate(articles)}
    width = len(articles)
    weights = [[0.0] * width for _ in range(BUCKETS)]
    beginnings = [0.0] * width
    known = [(place[one.article], sorted(features(one.text)), one.weight) for one in given]
    order = random.Random(1)
    for number in range(ROUNDS):
        order.shuffle(known)
        step = STEP / (1 + number / 6)
        for right, buckets, weight in known:
            length = 1 / sqrt(len(buckets) or 1)
            sums = [0.0] * width
            for bucket in buckets:
                sums = [a + b for a, b in zip(sums, weights[bucket], strict=True)]
            scores = [a + b * length for a, b in zip(beginnings, sums, strict=True)]
            highest = max(scores)
            shares = [exp(score - highest) for score in scores]
            whole = sum(shares)
            errors = [-share / whole for share in shares]
            errors[right] += 1.0
            moved = [
                (n, step * weight * length * error)
                for n, error in enumerate(errors)
                if abs(error) > LEAST
            ]
            for n, by in moved:
                beginnings[n] += by * length * 0.1
            for bucket in buckets:
                row = weights[bucket]
                for n, by in moved:
                    row[n] += by - FADES * row[n]
    largest = max(abs(one) for row in weights for one in row)
    scale = largest / LARGEST
    rows = bytes(round(one / scale) % 256 for row in weights for one in row)
    return Model(articles, scale, tuple(beginnings), memoryview(rows).cast("b"), learnt_from)


def held_out(language: Language) -> tuple[int, int, int]:
    """How many find their article, how many strangers are refused, of all; a fifth at a time."""
    given = examples(language)
    random.Random(2).shuffle(given)
    right = refused = 0
    for fold in range(FOLDS):
        model = learn([one for n, one in enumerate(given) if n % FOLDS != fold])
        for one in given[fold::FOLDS]:
            best = model.rank(one.text)[0]
            answer = best.article if best.score >= FLOOR else NONE
            right += answer == one.article != NONE
            refused += answer == one.article == NONE
    return right, refused, len(given)


def _main() -> None:
    for language in Language:
        if "--write" in sys.argv:
            model = learn(examples(language), digest(language))
            MODELS.mkdir(exist_ok=True)
            (MODELS / f"{language}.bin").write_bytes(model.dump())
            print(f"{language}: {len(model.articles)} articles, {len(model.dump())} bytes")
            continue
        right, refused, whole = held_out(language)
        print(f"{language}: {right} right, {refused} refused, of {whole}")


if __name__ == "__main__":
    _main()
