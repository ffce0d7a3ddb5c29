"""Words that ask nothing by themselves, in English and French: alone, no article answers them."""

import re
from typing import Final

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_WORDS: Final = """
    why who whom whose what when where which how really seriously maybe perhaps again back
    more less go continue here there this that these those it he she they we you i me him her
    us them a an the and or but so if then than some any all none well because since until
    always often never sometimes soon tomorrow yesterday sorry huh hmm oops lol interesting
    please too also only just even still already yet much many good bad big small new old
    first last pourquoi qui que quoi quand comment combien quel quelle quels quelles lequel
    laquelle vraiment peut-être encore plus moins bientôt demain hier toujours jamais parfois
    souvent ici là voilà ceci cela ça moi toi lui elle nous vous eux je tu il on un une le la
    les et ou mais donc si alors car parce aussi seulement déjà trop très assez beaucoup peu
    rien désolé désolée pardon euh hein hmm oups attends attendez intéressant continuez bon
    bonne mauvais premier dernier
"""
_BARE: Final = frozenset(_WORDS.split())


def is_bare(text: str) -> bool:
    """Whether it is one word that says nothing of what is meant."""
    words = _WORD.findall(text)
    return len(words) == 1 and words[0].lower() in _BARE and not any(map(str.isdigit, text))
