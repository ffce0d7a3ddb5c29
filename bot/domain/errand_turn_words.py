"""
The words in which people ask whose turn it is, how far the credentials are, and whether users may
be connected yet; in English and French.

Over what `errand_oneself.asked_in` leaves of a message. Each question has one word at least of each
of its groups, and no word but those: `what do I do when a user is missing` has one.
"""

from typing import Final

_AROUND: Final = """
    the a an is are am was were be been it this that there here to of on in for with at by from up
    do does did have has had what whats which who whos whose whom any anything something else left
    still one thing things we us our you i me my mine next now then go about and or SETUP
    configuration config
    le la les l un une de des du d est ce c qu que qui quoi quel quelle quels quelles a ai as au aux
    sur dans pour avec par en y il on nous vous je j moi me m mon ma mes toi notre nos reste t te
    encore chose autre sont suis as
"""

# What the asker has to do.
MY_PART: Final = (
    "i my me mine je j moi ma mon mes m",
    """do done task tasks todo todos turn step steps checklist job part role next left finished
    finish act action actions duty pending waiting
    faire fais fait fini finie termine terminee tour tache taches
    etape etapes role agir suite reste""",
)
MY_PART_KNOWN: Final = f"""
    {_AROUND} must should need NEED needs supposed shall expected want can must_i ought
    dois doit devrais faut peux besoin quelque prochaine prochain prochaines prochains suivante
    suivant yet already right moment today list open waiting wait expect remains remaining
    personally CANI exactly further upcoming following concretely concretement exactement
    ensuite apres present laquelle part attendu attends attendez attend demande
"""
# Whom all wait for.
AWAITED: Final = (
    """who whos whose whom what whats which where wheres anybody anyone somebody someone
    qui quoi que qu quel quelle ou""",
    """turn blocking blocks blocked block blocker blockers waiting waited holding stuck delaying
    delays bottleneck holdup act acts ball move step next jouer etape prochaine suite suivante
    retient tour bloque bloquent bloques bloquant bloquante attend
    attendons attendu attendue attendre agir retarde coince coincee main relancer balle""",
)
AWAITED_KNOWN: Final = f"""
    {_AROUND} us everybody everyone all must should has need NEED needs supposed must move court
    process progress project doit faut devrait tout monde processus projet avancer bloques car
    moment person somebody someone anybody anyone personne quelqu things thing here currently side
    present
    keeping keeps held up back us back behind hold so much long
"""
# For all that is said; elsewhere `now` says nothing of what is asked.
WHAT_NOW: Final = (
    r"(?:(?:hi|hello|hey|bonjour|ok|okay|great|good|thanks|merci|so|and|et|bon|alors|done|fait) )*"
    r"(?:what now|now what|quoi maintenant|maintenant quoi|(?:et|bon|alors) maintenant)(?: then)?"
)
# Each for all that is asked.
TURN_WHOLE: Final = (
    r"(?:et )?(?:on|nous) attend(?:ons)? qui|(?:et )?qui (?:est ce qu )?on attend",
    r"(?:and |so )?what (?:now|next)|(?:and )?now what|what (?:happens|comes|is) next|whats next",
    r"next|suivant|whos next|who is next|whose turn|what do you NEED from me|whats left",
    r"what do we do|what to do|que faire|where do (?:i|we) go (?:from here|next)|"
    r"(?:est ce que )?c est a moi|who(?: else)? "
    r"(?:needs|NEED|has|must|should) (?:to )?do (?:something|anything|what|it)",
    r"why (?:is nothing|are we|is it|is the SETUP) (?:not )?(?:moving|happening|stuck|blocked)|"
    r"pourquoi (?:ca|rien) (?:n )?(?:avance|bouge|bloque)(?: pas)?",
    r"(?:(?:what (?:is|are)|whats) )?(?:the |our )?next steps?(?: for (?:us|me))?",
    r"(?:quelles? (?:est|sont) )?(?:la |les |notre |nos )?(?:prochaines? etapes?|etape suivante)",
    r"(?:quelle est )?(?:et )?(?:la )?suite|et (?:ensuite|apres)",
    r"(?:que|qu est ce qu il|il) (?:faut|reste)(?: t)?(?: il)? (?:a )?faire",
    r"(?:qu est ce qu|ce qu) il reste a faire|(?:avons nous|a t on) (?:tout )?(?:fini|termine)",
    r"(?:are we|am i|is everything|is all) (?:all )?(?:done|finished)",
    r"what (?:is|remains|remain|needs to be|has to be|must be) (?:left|open|to do|done|missing)"
    r"(?: to do| to be done)?",
)
# What begins so is a question, if nothing else says so.
ASKS_OF_TURNS: Final = """
    what whats which who whos whose do is am are que qu quoi quel quelle quelles qui dois ai
"""
# Made of the same words, and of something else.
TURN_NEVER: Final = (
    r"my role|mon role|(?:what|que) (?:do|does|fais|faites|fait) (?:you|tu|vous|it|ce)"
)

