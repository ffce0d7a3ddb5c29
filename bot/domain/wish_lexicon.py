"""
Words by what they do in a request, in English and French, rightly spelt or not.

Accents and apostrophes are gone by now, as in `j ai cree`. What matters becomes a sign in capitals.
"""

import re
from functools import lru_cache
from typing import Final

# To bring something about for somebody; also what is said to do so.
MAKE: Final = """
    get give create make open provide provision grant arrange organise organize order request
    assign issue generate add invite put onboard register enrol enroll allocate prepare sort
    raise submit send bring include creer cree crees creez donner donne donnes donnez ouvrir
    ouvre ouvres ouvrez faire fais faites preparer prepares preparez ajouter ajoute ajoutes
    ajoutez rajouter rajoute rajoutes rajoutez inviter invites invitez invit mettre mets met
    mettez attribuer attribue attribuez fournir fournis fournissez commander commande commandez
    demander demande demandes demandez generer genere generez provisionner provisionne inscrire
    inscris inscrivez configurer configure configurez filer file filez allouer alloue accorder
    accorde accordez integrer integre integrez envoyer envoie envoies envoyez
"""
HAVE: Final = "have receive obtain gain avoir obtenir recevoir"
# To do something else, or something else to have: what is asked for is that, then.
OTHER: Final = """
    reset resetting password passwords delete remove deactivate disable suspend unlock refresh
    rename change update extend renew upgrade migrate move copy clone revoke cancel withdraw
    reject close merge transfer approve resend use using used reuse work works working connect
    reconnect disconnect link url list report guide doc docs documentation article policy
    process procedure difference price cost costs error problem problems issue issues bug status
    check verify confirm tell explain know remind show say see understand find look note aware
    sure number numero valide
    remember clarify describe details thank remercier rid share partager instructions steps info
    information question questions log logged login_page locked access_review decide discuss
    talk read wait fix repair expire expires why what which how whether reinitialiser
    reinitialise supprimer supprime desactiver desactive debloquer debloque renommer changer
    modifier modifie rafraichir rafraichis rafraichissement prolonger prolonge renouveler migrer
    deplacer copier revoquer annuler annule retirer retire fermer approuver approuve valider
    renvoyer renvoie reinitialisez supprimez desactivez debloquez changez modifiez retirez renvoyez
    enlever enleve enlevez verifiez utiliser utilise servir sert serve marcher marche fonctionner
    fonctionne connecter reconnecter deconnecter lien liste rapport processus ask contact contacter
    contacte write ecris ecrire ecrivez forward combien many prix cout coute erreur probleme
    problemes souci statut verifier verifie confirmer confirme dire dis dites expliquer explique
    savoir rappeler rappelle montrer montre voir comprendre trouver regarder regarde noter preciser
    renseigner infos renseignement renseignements tester bloque comment pourquoi reparer
    actualiser vider lister quel quelle quels quelles report reports rapports
    workspace workspaces espace reutiliser parle parles parlons
    decision opinion avis feedback retour
    summary resume recap estimate estimation update updates
"""
# Somebody's account that is there already is to become this, or has become it.
UNDONE: Final = """
    reset deleted removed unlocked extended disabled deactivated renamed refreshed fixed refresh
    password passwords working expired locked removal deletion closed approved back cancelled
    hold attente moved rights droits included
    checked ready supprime desactive debloque reinitialise bloque prolonge passe renomme
    suppression expire
"""
DOING: Final = """
    getting giving creating making opening adding inviting putting arranging having requesting
    providing ordering sending setting
"""  # of what a polite question speaks, as in `would you mind creating …`
_ACCOUNT: Final = """
    account acct acc login logon access user seat licence license profile compte acces
    utilisateur identifiant identifiants profil credentials creds cpt
"""
_ACCOUNTS: Final = """
    accounts accts logins accesses users seats licences licenses comptes utilisateurs
"""
_SANDBOX: Final = "sandbox sandboxes sandboxe sbx sndbx sbox"
_PLEASE: Final = "please pls plz plss plse pleas pleaze plis svp stp sivouplait siouplait"
_PEOPLE: Final = """
    colleague colleagues collegue collegues coworker teammate teammates hire hires joiner
    joiners starter starters newbie recrue recrues stagiaire intern interns contractor
    contractors consultant consultante commercial commerciale commerciaux salesperson rep reps
    sdr sdrs bdr manager boss newcomer newcomers arrivant arrivante arrivants alternant
    alternante apprenti apprentie
"""

