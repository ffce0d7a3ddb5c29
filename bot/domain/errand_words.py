"""
How an errand is put, in English and French: patterns over the words of `wish_words.read`.

Each holds for a whole clause that `plain` has made of what was written, and for nothing less: what
is said about an errand is a question, or talk. `BARE` are words that stand alone in a message.
"""

import re
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

# Say nothing of what is wanted: they go.
_EMPTY: Final = """
    the a an our my me us this that of PLEASE kindly just quick quickly current actual now today
    le la les l un une des de du d notre nos mon ma mes moi nous m ce cette ca cela actuel
    actuelle maintenant vite rapidement aujourdhui hi hello hey hiya morning afternoon evening
    good day there team all bonjour bonsoir salut coucou thanks thank thx merci beaucoup bien ok
    okay so alors bot dear cher chers tous
"""
# Any of them may be misspelt: what is as near as one slip is taken for it.
_SPELT: Final = """
    status statut avancement progress overview remind reminder tomorrow demain monday lundi
    snooze rappelle rappeler rappel relance audit connect connecter connecte help aide show
    montre affiche over configuration configure configurer credentials identifiants transmettre
    commands commandes
"""
# As near as they are, they are other words.
_SPELT_OTHERWISE: Final = """
    hows rappelles rappelez relances relancez relancer montrer montres montrez afficher affiches
    affichez connectes connectez ever other cover lover oven aid aids aider aides aidez shown
    shows showed statue stats demand demands command commande connectee rappele confirme
    configures configurez demande hell held heap overt overs statuts transmettra configurera
"""
# `ca m a aide` is done; the `a` of `set a reminder` goes.
_HAS: Final = re.compile(r"\b(m|t|l|n|y|qui|il|elle|on|nous|vous) a\b")
_GONE: Final = frozenset(_EMPTY.split())
_KNOWN: Final = tuple(_SPELT.split())
_OTHERS: Final = frozenset(_SPELT_OTHERWISE.split())
_SURE: Final = 0.83  # alike: of five letters one, of eleven two may be wrong


def plain(clause: str) -> str:
    """The words that count, rightly spelt; empty for a greeting, or for thanks."""
    kept = (word for word in _HAS.sub(r"\1 HAS", clause).split() if word not in _GONE)
    return " ".join(meant(word) for word in kept)


@lru_cache(maxsize=4_096)
def meant(word: str) -> str:
    if len(word) < 4 or not word.islower() or word in _KNOWN or word in _OTHERS:
        return word
    for known in _KNOWN:
        if word.startswith(known) or abs(len(word) - len(known)) > 1:
            continue  # `reminds`, `connected` and `helps` say something else
        if word[0] not in known[:2]:
            continue  # `deconnecte`
        is_swapped = sorted(word) == sorted(known)
        if is_swapped or SequenceMatcher(None, word, known).ratio() >= _SURE:
            return known
    return word