# How far the credentials are on their way: they are named in what was typed, or were handed over.
CREDENTIALS: Final = r"credential|identifiant|\bcreds\b|client secret|\bsecrets?\b"
HANDED: Final = r"\bhand(?:ed)? (?:\w+ )?over\b|\bhanded\b|\btransmi(?:s|ses?)\b|\bremi(?:s|ses?)\b"
MOVED: Final = """
    handed opened revealed read seen looked sent given got received there ready arrived expired
    gone lost used copied
    transmis transmise transmises remis remise remises ouvert ouverts ouverte ouvertes vu vus vues
    recu recus recue recues envoye envoyes envoyee envoyees donne donnes donnee donnees revele
    reveles revelee revelees affiche affiches arrive arrives arrivee arrivees expire expires expiree
    expirees prets pretes disponibles
"""
MOVED_AFTER_DID: Final = "hand open reveal read see look send give get receive expire arrive use"
CREDENTIALS_KNOWN: Final = """
    the a an our ACCOUNT ACCOUNTS client secret id marketo admin admins anyone anybody someone
    somebody SOMEBODY PERSON ADDRESS has have had did is are was were been be when where who
    whos we us they he she it them i you to by PRODUCT values keys and three all over up
    out for from in this that SETUP production
    le la les l des de du d ont a ete etes est sont avait t il ils elle elles on nous quelqu un une
    vous qu que ce qui quand ou au aux par pour nos notre je j ai as tu y en
"""
MOST_NAMED: Final = 2  # words that nothing else knows: somebody's name, before what they did
ASKS_OF_THEM: Final = "has have had did is are was were when who whos where wheres"
ASKS_IN_FRENCH: Final = "ont a est sont qui quand ou ai"
WHERE_ARE_THEY: Final = (
    r"(?:where|wheres|ou) (?:are|is|sont|en sont) (?:the |our |les |nos )?(?:marketo )?ACCOUNTS?"
    r"(?: marketo)?|(?:les |nos )?ACCOUNTS?(?: marketo)? sont ou",
    r"(?:whats|what is) (?:the |with )?(?:(?:state|status) of )?(?:the |our )?ACCOUNTS?"
    r"(?: status)?|(?:any )?news (?:of|on|about) (?:the )?ACCOUNTS?",
)
CREDENTIALS_NEVER: Final = (
    r"\b(?:my|mine|your|his|her|their|mes|mon|ma|ses|son|sa|leurs?|vos|votre|tes|ton|how|why|what|"
    r"which|if|can|password|comment|pourquoi|quels?|quelles?|CANI|CANWE|CANYOU|NEED|error|SANDBOX|"
    r"do|does|will|would|should|must|not|never|no)\b|"
    r"marketo (?!admin|ACCOUNT)|(?:ACCOUNT|over) again\b|^(?:is|are|was|were) (?:it|there|this)\b"
)

# Whether users may be connected by now.
MAY: Final = (
    """CANI CANWE MAYWE FRCANYOU POSSIBLE can may could allowed early possible ready safe time
    when soon ok
    quand tot permis pret prets prete peut peux possible peuvent autorise autorises puis""",
    """connect connecting connected provision provisioning connecter connecte connectes connectees
    connexion""",
)
MAY_WHOM: Final = """
    ACCOUNTS ACCOUNT users user people salespeople team everyone everybody them reps SOMEBODY
    utilisateurs utilisatrices equipe gens personnes commerciaux monde
"""
MAY_KNOWN: Final = f"""
    {MAY[0]} {MAY[1]} {MAY_WHOM} my mes mon ma
    i we us our the a an am is are be it too to for now yet already or
    all start begin go ahead sales PRODUCT marketo first some in of on still that this these
    je j on nous est ce c que qu le la les l de d trop a y t des nos notre il deja pour tout en
    commencer puisse puissions pourrai pourrons pourra vais va encore
"""
ASKS_IF_THEY_MAY: Final = "could CANI CANWE MAYWE are is when can may quand"
