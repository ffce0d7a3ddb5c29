"""Words that only together do something in a request: signs for them, too."""

import re
from collections.abc import Iterable
from typing import Final

from bot.domain.wish_dues import DUES
from bot.domain.wish_lexicon import sign_of

_I_NEED: Final = r"(je|j|on|nous|IT) NEED"
# Several words that are one sign. Each looks at a fixed number of words.
_PHRASES: Final = tuple(
    (re.compile(rf"\b(?:{pattern})\b"), sign)
    for pattern, sign in (
        (r"san?d? box(?:es)?|bacs? a sables?", "SANDBOX"),
        (r"sales? (?:connect|conect|connnect|connct|connec)|sales? engage", "PRODUCT"),
        (r"ACCOUNT (?:manager|SOMEBODY|executive|rep|exec)", "vendor"),
        (r"SANDBOX ids?", "SANDBOX ACCOUNT"),
        (r"sign in|sign on", "log in"),
        (r"(SANDBOX|a|PRODUCT|new) log in(?! to| with| into)", r"\1 ACCOUNT"),
        (r"log in|log into|log on|se connecter|me connecter", "log"),
        (r"mots? de passes?|mdp|pwd", "password"),
        *DUES,
        (
            r"set ?up|setups?|setting up|set (\w+) up|set (\w+ \w+) up|set (\w+ \w+ \w+) up",
            r"SETUP \1\2\3",
        ),
        (r"spin up|hook (\w+) up with|fix (\w+) up with|sort (\w+) out with", r"make \1\2\3"),
        (
            r"sil (?:te|vous) plait|s il (?:te|vous) plai[ts]|merci d avance|thanks in advance|"
            r"if you (?:dont mind|please)|thx in advance|thank you in advance|much appreciated",
            "PLEASE",
        ),
        (
            r"no rush|no hurry|not urgent|pas urgent|rien d urgent|if (?:at all )?possible|"
            r"(?:when|if) you (?:can|could)(?= please|$)|si (?:c est )?possible|"
            r"(?:au|le) plus (?:vite|tot)(?: possible)?|"
            r"quand (?:tu (?:peux|pourras)|vous (?:pouvez|pourrez))|des que possible|"
            r"si (?:tu peux|vous pouvez)(?= \w+ez|$)|asap|"
            r"(?:when|whenever|if|once) you (?:have|get) (?:a|some|the) \w+|pas presse",
            "",
        ),
        (r"(an?|un|une) (?:petite?|little|quick|small|simple)", r"\1"),
        (r"(?:supposed to )?ask (?:you |u |the bot |here )for", "NEED "),
        (r"come (?:here|to you) for(?= an?\b)", "NEED"),
        (
            r"je me permets de (?:te |vous )?demander|"
            r"je (?:re)?viens vers (?:toi|vous) pour(?= une?\b)",
            "je NEED",
        ),
        (r"c est pour une demande (?:de|d)", "NEED"),
        (
            r"(?:see to|look after|take care of|faire le necessaire pour|"
            r"occupe[rsz]? (?:toi |vous )?(?:de|d)|charge[rsz]? (?:toi |vous )?(?:de|d))"
            r"(?= (?:an?|une?) )",
            "arrange",
        ),
        (r"(?:is|are|am) to (?=get|have|receive|be (?:added|invited|given))", "NEED to "),
        (r"(i|we) (?:must|have to) (?=have|get|receive)", r"\1 NEED to "),
        (r"(je|j|on|nous) (?:dois|doit|devons) (?=avoir|obtenir|recevoir)", r"\1 NEED "),
        (r"(i|we)(?: would|d) be (?:\w+ )?(?:grateful|thankful) for", r"\1 NEED"),
        (r"is there (?:any|a) (?:chance|way) (?:that )?(?:i|we) (?:can|could|might)", "CANI"),
        (r"how about we|why dont we|shall we|are we able to", "CANWE"),
        (r"how about (?=(?:getting|giving|creating|making|opening|adding|inviting)\b)", "CANWE "),
        (r"(?:hope|hoping) (?:that )?(?:you|we|somebody|someone) (?:can|could|would)", "CANYOU"),
        (r"make sure (?:that )?(\w+(?: \w+)?) (?:gets|receives)", r"get \1"),
        (r"make sure (?:that )?(\w+(?: \w+)?) (?:is|are) (added|invited)", r"get \1 \2"),
        (
            r"(?:tu es |vous etes |t es )?dispo pour|(?:are you )?(?:available|free) to|"
            r"tu (?:as|aurais) le temps de|"
            r"(?:aurais tu|auriez vous|as tu|avez vous) un moment pour|"
            r"(?:have you )?got (?:a|5|five) (?:minutes?|moment|sec|second) to|"
            r"(?:ca|cela) (?:ne )?(?:te|t|vous) \w+ (?:pas )?(?:de|d)(?= \w+e?r\b)",
            "CANYOU",
        ),
        (
            r"ask for|apply for|asking for|sign (\w+) up (?:for|to)|put (\w+) down for",
            r"request \1\2",
        ),
        (r"(?:if|whether) i (?:can|could|may|might)|si je (?:pouvais|peux|pourrais)", "if CANI"),
        (r"(?:if|whether) we (?:can|could)|si (?:on|nous) (?:pouvions)", "if CANWE"),
        (
            r"(?:if|whether) (?:you|someone|somebody|anyone|one of you) (?:can|could|would|"
            r"might)|"
            r"si (?:tu|vous|quelqu un|on) (?:pouvais|pouviez|pouvait|peux|pouvez|peut|pourrais|"
            r"pourriez|pourrait)",
            "if CANYOU",
        ),
        (
            r"(?:tu|vous|on) (?:(me|m|nous|lui|leur|l|les|la|le) )?(?=(?:cree|crees|creez|ajoute|"
            r"ajoutes|ajoutez|invite|invites|invitez|donnes|donnez|ouvres|ouvrez|fais|faites|"
            r"mets|mettez|"
            r"inscris|rajoutes|rajoute|rajoutez|prepares|preparez) )",
            r"FRCANYOU \1 ",
        ),
        (
            r"(?:can|could|would|will|cn|cld|cud) (?:you|someone|somebody|anyone|anybody|"
            r"one of you)"
            r"(?: guys| all| kindly| possibly| maybe| perhaps| also| just| quickly)?",
            "CANYOU",
        ),
        (
            r"(?:are|r) you able to|(?:would|do|wld) you mind|any chance (?:that )?(?:you|we) "
            r"(?:can|could)|do you think (?:you|we) (?:can|could)|would you be able to|"
            r"would you be so kind (?:as to)?|is there (?:any|a) chance you (?:can|could)|"
            r"is there (?:any|a) (?:chance|way) (?:you|we) (?:can|could)",
            "CANYOU",
        ),
        (r"(?:can|could|may|might|cn|cld|shall) we", "CANWE"),
        (
            r"(?:can|could|may|might|cn|cld) i|"
            r"(?:is|would) it (?:be )?(?:ok|okay|alright|fine) (?:if i|to(?= (?:have|get)))",
            "CANI",
        ),
        (r"(?:is|would) it (?:be )?(?:ok|okay|alright|fine) (?:if we|(?:for us )?to)", "MAYWE"),
        (r"(?:who|qui) (?:can|could|peut|pourrait)(?= (?:\w+ )?(?:me|m|us|nous)\b)", "CANYOU"),
        (r"(CANI|CANWE) be (added|invited|given|SETUP)", r"\1 get \2"),
        (r"(?:must|ha(?:s|ve) to) be (added|invited|given)", r"NEED to be \1"),
        (r"(?:doit|doivent|devra) etre ajoutee?s?", "NEED to be added"),
        (r"(?:doit|doivent|devra) etre invitee?s?", "NEED to be invited"),
        (
            r"(?:it )?(?:would|d|itd) be (?:so |really |very )?(?:great|nice|lovely|good|helpful|"
            r"super|cool|awesome|fantastic) (?:if|to)|itd be (?:great|nice|lovely|good|helpful) "
            r"(?:if|to)|(?:ce|ca) serait (?:bien|top|super|sympa|genial|cool|parfait) "
            r"(?:si|de|d|que|qu)",
            "POSSIBLE",
        ),
        (
            r"(?:would|is|will|wld|might) it be possible|is it possible|any chance (?:of|to|for)|"
            r"any way (?:to|of)|is there (?:any|a) (?:chance|way) (?:to|of)|would it be ok",
            "POSSIBLE",
        ),
        (
            r"(?:est ce que |est ce qu )?(?:tu|vous|quelqu un|qqn|on) "
            r"(?:peux|peut|peu|pourrais|pourrait|pouvez|pourriez|pourais|pouriez)",
            "FRCANYOU",
        ),
        (
            r"(?:peux|peut|peu|pourrais|pourrait|pouvez|pourriez|pourais|pouriez|pourait) "
            r"(?:tu|vous|quelqu un)",
            "CANYOU",
        ),
        (
            r"(?:pouvons|pourrions) nous|(?:peut|peu|pourrait|pourait) (?:t )?on|"
            r"nous (?:pouvons|pourrions)",
            "CANWE",
        ),
        (
            r"(?:est ce que )?(?:je|j) (?:peux|pourrais|pourais)|puis je|pourrais je|"
            r"peux je",
            "CANI",
        ),
        (
            r"(?:est ce que |est ce qu )?(?:serait il|est il|sera t il|il est|il serait|c est|"
            r"ce serait|"
            r"ca serait|serait ce) possible",
            "POSSIBLE",
        ),
        (
            r"(?:y aurait il|y a t il|il y (?:a|aurait)|"
            r"est ce qu il y a) (?:un )?moyen",
            "POSSIBLE",
        ),
        (r"auriez vous (?:l amabilite|la gentillesse)|aurais tu la gentillesse", "POSSIBLE"),
        (
            r"ai besoin|a besoin|as besoin|avons besoin|aurais besoin|aurait besoin|aura besoin|"
            r"aurai besoin|aurions besoin|ont besoin|aurons besoin|auront besoin|avez besoin",
            "NEED",
        ),
        (r"(?:il )?(?:me|nous|lui|leur|m en|nous en|lui en) (?:faut|faudrait|faudra)", "IT NEED"),
        (r"il (?:faut|faudrait|faudra)", "IT NEED"),
        (
            r"(?:voudrais|voudrait|voudrions|aimerais|aimerait|aimerions|souhaite|souhaiterais|"
            r"souhaiterait|souhaitons|souhaiterions|veux|veut|veulent|voulons|voudrai|aimerai)",
            "NEED",
        ),
        (
            r"would (?:really )?(?:like|love|need|appreciate)|(i|we|she|he|they)d (?:really )?"
            r"(?:like|love|need|appreciate)",
            r"\1 NEED",
        ),
        (
            r"need|needs|require|requires|want|wants|wanna|looking for|looking to|"
            r"looking at getting|"
            r"in need of|could use|could do with|hoping to|would be after|cherche a|cherche",
            "NEED",
        ),
        (r"requesting|asking to", "NEED"),
        (
            r"(i|we) (?:am |are )?(?:hereby )?(?:request|after)|im (?:request|after)|were after",
            r"\1 NEED",
        ),
        (r"(j|je) (?:te |vous )?demande(?= (?:un|une|l|le|la|des)\b)", r"\1 NEED"),
        (r"NEED (ADDRESS|PERSON) invited", r"NEED to invite \1"),
        (r"on doit (?=(?:inviter|ajouter)(?: \w+){1,6}? PLEASE$)", "on NEED "),
        (r"(?:ca|cela) (?:m|nous) arrangerait (?=que\b)", "je NEED "),
        (
            rf"{_I_NEED} que (ADDRESS|PERSON) "
            r"(?:soit invitee?|(?:recoive|ait) (?:une|son) invitation)",
            r"\1 NEED to invite \2",
        ),
        (rf"{_I_NEED} que (ADDRESS|PERSON) soit ajoutee?", r"\1 NEED to add \2"),
        (
            rf"{_I_NEED} que (ADDRESS|PERSON) (?:recoive|ait|obtienne) (?=un\b)",
            r"\1 NEED to get \2 ",
        ),
        (r"CANYOU do (?=an? (?:new |test )?SANDBOX ACCOUNT\b)", "CANYOU make "),
        (r"have (\w+(?: and \w+)?) (?=invited|added|SETUP)", r"get \1 "),
        (r"(?:ce serait|c est) pour (?:avoir|obtenir)", "NEED"),
        (r"(?:aurais tu|auriez vous|avez vous|as tu) la possibilite", "CANYOU"),
        (r"(?:pourrait|peut) (il|elle|ils|elles)", r"could \1"),
        (r"(?<!IT )(?:faudrait|faut)(?! il)", "NEED"),
        (r"plus besoin", "pas besoin"),
        (r"besoin(?= d)", "NEED"),
        (r"possible (?:de|d)(?! abord)", "POSSIBLE"),
        (r"est ce (?:que )?(?:c est )?POSSIBLE", "POSSIBLE"),
        (
            r"(me|m|nous|lui|leur|l|le|la|les|en|lui en|m en|nous en) (ajouter|rajouter|creer|"
            r"inviter|"
            r"donner|ouvrir|faire|mettre|inscrire|preparer|obtenir|avoir|demander|prevoir|"
            r"envoyer)",
            r"\2 \1",
        ),
        (r"(CANI|CANWE) etre ajoutee?s?", r"\1 get added"),
        (r"(CANI|CANWE) etre invitee?s?", r"\1 get invited"),
        (r"(?:what|how) about (?=an? SANDBOX ACCOUNT for\b)", "CANWE have "),
        (r"(j|je|il|elle|on|nous) en NEED(?= (?:une?|pour)\b)", r"\1 NEED en"),
    )
)


def spelt(words: Iterable[str]) -> str:
    """The words as one line, signs in place of those that have one."""
    line = " ".join(word if word.isupper() else sign_of(word) for word in words)
    for pattern, sign in _PHRASES:
        line = pattern.sub(sign, line)
    return " ".join(line.split())
