"""
The words in which people ask what is on record of themselves, in English and French.

Over the words of `wish_words.read`. A question is of that kind if it speaks of its asker and of
something that is on record, and has no word but these: `am I connected to Salesforce?` has one.
"""

from typing import Final

# Of these nothing is on record of somebody; looked for in what was typed.
ELSEWHERE: Final = (
    r"credential|identifiant|\bcreds\b|secret|client id|munchkin|password|passe\b|salesforce|"
    r"\bcrm\b|sfdc|toutapp|outlook|gmail|error|erreur|\bapi\b|zoom|linkedin|windows|\bvpn\b"
)
# Say nothing of what is asked: they go.
EMPTY: Final = """
    PLEASE please just already yet now today currently still really actually finally by ever so ok
    also even maybe perhaps not deja encore maintenant actuellement toujours enfin bien donc alors
    merci aujourdhui pas bot hi hello hey bonjour salut and et then thanks right vraiment ne n
    officially properly correctly only seulement seule seul or
"""
OR_NOT: Final = r" (?:or not|or what|ou pas|ou non)\b"
# What begins so is a question.
LEADS: Final = (
    r"(?:(?:do|would) you (?:happen to )?know|"
    r"CANYOU (?:tell|say|check|see|look up)(?: me| for me)?|(?:tell|show) me|"
    r"(?:i|je|j|id) NEED (?:to )?(?:know|see|savoir|voir)|"
    r"(?:im |i am |i was )?(?:wondering|curious)|(?:i )?wonder|"
    r"(?:CANI|puis je|CANYOU) (?:know|see|savoir|voir|ask)|check|any idea|une idee|"
    r"sais tu|savez vous|tu sais|vous savez|dis moi|dites moi|montrez? moi|affichez? moi|"
    r"(?:FRCANYOU|CANYOU) (?:me |m )?(?:dire|verifier|confirmer|regarder))(?: (?:if|whether|si))? "
)
# Said beside the question.
BESIDE: Final = (
    r"(?:im|i am) (?:quite |rather )?new(?: \w+){0,4}|"
    r"je suis (?:nouveau|nouvelle)(?: \w+){0,4}|"
    r"(?:a |one |une |petite |just |juste |small |quick ){0,3}question|"
    r"just (?:wondering|checking|curious)|sorry(?: \w+){0,4}|i (?:cant|dont) remember|"
    r"excuse me|pardon|desolee?(?: \w+){0,4}|"
    r"(?:i am|im) (?:from|in) (?:\w+ ){0,2}(?:sales|team)|or (?:not|what)|ou pas|ou non|"
    r"by chance|do you know|any idea|you know|tu sais|vous savez|par hasard"
)