_FRAME: Final = (
    r"(?:(?:(?:CANYOU|FRCANYOU|CANI|CANWE|(?:i|we|id|je|j|on|IT) NEED|(?:i|we) must|"
    r"(?:i|we) have(?= to )|je dois|on doit|lets|let|ready|time|pret|prete) )?(?:to |a )?)"
)
# Whether they *can* be connected yet is a question.
_WANTS: Final = _FRAME.replace("FRCANYOU|CANI|CANWE|", "")
_SHOW: Final = (
    r"(?:show|give|see|open|tell|display|get|view|check|know|find out|pull up|"
    r"montrer?|montrez|afficher?|affichez|donner?|donnez|dis|dire|voir|ouvrir?|ouvre|ouvrez|savoir|"
    r"avoir)"
)
_STATE: Final = (
    r"(?:status|statut|etat|status update|update on status|status report|progress|progress report|"
    r"avancement|overview|point avancement|point situation|etat avancement|etat lieux)"
)
_ABOUT: Final = (
    r"(?:(?: (?:on|for|with|in|at|sur|avec|pour))?"
    r" (?:PRODUCT|SETUP|configuration|config|rollout|production|prod|SANDBOX|project|projet|"
    r"deploiement|everything|tout|marketo)){0,3}(?: (?:on|with|at|avec))?"
)
_WE: Final = (
    r"(?:where (?:do we stand|are we|r we|we are|we stand|things stand|do things stand)(?: at)?|"
    r"how far (?:along )?(?:are we|we are|we have come)(?: along)?|"
    r"ou en (?:est on|sommes(?: nous)?)|ou on en est|on (?:en )?est ou|ou nous en sommes|"
    r"ou en sont choses)"
)
_WHEN: Final = (
    r"(?:(?:(?:until|till|til|on|for|at|about|in|by|next|early|late|later|first|thing|a|au|pour|"
    r"dans|en|d|ici|cet|before|avant|again|encore|then|tomorrow|tonight|tmrw|tmr|demain|"
    r"apres|plus|tard|nouveau|morning|afternoon|evening|noon|matin|midi|soir|matinee|"
    r"prochaine?|suivante?|weekend|we|\d{1,2}(?:h|am|pm|\d{2})?|one|two|three|four|five|few|couple|"
    r"deux|trois|quatre|cinq|quelques|hours?|hrs?|days?|weeks?|months?|minutes?|min|h|heures?|jours?|"
    r"semaines?|mois|(?:mon|tues|wednes|thurs|fri|satur|sun)day|"
    r"lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)(?: |$))+)"
)
_REMIND: Final = r"(?:remind|ping|nudge|poke|rappelle[rz]?|rappele[rz]|relance[rz]?)"
_BEGIN: Final = (
    r"(?:start|begin|launch|kick off|open|create|run|demarrer?|demarrez|demarrons|lancer?|lancez|"
    r"lancons|commencer?|commencez|commencons|creer?|ouvrir|ouvre|ouvrez)"
)
_SETUP: Final = r"(?:SETUP|configuration|config|mise en place|installation)"
_CREDENTIALS: Final = (
    r"(?:marketo )?(?:ACCOUNT|credentials|identifiants|(?:munchkin id )?(?:and )?client id"
    r"(?: (?:and|et))?(?: client)? secret)(?: marketo)?(?: here| ici)?"
)
_PEOPLE: Final = (
    r"(?:ACCOUNTS|users?|people|SOMEBODY|salespeople|sales(?: (?:reps|people|folks|SOMEBODY))?|"
    r"reps|equipe(?: SOMEBODY| ventes)?|utilisateurs|commerciaux|personnes|gens|everyone|everybody|"
    r"tout monde)"
)
_DISCONNECT: Final = r"(?:disconnect|deconnecter?|deconnectez|deconnecte)"
_CANCEL: Final = (
    r"(?:cancel|abort|abandon|call off|scrap|annuler?|annulez|abandonner?|abandonnez|"
    r"interrompre|interromps)"
)
_CONNECT: Final = r"(?:connect(?:er|ez|e|ing)?|provision(?:ner|nez|ne|ing)?)"

