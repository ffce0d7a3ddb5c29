"""An order for an account that is there is answered with what helps, and with no button for one."""

from bot.domain.stages import Language
from practice.slack import Person
from tests.journeys.sandboxes import SBX, answers, begun
from tests.journeys.spoken import OVER_HTTP
from tests.journeys.steps import settled
from tests.journeys.world import World

SENTENCES = {
    f"please unlock {SBX} in the sandbox": ("forgot-password", Language.EN),
    f"can you delete {SBX} in the sandbox?": ("deleted-user", Language.EN),
    f"Merci de débloquer {SBX} dans la sandbox": ("forgot-password", Language.FR),
    f"Peux-tu supprimer {SBX} de la sandbox ?": ("deleted-user", Language.FR),
}


@OVER_HTTP
async def test_what_shall_be_done_to_an_account_is_no_question_of_its_address(
    world: World,
) -> None:
    """Each has the article of what is wanted, in its language."""
    await begun(world)

    for text, (article_id, language) in SENTENCES.items():
        article = world.bot.guide.article(article_id, language)
        assert article
        assert article.body in await _answer_to(world, world.ada, text), text


async def _answer_to(world: World, person: Person, text: str) -> str:
    before = len(answers(person))
    await person.say(text)
    await settled(world)
    [answer] = answers(person)[before:]
    return answer.all_text
