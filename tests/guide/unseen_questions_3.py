"""A third set of questions that nobody saw while the guide was built. Frozen: articles change.

Their author knew only titles and the job. A line: the articles that a fair reader accepts (none:
the guide has no answer), a bar, what somebody types. Plain, everyday questions are most of them.
"""

from typing import Final

from tests.guide.unseen_questions import Question

ENGLISH: Final = {
    "plain": """
        add-admin | My deputy needs the same rights as I have. How do I give her the role?
        admin-view | As an admin, can I read the emails that my reps send out?
        afterwards | Everybody is connected now. What do the salespeople get out of it?
        already-connected | Marketo's page shows all three values, yet none of us typed them.
        already-revealed | I opened the secret and closed it before I copied it. What now?
        api-access | Do we have to let the bot read our Marketo, or does it work without?
        approval | Who has to say yes before a new rep gets invited?
        audit | Can I find out which of us connected the new rep last week?
        cancel-setup | We started this by mistake. How do we call the whole thing off?
        change-people | The person I named for Salesforce has left. Can I put in someone else?
        compare | Can I copy the list from the Team Access tab and have you check it?
        connect-marketo | I've got the client ID and the secret. Where do I type them in?
        connect-users | All reps have accounts now. How do I hook them up to Marketo?
        connection-lost | Since this morning we aren't linked to Marketo any more. Why?
        connection-owner | Whoever set up our Marketo link retires in June. What must we do?
        credentials-where | In which menu of Marketo do I find the client ID and the secret?
        csv | Which columns does the file with our 80 users need?
        deleted-user | If we remove a rep's account, who gets his templates?
        disconnect | Two people moved to finance. How do I cut their link with Marketo?
        first-admin | None of us can log in to Sales Connect yet. How does number one get in?
        forgot-password | I can't remember my Sales Connect password. How do I get a new one?
        hand-over | I look after Marketo. How do I get the secret safely to my colleague?
        held-back | Why won't the preview let one of the people on my list through?
        invite-users | A rep started today. How do I get her an account in Sales Connect?
        missing | I want to connect a colleague, but he isn't on the Team Access list.
        no-mail | I was told I'd get a mail to join Sales Connect, but there's nothing in my inbox.
        not-bought | There is no Sales Connect entry under Admin in our Marketo. Why?
        password-rules | How many characters must my Sales Connect password have?
        prerequisites | What should we have ready before we start?
        salesforce-each | Is it enough if our admin connects Salesforce once for the whole team?
        salesforce-same | Marketo uses one Salesforce org, sales another. Can we take that?
        sandbox-email | Can I log in to the sandbox with the address that I use in production?
        sub-team | I'd like a separate team for the Nordics within Sales Connect. How?
        workspace-change | One rep was put in the wrong workspace. Can I move him?
        workspaces-several | Our rep sells in France and in Spain. Can she be in both workspaces?
        wait | Why do I have to sit here for ten minutes after connecting?
        """,
    "terse": """
        what-it-is | sales connect = what exactly?
        munchkin | munchkin id??
        reminders | snooze till tomorrow
        run-progress | pause bulk run
        language | switch to french pls
        sso | saml setup
        workspace-default | no workspace picked, which one do they get?
        """,
    "misspelt": """
        batches | waht am i suposed to do with this bach
        salesforce-admin | whos our salesfroce admin
        credential-format | why was my cleint id refusd
        plugins | were do i get the gmial pluggin
        toutapp | i had a toutap acount befor, do i need a new invte?
        sandbox-buy | who do i talk too if we want to by a sandbx
        """,
    "slack": """
        marketo-admin | hey <@U0AAAAAA1> who's our *Marketo admin*?
        leak | oops, I just pasted the `client secret` into <#C0AAAAAA1|sales-ops> :scream:
        status | :wave: how far are we with the setup?
        my-request | <@U0AAAAAA1> has anybody looked at what I asked for on Tuesday?
        skip-wait | can we begin *now* and not sit out the ten minutes? :pray:
        """,
    "codes": """
        sf-limit | We keep seeing REQUEST_LIMIT_EXCEEDED when activities go to Salesforce, why?
        sf-locked | Logging a call fails with ENTITY_IS_LOCKED, what does that mean?
        sf-passing | UNABLE_TO_LOCK_ROW showed up twice today, do I have to do anything?
        sf-lead | One rep gets INVALID_TYPE on every lead. What should he be given?
        sf-api-disabled | It says API_CURRENTLY_DISABLED for this user, who can fix that?
        marketo-codes | The bot reports error 601 from Marketo, what's that?
        """,
    "none": """
        | The fire drill starts at ten, where is the meeting point?
        | My badge doesn't open the garage door.
        | How do I open a ticket in Jira?
        | Is Outreach better than Salesloft?
        | Where can I take the exam for the Adobe certificate?
        | When is Adobe Summit this year and who is going?
        | How do I get a customer's signature through DocuSign?
        | Can I text a prospect on WhatsApp?
        | Is there a dark theme for the Sales Connect screens?
        | How do I turn a slide into a PDF?
        | How do we split territories between two reps?
        | Which purchase order number goes on the invoice?
        | can you translate this paragraph into dutch for me
        | any good podcast on negotiating?
        | gym membership through work??
        | who waters the plants when facilities is off
        | lost my sunglasses in meeting room B :dark_sunglasses:
        | whats the exchnge rate of the pound
        | <@U0AAAAAA2> is the new Zendesk queue live?
        | Our website throws a 404 on the careers page.
        """,
}

