"""
The weights of `bot.domain.tongue` are learnt from what people write in a known language.

`python -m tests.domain.tongue_learning` says how good they are on what they have not seen, a fifth
at a time; with `--write`, it learns from all and writes them (half a minute).

They learn from the questions and articles of the guide, and from `tongues/`: small talk, the
commonest words, and, in `neither.txt`, names, words that both have, and other languages. The blind
set (`unseen_tongues.py`) is never learnt from.
"""

import random
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import copysign, sqrt
from pathlib import Path
from typing import Final

from bot.domain import tongue
from bot.domain.stages import Language
from bot.domain.tongue import SPACE, TENTHS, Weights, judged, likelihoods, pieces_of
from bot.guide.library import read

HERE: Final = Path(__file__).parent
HEARD: Final = HERE.parent / "guide" / "heard"
WEIGHTS: Final = Path(tongue.__file__).with_suffix(".txt")

ROUNDS: Final = 6
STEP: Final = 0.3
SHRINK: Final = 0.004  # what says little comes to nothing, and leaves the file
LEAST: Final = 0.5  # of a weight in the file
SELDOM: Final = 5  # what fewer examples show is chance
OF_NEITHER: Final = 4.0  # there is more of it than anybody can write down
OF_PARTS: Final = 0.5
LONG: Final = 30  # words: a list of them, no sentence
FOLDS: Final = 5


@dataclass(frozen=True, slots=True)
class Example:
    """Something written; `language`: None for neither."""

    text: str
    language: Language | None
    weight: float = 1.0


def examples() -> list[Example]:
    """All there are, in an order that does not change."""
    found: list[Example] = []
    for language in Language:
        for article in read()[language].values():
            found += [Example(one, language) for one in (article.title, *article.asks)]
        for line in (HEARD / f"{language}.txt").read_text("utf-8").splitlines():
            found.append(Example(line.partition("|")[2].strip(), language))
        found += [Example(one, language) for one in _ours(language)]
    found += [Example(one, None, OF_NEITHER) for one in _ours("neither")]
    return found


def _ours(name: str) -> Iterator[str]:
    for line in (HERE / "tongues" / f"{name}.txt").read_text("utf-8").splitlines():
        words = line.split()
        if len(words) < LONG:
            yield line
        else:
            yield from words
            yield from (" ".join(words[start : start + 3]) for start in range(0, len(words), 3))


def as_written(given: Iterable[Example]) -> Iterator[Example]:
    """Also without accents and apostrophes, and a few words of it alone."""
    chance = random.Random(1)
    for one in given:
        yield one
        words = one.text.split()
        if len(words) > 3:
            length = chance.randint(1, 4)
            start = chance.randint(0, len(words) - length)
            part = " ".join(words[start : start + length])
            yield Example(part, one.language, one.weight * OF_PARTS)
        hasty = hastily(one.text)
        if hasty != one.text:
            yield Example(hasty, one.language, one.weight * OF_PARTS)


def hastily(text: str) -> str:
    apart = unicodedata.normalize("NFD", text.replace("'", "").replace("’", ""))
    return "".join(one for one in apart if not unicodedata.combining(one))


def dumped(weights: Weights) -> str:
    """As `parsed` takes it: a line for each weight, and all that has it."""
    alike: dict[tuple[float, float], list[str]] = defaultdict(list)
    for piece, weight in sorted(weights.items()):
        alike[weight].append(piece.replace(" ", SPACE))
    return "".join(
        f"{english * TENTHS:.0f} {french * TENTHS:.0f}: {' '.join(pieces)}\n"
        for (english, french), pieces in sorted(alike.items())
    )


def learn(given: Iterable[Example]) -> Weights:
    """Softmax over both languages and neither, by steps that grow small (AdaGrad)."""
    taught = [(one, [*pieces_of(one.text)]) for one in as_written(given)]
    counts = Counter(piece for _, pieces in taught for piece in set(pieces))
    weights = {piece: (0.0, 0.0) for piece, count in counts.items() if count >= SELDOM}
    taught = [(one, [piece for piece in pieces if piece in weights]) for one, pieces in taught]
    pace = dict.fromkeys(weights, (1e-6, 1e-6))
    chance = random.Random(2)
    for _ in range(ROUNDS):
        chance.shuffle(taught)
        for one, pieces in taught:
            likely = likelihoods(pieces, weights)
            by = one.weight / sqrt(len(pieces) or 1)
            english = by * (likely[Language.EN] - (one.language is Language.EN))
            french = by * (likely[Language.FR] - (one.language is Language.FR))
            for piece in {*pieces}:
                of_english, of_french = weights[piece]
                pace_english, pace_french = pace[piece]
                pace[piece] = pace_english + english**2, pace_french + french**2
                weights[piece] = (
                    _moved(of_english, english, pace_english),
                    _moved(of_french, french, pace_french),
                )
    rounded = {piece: _rounded(both) for piece, both in weights.items()}
    return {piece: both for piece, both in rounded.items() if max(map(abs, both)) >= LEAST}


def _moved(weight: float, pull: float, pace: float) -> float:
    step = STEP / sqrt(pace + pull**2)
    moved = weight - step * pull
    return copysign(max(0.0, abs(moved) - step * SHRINK), moved)


def _rounded(both: tuple[float, float]) -> tuple[float, float]:
    english, french = (round(one * TENTHS) / TENTHS for one in both)
    return english, french


def held_out() -> str:
    """What is said of each example by weights that were learnt without it."""
    given = examples()
    random.Random(3).shuffle(given)
    said: Counter[str] = Counter()
    for fold in range(FOLDS):
        weights = learn([one for n, one in enumerate(given) if n % FOLDS != fold])
        for one in given[fold::FOLDS]:
            said[f"{one.language} as {judged(one.text, weights)}"] += 1
    return ", ".join(f"{count} {what}" for what, count in sorted(said.items()))


def _main() -> None:
    if "--write" not in sys.argv:
        print(held_out())
        return
    WEIGHTS.write_text(dumped(learn(examples())), "utf-8")


if __name__ == "__main__":
    _main()