# The asker.
SELF: Final = "i im ive my me mine je j mon ma mes me m moi miens"
# What may be on record of somebody.
TOPICS: Final = """
    connected conected linked invited added approved accepted rejected refused declined registered
    enrolled onboarded listed SETUP activated granted assigned provisioned ready active live enabled
    included ACCOUNT account invite invitation request requests reqeust workspace workspaces
    connection seat licence record status state queue batch turn user member
    connecte connectee invite invitee ajoute ajoutee approuve approuvee accepte acceptee rejete
    rejetee refuse refusee valide validee inscrit inscrite enregistre enregistree active activee
    pret prete actif relie reliee rattache rattachee acces demande demandes espace espaces
    connexion utilisateur utilisatrice utilisateurs liste list statut etat
"""
# And around it.
OTHERS: Final = """
    am was were is are has have had did do does will would shall get got gotten been be being to in
    into on at for with the a an any some of from since when where which what whats wheres hows
    long far along until till before much longer how news update updates progress word up out
    through there here it that this if you they he she anyone anybody someone somebody admin
    admins ADMIN ADMINS our already week last yesterday ago morning days monday tuesday wednesday
    thursday friday happening happened going made created given gave sent send go gone arrived
    arrive received receive pending waiting approval open part next good all set hooked done
    known exist assigned allowed see use belong own SANDBOX PRODUCT marketo production prod test
    tool system team_access current open latest first file stand stands doing coming become became
    processed handled decided answered seen read looked connect add approve accept reject enable
    know hold anything something about
    suis est ce que qu ai as a avez ont un une l le la les de d du des au aux dans sur avec pour en
    ou quand quel quels quelle quelles depuis ete etre serai sera seront fais fait partie parti t
    il elle on quelqu vous tu ils nouvelles nouvelle nouveau y c travail cree creee envoye envoyee
    partis donne donnes donnee attribue attribues attribuee ouvert ouverte cours attente lot file
    outil semaine derniere hier matin jours lundi mardi mercredi jeudi vendredi sont vais avoir
    recu recevoir recevrai aurai devient devenue existe traitee vu vue lu lue passee combien temps
    avant sais savez sait tes vos admin bon bonne rien quelque chose ici dedans avancement suivi
"""
# One of these begins a question; before it may stand one of `FIRST`.
FIRST: Final = "in to since on with a dans sur depuis avec"
ASK: Final = """
    am was were is are has have had did do does will when where which what whats wheres hows any
    news update updates status suis ai est quand quel quels quelle quelles ou que qu nouvelles
    nouveau statut etat
"""
# Made of the same words, and of how it goes, of others, or of what the asker has to do.
NEVER: Final = (
    r"(?:have|has|had|got) to |(?:ai|as|avons|ai je) a (?!PRODUCT|marketo|l\b|la\b)",
    r"(?:do|did|when|where|will|shall|would) i (?:connect|add|approve|accept|reject|enable|use)",
    r"(?:do|did|when|where|will|shall|would) i (?:send|request|invite|know|go|see)",
    r"where (?:do|will|would) i get|i (?:do|hold) ",
    r"how (?:to|much|do i) |how (?:do|did|will|is|are|does|has|have) (?!my |i )",
    r"how (?:long|far) (?:is|does|do|will|has) (?!my |i )",
    r"(?:all|each|some|any) (?:of )?(?:my|our)|allowed to (?!see|use PRODUCT)",
    r"(?:whats|what is) (?:the |a |an |l |un |une )?(?:ACCOUNT|workspace|invite|record)$",
    r"when (?:is|are|was|were|do|does|did|has|have) (?:the|a|an|it|marketo|PRODUCT|SANDBOX|our) ",
    r"^(?:is|are|was|were|has|have|does|do|did) (?:the|our) (?!admins? |ADMINS? )",
    r"^(?:is|are|was|were|has|have|does|do|did) (?:marketo|PRODUCT|SANDBOX|production) ",
    r"\b(?:is|est) (?:it|that|this) ",
)
# The same where somebody is named.
NEVER_OF_OTHERS: Final = (
    r"\b(?:have|has|had|got|is|are) to |\bhow (?:to|much|do|did|will|long|far) |"
    r"^(?:who|qui)\b|\badmins? (?:of|for|de)\b|^(?:is|est) (?:it|that)\b"
)
# Each for all that is asked.
WHOLE: Final = (
    r"(?:am|was) i (?:in|on|up|there|next|done|through|out|good to go|all set|waiting)"
    r"(?: (?:on|in|for|the|approval|list|queue|next|batch|run|team|PRODUCT|marketo|SANDBOX)){0,6}",
    r"where (?:am|do) i (?:stand)?|how far am i(?: along)?|ou en suis je",
    r"(?:see |show |list )?(?:my|ma|mes|mon)"
    r"(?: (?:own|open|pending|SANDBOX|invite|invitation|PRODUCT|ACCOUNT|last)){0,3}"
    r" (?:requests?|demandes?|workspaces?|espaces?(?: de travail)?|status|situation)"
    r"(?: (?:status|state|d invitation|en cours|SANDBOX))?",
    r"what (?:do|does) (?:you|bot) (?:know|have|got|hold|store)(?: (?:on )?(?:record|file))?"
    r" (?:about|on|of|for) me",
    r"(?:que|qu est ce que) ?(?:sais tu|savez vous|tu sais|vous savez|tu as|vous avez)"
    r"(?: d enregistre)? (?:de|sur) moi|qu (?:as tu|avez vous)(?: d enregistre)? sur moi",
    r"what (?:did|have) i (?:ask(?:ed)?|request(?:ed)?)(?: for)?",
    r"(?:CANI|am i able to) (?:log|get in|use PRODUCT|utiliser PRODUCT)",
    r"(?:est ce que )?je fais partie des ACCOUNTS(?: PRODUCT)?",
)
# And where somebody is named.
WHOLE_OF_OTHERS: Final = (
    r"(?:is|are) (?:PERSON|ADDRESS) (?:in|there|through|good to go|all set)"
    r"|(?:est ce que )?(?:PERSON|ADDRESS) est(?: (?:il|elle))? (?:dedans|dans l outil)"
    r"|(?:why )?(?:did|has) (?:PERSON|ADDRESS) fail(?:ed)?|why (?:PERSON|ADDRESS) (?:has )?failed"
    r"|what happened (?:to |with )?(?:PERSON|ADDRESS)"
    r"|(?:pourquoi |est ce que )*(?:PERSON|ADDRESS) a(?: t)?(?: (?:il|elle))? echoue"
)
# `I asked for an account on Monday. Any news?` `box`: it was for the sandbox.
ASKED: Final = (
    r"(?:(?:i |ive |i have |i had |im |i am )?(?:asked|requested|applied|waiting|wait)|"
    r"j ai demande|j attends|j avais demande|en attente de)(?: \w+){0,3}? "
    r"(?:(?P<box>(?:ACCOUNT )?SANDBOX)(?: ACCOUNT)?|ACCOUNT|invite|invitation|PRODUCT)"
    r"(?: (?!but|no|cant|mais)\w+){0,5}? "
    r"(?:any (?:news|updates?|progress)|news|is it (?:ready|there|approved)|where is it|"
    r"whats (?:the status|happening|up)|what happened|how far is it|when do i get it|"
    r"(?:des |du )?(?:nouvelles|nouveau)|ou en est on|ca en est ou|ou ca en est|"
    r"(?:c|il) est pret|est il pret)"
)