# By the value of an `Errand`: somebody says what they want done.
ORDERS: Final = {
    "status": (
        rf"{_FRAME}{_SHOW} (?:{_STATE}|{_WE}){_ABOUT}",
        rf"(?:i|we|id|je|j|on) NEED {_STATE}{_ABOUT}",
        rf"{_FRAME}(?:fai(?:s|re|tes)|avoir|give|do) (?:point|update|status)"
        rf"(?: (?:sur|on|with|avec|for))?{_ABOUT}",
    ),
    "remind": (
        rf"{_FRAME}{_REMIND}(?: about(?: \w+){{1,6}}?)? {_WHEN}",
        rf"{_FRAME}snooze(?: it| reminders?| rappels?)?(?: {_WHEN})?",
        rf"(?:stop|no more|dont|do not|quit) (?:pinging|reminding|{_REMIND}|reminders?|nudging)"
        rf"(?: about(?: \w+){{1,6}}?)? (?:until|till|til|before) {_WHEN}",
        rf"(?:ne )?(?:{_REMIND}|derange) (?:pas|plus) avant {_WHEN}",
        rf"(?:plus|pas) rappels? avant {_WHEN}",
        rf"{_FRAME}(?:set|send|create|give|make|mets|mettre|mettez|envoie|envoyer|envoyez|ajoute|"
        rf"programme|cree) (?:reminder|rappel) {_WHEN}",
        rf"{_FRAME}(?:remets|remettre|remettez|reporter?|repousser?) (?:rappels? )?{_WHEN}",
    ),
    "setup": (
        rf"{_FRAME}(?:SETUP|configurer?|configurez|install|installer?|installez|"
        rf"(?:mettre|mets|mettez|mettons) en place) PRODUCT(?: (?:for|pour|here|ici|with|avec))?",
        rf"{_FRAME}{_BEGIN}(?: with)?(?: new| another| nouvelle| autre)?(?: PRODUCT)? {_SETUP}"
        rf"(?: window)?{_ABOUT}",
        rf"{_FRAME}get started with PRODUCT",
    ),
    "hand_over": (
        rf"{_FRAME}(?:you |te |vous )?(?:hand over|hand in|enter|submit|type in|fill in|provide|"
        rf"transmettre|transmets|transmettez|remettre|saisir|entrer|communiquer|envoyer|fournir|renseigner|"
        rf"(?:give|send) you) {_CREDENTIALS}",
    ),
    "connect_users": (
        rf"{_WANTS}(?:(?:start|begin|bulk) )?{_CONNECT}"
        rf"(?: \d+| some| new| more| tous| autres| nouveaux)? {_PEOPLE}"
        r"(?: (?:to|in|into|with|a|dans|avec))?(?: PRODUCT| marketo){0,2}",
        rf"{_FRAME}{_BEGIN} (?:connexion|connection|provisioning) {_PEOPLE}",
    ),
    "cancel_setup": (
        rf"{_FRAME}{_CANCEL}(?: (?:whole|entire|toute|PRODUCT|production|SANDBOX))* {_SETUP}"
        r"(?: (?:of|for|pour))?(?: PRODUCT| production| SANDBOX| prod)?",
    ),
    "disconnect": (
        rf"{_FRAME}{_DISCONNECT}(?=.*(?:PERSON|ADDRESS))"
        r"(?: (?:and|et|SOMEBODY|ACCOUNTS?|users?|PERSON|ADDRESS))+"
        r"(?: (?:from|in|on|a|dans)(?: PRODUCT| marketo| team ACCOUNT)+)?",
    ),
    "audit": (
        rf"{_FRAME}(?:{_SHOW}|export|exporter?|download|telecharger?|send|envoie|envoyer)"
        rf" (?:(?:journal )?audit(?: log| logs| trail| journal)?|journal){_ABOUT}",
    ),
    "help": (
        rf"{_FRAME}{_SHOW} (?:help|aide|commands|commandes|(?:list|liste) (?:commands|commandes))",
    ),
}

# What is understood only where nothing else is said.
BARE: Final = {
    "status": (
        rf"{_STATE}{_ABOUT}",
        rf"{_WE}{_ABOUT}",
        rf"(?:ou en est|hows?|how is)(?: PRODUCT| {_SETUP})+(?: (?:going|coming along|doing))?",
        rf"(?:whats?|what is|quel est|c est quoi|wheres|hows|how is) {_STATE}{_ABOUT}",
        rf"(?:any |some )?(?:updates?|news|progress|nouvelles)(?: on| with| about| sur)?{_ABOUT}",
        rf"(?:PRODUCT|{_SETUP}) {_STATE}",
    ),
    "remind": (r"remind|reminder|rappel|rappelle|remind later",),
    "setup": (
        rf"{_SETUP}",
        rf"(?:new|another|nouvelle|autre) {_SETUP}{_ABOUT}",
        r"PRODUCT SETUP",
    ),
    "hand_over": (r"hand over",),
    "connect_users": (r"provision|provisioning",),
    "audit": (r"(?:journal )?audit(?: log| logs| trail)?|journal|who did what|qui HAS fait quoi",),
    "help": (
        r"help|aide[rz]?|a aide",
        r"(?:CANYOU|FRCANYOU) (?:help|aider?)|(?:i|we|j|on) NEED (?:help|aide)",
        r"commands|commandes|(?:list|liste)(?: commands| commandes)",
        r"what (?:CANYOU|CANI|CANWE) do(?: here| for| with(?: it| you)?)?",
        r"what (?:do you do|commands are there|are commands|are you able to do)",
        r"(?:which|what|quelles) (?:commands|commandes)(?: are| existent| y a t il| do you know)?",
        r"how (?:does (?:it )?work|do you work)",
        r"(?:que|qu) (?:CANYOU|CANI|sais tu|savez vous|CANWE) faire(?: ici| pour)?",
        r"(?:tu|vous) (?:sais|savez) faire quoi|FRCANYOU faire quoi(?: ici| pour)?",
        r"(?:qu est )?que (?:tu|vous) (?:sais|savez) faire|(?:qu|que) FRCANYOU faire",
        r"comment (?:ca |tu )?marche",
    ),
}
