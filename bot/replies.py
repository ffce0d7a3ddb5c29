"""What somebody wrote to the bot is answered, once; nothing of it is kept."""

from typing import Final

from bot.domain.effects import Due, Reply
from bot.domain.errands import Errand, asks_of_somebody, errand_of
from bot.domain.ids import SeenId, TeamId, UserId
from bot.domain.request import MOST_PEOPLE
from bot.domain.stages import Language
from bot.domain.tongue import language_of
from bot.domain.whom import Whom, whom_of
from bot.domain.wish_care import Care, care_of
from bot.domain.wish_pairs import wishes_of
from bot.domain.wish_words import read
from bot.domain.wishes import Asked
from bot.guide.answer import Found, Guide, Unknown
from bot.guide.article import About
from bot.store.instants import Clock
from bot.store.replies import ReplyLog

# Of an account that somebody has, the guide would rather speak of its address.
_ASKED_INSTEAD: Final = {Care.LOG_IN: "reset my password", Care.REMOVAL: "delete a user"}
READ: Final = 4_000  # characters: what a sentence asks for is read before Slack is answered


class Replies:
    """For handlers."""

    def __init__(self, log: ReplyLog, guide: Guide, now: Clock) -> None:
        self._log = log
        self._guide = guide
        self._now = now

    async def to(
        self,
        user_id: UserId,
        text: str,
        *,
        team_id: TeamId,
        channel: str,
        ts: str,
        thread: str,
        seen: SeenId,
        bot: UserId | None = None,
    ) -> None:
        """
        The answer is on its way when this returns: one, or one for each of two things that are
        asked for. `thread`: the ts of the message that begins it;
        `bot`: who is mentioned and meant by nothing.
        """
        said = text[:READ]
        language = language_of(text)
        errand = errand_of(said, bot=bot)
        wishes = () if errand else wishes_of(said, bot=bot)
        if not (errand or wishes) and asks_of_somebody(said, bot=bot):
            errand = Errand.SOMEBODY
        care = care_of(said, bot=bot)
        question = _ASKED_INSTEAD[care] if care else said
        answer = None if wishes else self._answered(question, language)
        whom = Whom()
        of_person = isinstance(answer, Found) and answer.article.about is About.PERSON
        if of_person or errand is Errand.SOMEBODY:
            whom = whom_of(said, asker=user_id, bot=bot)
        elif errand is Errand.DISCONNECT:
            named = read(said, bot=bot)
            whom = Whom(named.people, named.emails)
        reply = Reply(
            user_id=user_id,
            channel=channel,
            ts=ts,
            language=language,
            thread=thread,
            emails=whom.emails[:MOST_PEOPLE],
            people=whom.people[:MOST_PEOPLE],
            errand=errand,
            article=answer.article.id if isinstance(answer, Found) else "",
            nearest=_offered(answer),
        )
        asking = [_asking(reply, wish, number) for number, wish in enumerate(wishes)]
        replies = (Due(one) for one in asking or [reply])
        await self._log.commit(team_id, *replies, seen=seen, now=self._now())

    def _answered(self, said: str, language: Language | None) -> Found | Unknown:
        """Where the language cannot be told, in the one in which it is understood best."""
        if language:
            return self._guide.answer(said, language)
        answers = [self._guide.answer(said, one) for one in Language]
        found = [one for one in answers if isinstance(one, Found)]
        return max(found, key=lambda one: one.score) if found else answers[0]


def _asking(reply: Reply, asked: Asked, number: int) -> Reply:
    """The answer to one of the things that are asked for."""
    wished = {
        "wish": asked.wish.value,
        "emails": asked.emails[:MOST_PEOPLE],
        "people": asked.people[:MOST_PEOPLE],
        "number": number,
    }
    return reply.model_copy(update=wished)


def _offered(answer: Found | Unknown | None) -> tuple[str, ...]:
    """What else to ask, as ids: they are the same in every language."""
    match answer:
        case Found(others=articles) | Unknown(nearest=articles):
            return tuple(one.id for one in articles)
        case None:
            return ()
