"""Small talk, in English and French: who only greets, thanks, agrees or leaves asks for nothing."""

import re
from collections.abc import Sequence
from typing import Final

from bot.domain.errand_kinds import TALK, Errand

_HELLO: Final = (
    r"hi+|hello+|helo|hey+|hiya|howdy|yo|greetings|gday|"
    r"(?:a )?(?:very )?good (?:morning|afternoon|evening|day)|morning|afternoon|evening|"
    r"bonjour|bjr|bonsoir|salut|slt|coucou|cc|rebonjour|"
    r"how (?:are|r) (?:you|u)(?: doing| today)*|hows it going|how do you do|whats up|wassup|sup|"
    r"nice to meet you|anybody (?:here|there)|are you there|"
    r"(?:comment )?ca va(?: bien)?|comment (?:allez vous|vas tu|tu vas|vous allez)|"
    r"(?:vous allez|tu vas) bien|enchantee?"
)
_HELP: Final = (
    r"(?:\w+ )?(?:help|support|answers?|reply|time|infos?|information|explanation|explaining|"
    r"helping|reminders?|updates?|clarification|patience|everything|that|this|it|"
    r"aide|reponses?|temps|patience|explications?|rapidite|precisions?|tout|"
    r"invitation|rappel|coup de main)"
)
_THANKS: Final = (
    r"(?:many |a thousand |and |no )?(?:thanks?|thnks|thnaks|thx|thanx|tks|ty|tysm|cheers|ta)"
    r"(?: (?:you|u|ya))?(?: (?:again|so|very|much|kindly|a|lot|lots|bunch|ton|million|tons))*"
    rf"(?: for (?:all |the |your |ur |ya |such a )*{_HELP})?|"
    rf"(?:i |we |really |very )*(?:appreciate|appreciated)(?: (?:it|that|this|your {_HELP}))?|"
    r"(?:un (?:grand|tres grand) |mille |grand |et |non )?(?:mercis?|merki|mersi|mci)"
    r"(?: (?:beaucoup|bcp|bien|mille fois|infiniment|encore|tout plein|a (?:toi|vous|tous)))*"
    rf"(?: pour (?:(?:ton|votre|ta|l|la|le|les|tes|vos|cette|ces) )?{_HELP}"
    r"(?: (?:precieuse|rapide))?)?|"
    rf"(?:je |on )?(?:te|vous) remercie(?: (?:beaucoup|pour (?:ton|votre|l|la) {_HELP}))?|"
    r"(?:you|u) rock|(?:youre|you are|ur) (?:a |an |the |so |very |too )*"
    r"(?:star|lifesaver|life saver|legend|angel|best|great|awesome|amazing|kind|helpful|gem)|"
    r"(?:that|this|it) (?:really )?(?:helps|helped|is helpful|was helpful)(?: (?:a lot|me|us))*|"
    r"ca (?:m|nous) a (?:bien |beaucoup )?aidee?s?|(?:tu es|t es|vous etes) (?:genial|top|super)e?"
)
_GOOD: Final = (
    r"(?:great|perfect|perfekt|good|nice|cool|super|excellent|awesome|wonderful|lovely|fine|"
    r"brilliant|fantastic|amazing|sweet|alright|neat|superb|splendid|helpful|clear|"
    r"parfait|genial|top|nickel|impeccable|bien|bon|clair|note|compris|chouette|cool|formidable|excellente?)"
)
_FINE: Final = (
    r"o?k+|okay|okey|okie|oki|okidoki|roger|understood|noted|gotcha|got (?:it|that)|i got it|"
    r"i see|i understand|makes sense|that makes sense|will do|sounds good|fair enough|of course|"
    rf"(?:all |very |thats |that is |this is |its |it is |im |that was |really |so |pretty )*"
    rf"{_GOOD}(?: to know| now| job| bot| work| stuff| news| idea| one)*|"
    r"all (?:good|set|clear|sorted)(?: now)?|no (?:problem|worries|prob)|np|"
    r"(?:(?:that|it|this|everything|all) )?(?:did the trick|(?:just |now |finally )?work(?:ed|s)|"
    r"solved (?:it|that)|is solved|fixed it)"
    r"(?: (?:perfectly|well|fine|great|now|for me|like a charm))*|"
    r"(?:ill|i will|let me|je vais) (?:try|do|check|essayer|regarder)"
    r"(?: (?:that|it|this|ca|cela))?|"
    r"(?:thats|that is|that was|it was) (?:all|it)|c est tout|c etait tout|"
    r"problem solved|well done|love it|yay|hooray|wow|haha|lol|"
    rf"d accord|dacc?ord|dacc?|dakor|entendu|(?:c est |tout est |c etait |tres |ca est )*{_GOOD}|"
    r"(?:bien |c est )?(?:compris|recu|note)|ca (?:marche|roule|fonctionne|me va)"
    r"(?: (?:bien|maintenant|enfin))*|"
    r"ca (?:a )?(?:bien )?(?:marche|fonctionne)|(?:pas|aucun) (?:de )?(?:souci|probleme)s?|"
    r"tout va bien|bien joue|bravo|je vois|je comprends|volontiers"
)
_BYE: Final = (
    r"bye+(?: bye)?|goodbye|good bye|cya|ttyl|farewell|good night|"
    r"night|take care|have a (?:\w+ )?(?:day|evening|weekend|week|one|afternoon|night)|"
    r"(?:see|talk to|speak to|until|till) (?:you |ya |u )?"
    r"(?:soon|later|tomorrow|then|around|next week|"
    r"(?:on |next )?(?:mon|tues|wednes|thurs|fri)day)|see (?:you|ya|u)|"
    r"enjoy your (?:day|evening|weekend)|"
    r"au revoir|bye|a (?:bientot|plus tard|plus|demain|toute a l heure|tout a l heure|toute|"
    r"la prochaine|tantot|lundi|mardi|mercredi|jeudi|vendredi)|"
    r"(?:on se voit|on se reparle) (?:demain|lundi|plus tard)|"
    r"(?:bon(?:ne)?|excellente?|belle)"
    r" (?:journee|soiree|nuit|week end|weekend|apres midi|fin de journee|continuation|"
    r"semaine|courage|vacances)|adieu|ciao|tchao|tschuss|salutations"
)
_YES: Final = (
    r"(?:oh |ah |ok |but |mais )?(?:yes+|yep+|yup|yeah?|oui+|ouais|ouep|si si)|sure|absolutely|"
    r"definitely|please do|do it|lets do it|lets go|allons y|allez(?: y)?|vas y|correct|right|"
    r"exactly|indeed|bien sur|absolument|exact|exactement|tout a fait|affirmative?|y|confirm|"
    r"confirmed|i confirm|je confirme|confirme|agreed|i agree|true|vrai|pourquoi pas|why not"
)
_NO: Final = (
    r"nope|nah|non+|nan|not (?:yet|really|today|at all)|no way|pas (?:encore|du tout|"
    r"vraiment|aujourdhui)|no (?:NEED|need)|not needed|pas (?:besoin|NEED)|dont|do not|"
    r"i dont (?:want|care|think so)|je ne (?:veux|crois) pas|false|faux|wrong|incorrect|no+|"
    r"nvm|nm|never ?mind|forget (?:it|that|about it)|laisse[rz]? tomber|oublie[rz]?(?: ca)?|"
    r"tant pis|peu importe"
)
_STOP: Final = (
    r"stop+(?: (?:it|this|that|now|there|please|ca|cela|tout|la))*|halt|quit|exit|abort|cancel|"
    r"undo|enough|arrete[rsz]?(?: (?:ca|cela|tout|toi|maintenant))*|arretez vous|annule[rsz]?|"
    r"ca suffit|assez"
)
_TRIED: Final = (
    r"(?:this is (?:just )?a |just a |ceci est un |un |petit )*(?:test(?:ing|s)?|essai)"
    r"(?: testing| test| \d+| only| message| bot)*|ping|pong|asdf\w*|qwerty\w*|foo|bar|"
    r"(?:do|does|can) (?:you|it|this) (?:work|hear me|read (?:me|this))|is (?:this|it) working|"
    r"(?:tu|vous) (?:m entends|m entendez|me lis|me lisez)|"
    r"(?:tu es|vous etes|t es|es tu|etes vous) la"
)
_BAD: Final = (
    r"useless|stupid|dumb|bad|terrible|awful|annoying|worthless|crap|rubbish|garbage|horrible|"
    r"frustrating|infuriating|ridiculous|disappointing|hopeless|enervante?|frustrante?|agacante?|"
    r"decevante?|ridicule|relou|chiante?|pathetic|broken|wrong|slow|idiot(?:ic)?|silly|lame|"
    r"no help|of no (?:help|use)|"
    r"not (?:very )?(?:helpful|useful|smart|good)|nuls?|nulles?|inutiles?|bete|stupide|idiote?|"
    r"mauvaise?|penible|debile|lente?"
)
_BLAMED: Final = (
    r"(?:(?:youre|you are|ur|u r|this is|that is|thats|its|it is|bot is|what an?|how|tu es|t es|"
    r"vous etes|c est) )(?:so |really |such |very |pretty |quite |totally |a |an |vraiment |tres |"
    rf"trop |completement )*(?:{_BAD})(?: bot| robot| thing| tool| answer| reponse)?|"
    rf"(?:{_BAD}) (?:bot|robot|thing|tool|answer|reponse)|useless|stupid|idiot|merde|wtf|damn|"
    r"(?:i |we )?(?:hate|dont like) (?:you|this|it|this bot)|je (?:te|vous) deteste|"
    r"(?:this |the )?(?:bot |robot |you |it |that )?sucks?|"
    r"(?:that|this|it)(?: really)? (?:didnt|doesnt|does not|did not|is not|isnt|wasnt) "
    r"(?:help|helpful|what i (?:asked|wanted|meant)|my question)(?: me| at all)?|"
    r"(?:you )?(?:didnt|dont|did not|do not) (?:help|understand|get it|answer)(?: me| my question|"
    r" anything| it)*|ca (?:ne )?(?:sert a rien|m aide pas|n aide pas|repond pas)|"
    r"(?:tu|vous) (?:ne |n )?(?:comprends?|comprenez|as|avez|sers|servez)"
    r" (?:vraiment |strictement |absolument )?(?:rien|pas|a rien|pas compris|rien compris)|"
    r"(?:im|i am|we are) (?:so |really |very |getting )*(?:annoyed|frustrated|fed up)|"
    r"(?:ca|tu|vous) (?:m|nous) (?:enerve[sz]?|agace[sz]?)|(?:j en|on en|y en) (?:ai|a) marre|"
    r"ras le bol|n importe quoi|bof"
)
_A: Final = r"(?:(?:a|an|un|une|real|actual|vraie?|juste|just|really|vraiment) )*"
_MADE: Final = (
    r"(?:bot|robot|chatbot|humane?|humaine?|machine|ai|ia|"
    r"(?:artificial )?intelligence(?: artificielle)?)"
)
_ONE: Final = rf"{_A}(?:{_MADE}|person|personne|people|computer|ordinateur|real)"
_BOT: Final = (
    rf"(?:is this|c est) {_A}{_MADE}(?: (?:or|ou) {_ONE})?|"
    r"(?:are (?:you|u)|r u|am i (?:talking|speaking|chatting|writing) (?:to|with)|"
    r"es tu|etes vous|(?:est ce que )?(?:tu es|t es|vous etes)|"
    rf"(?:est ce que )?je parle (?:a|avec)) {_ONE}(?: (?:or|ou|and|et)(?: (?:{_ONE}|not|pas|non)))*"
)
# Stands beside the others, and is nothing by itself.
_BESIDE: Final = (
    r"there|all|team|bot|everyone|everybody|folks|guys|mate|friend|buddy|again|so|oh|ah|well|then|"
    r"to you|you too|dear|PRODUCT|PLEASE|a tous|tous|tout le monde|toutes|l equipe|equipe|"
    r"cher|chere|alors|bon|bah|eh|encore|vraiment|tres|very|much|really|"
    r"(?:and|et)(?= (?!(?:then|alors|so|well|now|bon|again|encore|toi|vous)\b))|"
    r"toi|vous|a (?:toi|vous)|robot|man|dude|sir|mon ami|for now|pour l instant"
)
_WORD: Final = re.compile(
    "|".join(
        rf"(?P<{kind}>(?:{words})(?: |$))"
        for kind, words in (
            ("bye", _BYE),
            ("thanks", _THANKS),
            ("hello", _HELLO),
            ("bot", _BOT),
            ("blamed", _BLAMED),
            ("stop", _STOP),
            ("yes", _YES),  # before `bien`
            ("fine", _FINE),  # before `no`: `no problem`
            ("tried", _TRIED),
            ("no", _NO),
            ("beside", _BESIDE),
        )
    )
)
_DRAWN_OUT: Final = re.compile(r"([a-z])\1{2,}")  # `coool`, `merciii`
_WAVES: Final = r":wave:|👋|:handshake:|🤝"
_PRAYS: Final = r":pray:|🙏|:bow:|🙇"
_LIKES: Final = (
    r":(?:\+1|thumbsup|ok_hand|white_check_mark|heavy_check_mark|tada|raised_hands|clap|heart|"
    r"smile|smiley|slightly_smiling_face|grinning|grin|blush|rocket|muscle|fire|star|100|"
    r"partying_face|sunglasses|wink|hugging_face):|"
    r"👍|👌|✅|✔|🎉|🙌|👏|❤|😄|😃|🙂|😀|😁|😊|🚀|💪|🔥|⭐|💯|🥳|😎|😉|🤗"
)
_SIGN: Final = re.compile(
    rf"(?P<hello>{_WAVES})|(?P<thanks>{_PRAYS})|(?P<fine>{_LIKES})|"
    r"(?P<beside>[\s.!,\ufe0f\u200d\U0001f3fb-\U0001f3ff]|:skin-tone-[2-6]:)"
)


def talk_in(clauses: Sequence[str]) -> Errand | None:
    """
    None: something else is said as well, if only a word. `clauses`: as `wish_words.read` has them.
    """
    for letters in (r"\1\1", r"\1"):
        if found := _told(_WORD, [_DRAWN_OUT.sub(letters, one) for one in clauses]):
            return found
    return None


def signs_in(text: str) -> Errand | None:
    """What nothing but emoji says: of those that mean one thing to everybody."""
    return _told(_SIGN, [text])


def _told(known: re.Pattern[str], texts: Sequence[str]) -> Errand | None:
    kinds: set[str] = set()
    for text in texts:
        place = 0
        while place < len(text):
            found = known.match(text, place)
            if found is None:
                return None
            kinds.add(str(found.lastgroup))
            place = found.end()
    return next((one for one in TALK if one in kinds), None)
