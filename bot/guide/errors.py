"""What can be wrong with the articles: faults of who wrote them, found when the guide is loaded.

GuideFault
├── ArticleFault            one file
│   ├── HeaderUnended       no empty line between header and body
│   ├── LineUnreadable      neither `field: value` nor one of `asks`
│   ├── FieldUnknown
│   ├── FieldRepeated
│   ├── FieldMissing        absent, or without a value
│   ├── ValueWrong          not what this field may hold
│   └── BodyMissing
└── ArticlesFault           all of them together
    ├── TranslationMissing  there in one language only, or its header says something else there
    ├── NextUnknown         leads to no article, or to itself
    └── CodeShared          one error code in two articles
"""

from bot.domain.stages import Language


class GuideFault(Exception):
    """The guide cannot be used as it is."""


class ArticleFault(GuideFault):
    """`detail`: the line, field or value that is meant."""

    def __init__(self, article: str, language: Language, detail: str) -> None:
        super().__init__(f"{language}/{article}: {type(self).__name__}: {detail}")
        self.article = article
        self.language = language
        self.detail = detail


class HeaderUnended(ArticleFault):
    pass


class LineUnreadable(ArticleFault):
    pass


class FieldUnknown(ArticleFault):
    pass


class FieldRepeated(ArticleFault):
    pass


class FieldMissing(ArticleFault):
    pass


class ValueWrong(ArticleFault):
    pass


class BodyMissing(ArticleFault):
    pass


class ArticlesFault(GuideFault):
    def __init__(self, article: str, detail: str) -> None:
        super().__init__(f"{article}: {type(self).__name__}: {detail}")
        self.article = article
        self.detail = detail


class TranslationMissing(ArticlesFault):
    pass


class NextUnknown(ArticlesFault):
    pass


class CodeShared(ArticlesFault):
    pass


class ModelUnfit(GuideFault):
    """A file of weights that is none, or of another version."""