FRENCH: Final = {
    "plain": """
        expired | J'ai ouvert trop tard, les identifiants ne sont plus valables ici. Que faire ?
        organization-id | Où trouver l'identifiant en 00D de notre Salesforce ?
        privacy | Le mot secret que je te confie, tu le gardes où et combien de temps ?
        reveal | On m'a transmis les trois valeurs. Comment les voir ?
        road | Tu peux me résumer toutes les étapes du début à la fin ?
        sales-connect-admin | À qui dois-je m'adresser chez nous pour Sales Connect ?
        salesforce-connect | Dans quel menu de Sales Connect relie-t-on Salesforce ?
        salesforce-sandbox | Comment brancher Sales Connect sur notre Salesforce de test ?
        sandbox-account | On a une sandbox Marketo. Comment avoir le compte qui va avec ?
        settings | Où indiquer que seules les adresses en example.com sont admises ?
        starter | Qui a démarré cette configuration ?
        who-may | Ai-je le droit de lancer une configuration sans être admin ?
        workspace-names | Tu ne reconnais pas mon espace de travail. Lesquels connais-tu ?
        help | Qu'est-ce que je peux te demander ?
        invite-users | Trois commerciaux arrivent lundi. Comment leur ouvrir un compte ?
        no-mail | Ma collègue n'a toujours pas reçu le mail pour créer son compte.
        forgot-password | Je ne sais plus mon mot de passe pour Sales Connect.
        connect-users | Toute l'équipe a un compte. Comment la relier à Marketo maintenant ?
        missing | Pourquoi je ne vois pas mon collègue dans la liste de l'accès de l'équipe ?
        disconnect | Un commercial change de service. Comment lui couper l'accès à Marketo ?
        workspace-change | On s'est trompé d'espace de travail pour Lyon. Peut-on corriger ?
        workspace-default | Dans quel espace arrive quelqu'un si je n'en choisis aucun ?
        connection-owner | L'admin qui a fait le lien avec Marketo part en mai. Que prévoir ?
        deleted-user | Où vont les contacts partagés d'un collègue dont on efface le compte ?
        sandbox-buy | Nous n'avons pas de sandbox. À qui faut-il en acheter une ?
        plugins | Où trouver le module pour Gmail ?
        toutapp | J'utilisais déjà ToutApp. Faut-il me réinviter ?
        first-admin | Comment la toute première personne entre-t-elle dans Sales Connect ?
        marketo-admin | Qui gère Marketo dans notre société ?
        munchkin | À quoi ressemble un Munchkin ID ?
        reminders | Tu peux me le redemander plutôt demain matin ?
        wait | À quoi servent les dix minutes d'attente ?
        held-back | Dans l'aperçu, une personne de ma liste est mise de côté. Pourquoi ?
        run-progress | Peut-on arrêter l'opération sur les 60 personnes et la finir plus tard ?
        batches | J'ai reçu un lot de dix noms. Je dois en faire quoi ?
        what-it-is | On me parle de Sales Connect. Qu'est-ce que c'est ?
        """,
    "terse": """
        sso | connexion unique saml, comment
        status | on en est où ?
        csv | colonnes du csv ?
        password-rules | mdp : quels caractères obligatoires
        sub-team | nouvelle sous-équipe
        my-request | et ma demande alors ?
        """,
    "misspelt": """
        credentials-where | ou es ce que je trouve le cliant id dans marketo
        add-admin | coment metre un 2eme admin
        salesforce-each | es ce que chacun doit conecter salesforce lui meme
        workspaces-several | 2 espaces de travaille pr une seule persone c posible
        language | tu peu me parlé en englais
        hand-over | coment je doit transmetre les idantifiants
        """,
    "slack": """
        leak | <@U0AAAAAA1> aïe, j'ai collé le `client secret` dans le canal :grimacing:
        approval | qui doit *valider* l'invitation de <@U0AAAAAA2> ?
        skip-wait | :hourglass: peut-on démarrer *avant* les dix minutes ?
        audit | <#C0AAAAAA1|ventes> qui a déconnecté <@U0AAAAAA3> hier ?
        connect-marketo | j'ai les `trois valeurs`, je les saisis où pour relier Marketo ?
        """,
    "codes": """
        sf-authenticate | J'ai « We were unable to authenticate your request », que faire ?
        sf-ip | Salesforce répond INVALID_GRANT ip restricted, comment débloquer ?
        sf-reconnect | Depuis lundi EXPIRED_ACCESS s'affiche chez moi, c'est grave ?
        sf-security | C'est quoi ce TXN_SECURITY_NO_ACCESS sur un de nos comptes ?
        sf-unknown | Salesforce renvoie UNKNOWN_EXCEPTION et un long numéro, à qui le donner ?
        sf-validation | FIELD_CUSTOM_VALIDATION_EXCEPTION quand un mail est noté, d'où ça vient ?
        sf-write | On a INSUFFICIENT_ACCESS_OR_READONLY pour un commercial, quel droit lui manque ?
        """,
    "none": """
        | Ma place de parking est prise par une voiture inconnue.
        | Qui a les clés de la salle des archives ?
        | Comment créer un ticket Zendesk ?
        | Combien de jours dure la formation Marketo Certified Expert ?
        | Salesloft fait-il mieux que vous ?
        | Comment faire signer un avenant avec DocuSign ?
        | Peut-on envoyer un SMS à un client ?
        | Quel taux de TVA mettre sur la facture d'un client suisse ?
        | Comment retoucher une photo dans Photoshop ?
        | Existe-t-il des raccourcis clavier dans Sales Connect ?
        | Comment relier Power BI à nos ventes ?
        | Tu peux me traduire ce paragraphe en italien ?
        | Quel film passe au cinéma ce soir ?
        | Où sont rangés les dépliants du salon de mars ?
        | le robinet du 1er fuit
        | une place en crèche pour septembre ?
        | le badge du visiteur, on le rend ou
        | <@U0AAAAAA2> ton colis est à la réception :package:
        | kelk1 c quan la visite médicale
        | L'ascenseur affiche E4 et ne bouge plus.
        """,
}


def _questions(language: str, kinds: dict[str, str]) -> list[Question]:
    """Every line of a language, in the order in which it stands above."""
    return [
        Question(text.strip(), language, kind, frozenset(accepted.split()))
        for kind, lines in kinds.items()
        for accepted, _, text in (line.partition("|") for line in lines.strip().splitlines())
    ]


UNSEEN_3: Final = (*_questions("en", ENGLISH), *_questions("fr", FRENCH))
