"""
Words for what somebody is due, for who may ask, and for the sandbox as a place: signs for them.

`SHOULD`: somebody who is named ought to have it, which asks for it where nobody has it yet.
"""

from typing import Final

_SOMEBODY: Final = r"(ADDRESS|PERSON|SOMEBODY|s?he|they|ils?|elles?)"
_OUGHT: Final = r"(?:doit|doivent|devra|devrait|devraient)(?: aussi| bien| encore)?"

DUES: Final = (
    (
        rf"{_SOMEBODY} (?:should|must|has to|have to|ought to|(?:is|are) supposed to)(?: also)? "
        r"(?=(?:have|get|receive|be (?:added|invited|given))\b(?! (?:been|received|got|had)))",
        r"\1 SHOULD ",
    ),
    (
        rf"{_SOMEBODY} {_OUGHT} (?=(?:avoir|recevoir|obtenir)\b(?! (?:recu|ete)))",
        r"\1 SHOULD ",
    ),
    (rf"{_SOMEBODY} {_OUGHT} etre ajoutee?s?", r"\1 SHOULD be added"),
    (rf"{_SOMEBODY} {_OUGHT} etre invitee?s?", r"\1 SHOULD be invited"),
    (
        rf"{_SOMEBODY} (?:(?:a|aura|aurait) (?:le )?droit a|(?:is|are) entitled to)",
        r"\1 SHOULD have",
    ),
    # It would be great if she …
    (
        r"((?:great|nice|lovely|good|helpful|cool|awesome) if \w+) (?:got|had|received)(?= an?\b)",
        r"\1 get",
    ),
    (r"(?:bring|get|take) (\w+) on ?board", r"onboard \1"),
    (r"get (ADDRESS|PERSON) invited(?=(?: PLEASE)?$)", r"invite \1"),
    (r"let (ADDRESS|PERSON) (?=(?:in|into|onto)\b)", r"add \1 "),
    (r"est ce que (ADDRESS|PERSON) (?:peut|pourrait) (?=(?:avoir|recevoir)\b)", r"could \1 "),
    (
        r"((?:(?:to|in|into|on|onto) (?:the |our |your )?|(?:dans|sur|a) (?:la |l |notre ))"
        r"(?:marketo )?)(?:(?:SANDBOX|test) (?:instance|environment|env|environnement)|"
        r"(?:instance|environnement) (?:de )?(?:SANDBOX|test))",
        r"\1SANDBOX",
    ),
    # Who may ask for it, they want to know.
    (
        r"(?:can|may) (?:(?:any|every)(?:one|body)|only)(?: \w+){0,2}? (?=(?:request|order)\b)",
        "whether anybody ",
    ),
    (
        r"(?:est ce que )?(?:n importe qui|tout le monde|chacun) (?:peut|a le droit)",
        "whether anybody",
    ),
)
