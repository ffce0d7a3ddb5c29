"""Which article a question is for, by weights that were learnt (tests/guide/learning.py)."""

import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from math import exp, sqrt
from typing import Any, Final, Self

from bot.domain.stages import Language
from bot.guide.article import ArticleId
from bot.guide.errors import ModelUnfit
from bot.guide.features import BUCKETS, features

NONE: Final = ""  # in place of an article: what none of them answers
_FOLDER: Final = "models"


@dataclass(frozen=True, slots=True)
class Ranked:
    """`score`: how likely it is meant, from 0 to 1; of all articles and of none together 1."""

    article: ArticleId
    score: float


@dataclass(frozen=True, slots=True)
class Model:
    """A row of small whole numbers for each bucket, one for each article and one for none."""

    articles: tuple[ArticleId, ...]  # and NONE
    scale: float  # of the numbers
    beginnings: tuple[float, ...]  # what speaks for each before anything is asked
    rows: memoryview
    learnt_from: str  # digest of the questions

    @classmethod
    def load(cls, language: Language) -> Self:
        """
        Raises:
            ModelUnfit: the file is not one of these.
        """
        file = resources.files("bot.guide") / _FOLDER / f"{language}.bin"
        return cls.read(file.read_bytes())

    @classmethod
    def read(cls, content: bytes) -> Self:
        head, _, packed = content.partition(b"\n")
        told: Mapping[str, Any] = json.loads(head)
        articles = tuple(ArticleId(one) for one in told["articles"])
        rows = memoryview(zlib.decompress(packed)).cast("b")
        if len(rows) != BUCKETS * len(articles) or len(told["beginnings"]) != len(articles):
            raise ModelUnfit
        beginnings = tuple(map(float, told["beginnings"]))
        return cls(articles, float(told["scale"]), beginnings, rows, str(told["learnt_from"]))

    def dump(self) -> bytes:
        """As `read` takes it."""
        told = {
            "articles": self.articles,
            "scale": self.scale,
            "beginnings": self.beginnings,
            "learnt_from": self.learnt_from,
        }
        return json.dumps(told).encode() + b"\n" + zlib.compress(bytes(self.rows.cast("B")), 9)

    def rank(self, question: str) -> Sequence[Ranked]:
        """The likeliest first; `NONE` is one of them."""
        found, width = features(question), len(self.articles)
        sums = [0] * width
        for bucket in found:
            row = self.rows[bucket * width : (bucket + 1) * width]
            sums = [total + weight for total, weight in zip(sums, row, strict=True)]
        # As in learning: a long question says no more than a short one.
        length = self.scale / sqrt(len(found) or 1)
        scores = [
            first + total * length for first, total in zip(self.beginnings, sums, strict=True)
        ]
        highest = max(scores)
        shares = [exp(score - highest) for score in scores]
        whole = sum(shares)
        ranked = map(Ranked, self.articles, (share / whole for share in shares))
        return sorted(ranked, key=lambda one: -one.score)