_SIGNS: Final[dict[str, str]] = {
    **dict.fromkeys(_ACCOUNT.split(), "ACCOUNT"),
    **dict.fromkeys(_ACCOUNTS.split(), "ACCOUNTS"),
    **dict.fromkeys(_SANDBOX.split(), "SANDBOX"),
    **dict.fromkeys(_PLEASE.split(), "PLEASE"),
    **dict.fromkeys(_PEOPLE.split(), "SOMEBODY"),
    **dict.fromkeys(("u", "ya", "yuo"), "you"),
    **dict.fromkeys(("qqn", "qqun", "qq1", "kelkun"), "quelqu un"),
    "jai": "j ai",
    "jsuis": "j suis",
    "chuis": "j suis",
    "jdois": "j dois",
    "jpeux": "j peux",
    "jveux": "j veux",
    "jvoudrais": "j voudrais",
    "dun": "d un",
    "dune": "d une",
    "pr": "pour",
    "w": "with",
    "ds": "dans",
    "gimme": "give me",
    "wanna": "want to",
    "cpte": "ACCOUNT",
    "bjr": "bonjour",
    "envisageable": "possible",
    "salesconnect": "PRODUCT",
    "msc": "PRODUCT",
    "toutapp": "PRODUCT",
}
# Likely slips of the finger, by what is meant. Only words that nothing else in here is near to.
_MEANT: Final = {
    "sandbox": "SANDBOX",
    "account": "ACCOUNT",
    "access": "ACCOUNT",
    "login": "ACCOUNT",
    "compte": "ACCOUNT",
    "please": "PLEASE",
    "colleague": "SOMEBODY",
    "collegue": "SOMEBODY",
    "invite": "invite",
    "inviter": "inviter",
    "create": "create",
    "ajouter": "ajouter",
    "demander": "demander",
    "request": "request",
    "pouvez": "pouvez",
    "pourrais": "pourrais",
    "pourriez": "pourriez",
    "could": "could",
    "besoin": "besoin",
}
# These are meant as they stand, near as they are to some of those.
_NEAR_MISSES: Final = """
    accent accept invited invites inviting created creates creating creation createur createurs
    cloud would count counts amount ajoutee ajoutees ajoutes invitee invitees invitation pouvoir
    pourrait cold creature besoins comptez compter comptait logic logs pleased pleases release
    aaccess excess success logiciel complet complete conte contes content could couldnt accede
    college colleges compute computer coule courd requests demandes demandee demandera
"""
_KNOWN: Final = frozenset("\n".join((MAKE, HAVE, OTHER, UNDONE, _NEAR_MISSES)).split())


def _distance_is_one(one: str, other: str) -> bool:
    """Whether a letter more, less, other, or two that changed places, part them."""
    if abs(len(one) - len(other)) > 1:
        return False
    ahead = 0
    while ahead < min(len(one), len(other)) and one[ahead] == other[ahead]:
        ahead += 1
    rest, left = one[ahead:], other[ahead:]
    if len(rest) == len(left):
        return rest[1:] == left[1:] or (rest[:2] == left[1::-1] and rest[2:] == left[2:])
    return rest[1:] == left if len(rest) > len(left) else rest == left[1:]


@lru_cache(maxsize=4_096)
def sign_of(word: str) -> str:
    if word in _SIGNS:
        return _SIGNS[word]
    if word in _KNOWN or not 5 <= len(word) <= 11 or word.endswith(("ed", "ing")):
        return word
    for meant, sign in _MEANT.items():
        if word[0] == meant[0] and _distance_is_one(word, meant):
            return sign
    # Two slips: no other word has these letters in this order.
    return "SANDBOX" if re.fullmatch(r"s[an]*d*[an]*d*b*o*b*x(?:es?)?", word) else word
