"""
Words that weigh alike when a wish is guessed at, by the name of their class.

A word that is in no class is `*`: what the weights learn holds for words that nobody has written
yet. A sign in capitals stands for itself, unless it is in a class.
"""

from typing import Final

from bot.domain.wish_lexicon import DOING, HAVE, MAKE, OTHER, UNDONE

# The first class that holds a word counts.
_CLASSES: Final[tuple[tuple[str, str], ...]] = (
    ("thing", "SANDBOX PRODUCT"),
    ("account", "ACCOUNT ACCOUNTS"),
    ("who", "ADDRESS PERSON SOMEBODY"),
    ("", "a an un une de d du des of marketo new nouveau nouvel nouvelle test adobe just"),
    (
        "not",
        """not dont doesnt didnt cant couldnt no never without wont shouldnt isnt arent wasnt
        wouldnt hasnt havent stop pas jamais sans aucun aucune ne n nobody avoid inutile unless
        neither non rather forget laisse arrete""",
    ),
    (
        "which",
        """who whom whose what whats when where wheres why which how hows whether comment
        pourquoi qui quand quel quelle quels quelles combien quoi""",
    ),
    (
        "is",
        """do does did is are was were has had should must will shall est ont ai as avez sont sera
        dois doit devrait SHOULD am avons aura ete been etre va vas vais fait""",
    ),
    (
        "happened",
        """got gave asked made opened sent received accepted joined rejected needed wanted demande
        recu eu envoye given told said dit went forgot oublie lost perdu refused refuse declined
        created cree creee invited requested ordered obtenu accepte gets passe
        tried thought decided happened avais avait avions etait""",
    ),
    ("been", "added invited onboarded ajoutee invitee ajoute"),
    ("invite", "invite inviter invites invitez invit invitation invitations onboard"),
    (
        "make",
        MAKE
        + " SETUP prevoir prevois prevoyez hook let arranger lancer joindre rejoindre"
        + " occuper occupes occupe care",
    ),
    ("making", DOING + " creation onboarding"),
    ("have", HAVE + " ait aie join getting"),
    (
        "gone",
        UNDONE
        + """ off left partie parti removed down panne wrong twice fini done available
        exists existe fonctionne slow""",
    ),
    (
        "other",
        OTHER
        + """ help aide aider call appeler mail mails email page address adresse adresses
        try trying essaie essaye train former present presenter introduce introduis block bloquer
        pause chase relancer relance prevenir previens ping thank speak parler think penser hear
        photocopy pass transmettre transmets refer invoice facture form approval accord
        guide notes manual gere gerer manages handles belongs appartient uses utilise
        double merge tag name nommer swap undo escalate bill reply repondre savoir sais sait savez
        wonder wondering cc copie copy news nouvelles stop stopped status speed
        feedback quote permission permissions role rights pay pays paie download import export
        prendre prends prend""",
    ),
    (
        "gathering",
        """meeting channel canal chaine reunion lunch dinner party calendar agenda diner dejeuner
        demo deck thread webinar training formation project projet list liste group groupe session
        workshop atelier coffee cafe doc folder board point weekly fil diffusion mailing newsletter
        approvers approbateurs event kickoff standup apero pot visio event huddle
        admin admins manager environment environnement instance org data campaign campaigns
        lead ticket case vendor""",
    ),
    (
        "elsewhere",
        """salesforce sfdc crm jira slack zoom github gitlab confluence okta google hubspot
        netsuite workday zendesk servicenow tableau figma notion asana trello aws azure outlook
        teams dropbox""",
    ),
    (
        "anybody",
        "person guest guests users people everyone everybody somebody someone anyone quelqu gens",
    ),
    ("me", "me us moi nous m myself"),
    ("them", "her him them lui leur elle il he she they elles ils"),
    ("i", "i we j je on im nous id ill ive weve"),
    ("you", "you tu vous te t"),
    ("the", "the le la l les cette this that these those ce"),
    ("own", "my his their son sa ses mon ma notre our votre your mes s own propre mine"),
    ("if", "if si case assuming suppose supposons once lorsque"),
    (
        "already",
        """already deja encore again still toujours same meme now maintenant yesterday hier ago
        anymore longer plus finalement both""",
    ),
    ("yet", "yet too also aussi as well another autre more"),
    ("for", "for pour pr"),
    ("in", "to in into on onto dans sur au aux en within dessus there at chez"),
    (
        "nice",
        "great nice good lovely helpful super top bien sympa cool awesome grateful ideal fine ok",
    ),
    ("thanks", "thanks thx merci thank cheers ty tks bcp beaucoup"),
    (
        "maybe",
        """automatically automatiquement usually maybe might guess apparently may eventually
        perhaps surement""",
    ),
    (
        "greeting",
        """hi hello hey bonjour salut coucou bjr morning team all yo sorry dear bonsoir slt
        hiya quick ok""",
    ),
    ("NEED", "prefer prefere preferais prefererais apprecie apprecierais supposed besoin"),
    ("missing", "missing manque short lacks lacking souhaite wanted requis"),
    ("reason", "reason motif starts arrive joining joins starting because since car comme"),
)
_ITSELF: Final = (
    "be it that que and et with avec could would can or ou about chance mind one en qu c"
)

CLASS_OF: Final[dict[str, str]] = {
    **{word: word for word in _ITSELF.split()},
    **{word: name for name, words in reversed(_CLASSES) for word in words.split()},
}


def classes_in(clause: str) -> list[str]:
    """Of its words, in order; articles and the like are left out."""
    found = (CLASS_OF.get(word, word if word.isupper() else "*") for word in clause.split())
    return [name for name in found if name]
