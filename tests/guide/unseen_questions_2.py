"""A second set of questions that nobody saw while the guide was built. Frozen: articles change.

Their author knew only titles and the job. A line: the articles that a fair reader accepts (none:
the guide has no answer), a bar, what somebody types. Plain, everyday questions are most of them.
"""

from typing import Final

from tests.guide.unseen_questions import Question

ENGLISH: Final = {
    "plain": """
        sales-connect-admin | Who looks after Sales Connect in our company?
        marketo-admin | Which of my colleagues runs Marketo for us?
        add-admin | I'm away for two weeks in August. How do I make a colleague admin as well?
        forgot-password | I don't remember my Sales Connect password any more, how do I get back in?
        password-rules | It keeps telling me my new password is too weak. What does it want?
        no-mail | My manager says she invited me yesterday but there is nothing in my inbox
        missing | I want to connect our new rep but her name isn't on the list
        invite-users | Two new reps start on Monday, how do they get an account?
        connect-users | Everybody has an account now. How do I tie them to Marketo?
        workspace-change | A rep moved from the Nordics to Iberia and needs the other workspace
        workspaces-several | Can one rep work in both the German and the French workspace?
        workspace-default | If I don't choose a workspace for somebody, where do they end up?
        wait | Why can't I add my people right after connecting?
        wait | How many more minutes until I can go on?
        skip-wait | We're in a hurry, is there a way to go ahead before the time is up?
        credentials-where | In which Marketo menu do I find the Client Secret?
        hand-over | I've copied the three values. How do they get safely to the other admin?
        reveal | The Marketo admin passed me the credentials through you. Where can I read them?
        expired | I took too long to look at the credentials and now they've lapsed. What next?
        connect-marketo | Where in Sales Connect do I type the Munchkin ID and the other two?
        munchkin | What on earth is a munchkin?
        salesforce-connect | How do I hook Sales Connect up with Salesforce?
        salesforce-each | Our admin linked Salesforce already. Do the reps have to do it too?
        salesforce-same | Marketo syncs with our old Salesforce. May Sales Connect use the new one?
        prerequisites | What do we have to have in place before we kick this off?
        road | Can you walk me through the entire process from A to Z?
        what-it-is | I keep hearing about Sales Connect in meetings, what does it actually do?
        not-bought | There's no Sales Connect entry in my Marketo admin menu
        first-admin | Nobody has an account yet. How does the very first person get in?
        sandbox-account sandbox-buy | How do we get Sales Connect for testing, in a sandbox?
        sandbox-email | Can I log into the sandbox with my normal work address?
        salesforce-sandbox | Is it possible to use our Salesforce test org instead of the live one?
        status | How far along are we with all this?
        my-request | Has anybody looked at the invite I asked for last week?
        approval | Who has to say yes before someone new gets in?
        help | What sort of things can I ask you?
        reminders | You ping me at the worst moments, can that be put off a bit?
        change-people | The wrong person was put down as Marketo admin, can we swap him?
        starter | Who kicked this whole thing off?
        who-may | Which of these steps am I allowed to do, and which need an admin?
        admin-view | Does my manager get to see the emails and templates I write?
        afterwards | OK, everybody is hooked up. What does the sales team get out of it now?
        connection-owner | She who linked Marketo has resigned. Anything to do before she goes?
        deleted-user | If we remove a rep, what happens to the templates she shared?
        sub-team | I'd like to put the renewals folks in a group of their own
        plugins | Is there an add-on for Gmail?
        language | Could you talk French to my colleague in Lyon?
        privacy | Do you store our keys somewhere once I've typed them in?
        credential-format | The form won't take my Client ID, it complains about a space
        """,
    "misspelt": """
        wait | why do i hav to wiat 10 mintues
        workspace-change | how to chnage the workspce of a user
        forgot-password | frogot my pasword what now
        sales-connect-admin | who is are sales conect admin
        missing | my colleage is mising in team acces
        salesforce-each | does everyone hav to conect salesfroce themselfs
        sso | do you suport singel sign on
        credentials-where | wher do i find the cleint id
        toutapp | we used toutap before, do those poeple need a new acount
        disconnect | how do i discconect a user form marketo
        organization-id | were do i find the salesforce orgnization id
        cancel-setup | how can i cancle the setup i startd
        """,
    "short": """
        munchkin | munchkin id??
        password-rules | pw rules pls
        add-admin | need another admin, how? thx
        no-mail | still no invite mail btw, not in spam either
        sandbox-buy | sandbox, who do i call to buy one
        workspaces-several | 2 workspaces 1 user possible?
        csv | what columns does the csv need
        run-progress | need to stop the bulk run asap, how
        connect-users | hey quick q, how do i hook up reps 2 marketo
        salesforce-admin | our sf admin = who?
        my-request | any news on my request? kinda urgent lol
        api-access | marketo api access, do we need that or nah
        """,
    "slack": """
        missing | why can't I see <@U0AAAAAA1> in *Team Access*?
        leak | oh no, I just pasted the client secret in <#C0AAAAAA2|sales-ops>, what now? :scream:
        marketo-codes | Marketo answers `603`, what does that mean?
        sf-api-disabled | my log is full of `API_CURRENTLY_DISABLED` since this morning
        sf-limit | we get REQUEST_LIMIT_EXCEEDED every afternoon :sob:
        sf-reconnect | the diagnostics page shows *INACTIVE_USER* for one of my reps
        sf-locked | what can I do about ENTITY_IS_LOCKED on an opportunity?
        sf-authenticate | <@U0AAAAAA1> sees "We were unable to authenticate your request", any idea?
        sf-write | I get INSUFFICIENT_ACCESS_OR_READONLY whenever it logs an email
        sf-ip | it says invalid_grant, ip restricted. who fixes that?
        audit | my boss &amp; the auditors want a trail of every change people made
        invite-users | how does <mailto:rep@example.com|rep@example.com> get a login?
        """,
    "unanswerable": """
        | Is it going to rain in Dublin tomorrow?
        | What's for lunch in the canteen today?
        | How many Salesforce licences do we have left?
        | How do I import my contacts into HubSpot?
        | Can you tell me how to make an Outlook rule for newsletters?
        | how many vacation days do i have left
        | Who won the match last night?
        | Are you a real person?
        | what's your favourite colour lol
        | Does anyone have the deck for the retail pitch?
        | The bakery deal slipped to next quarter, fyi
        | What does a Sales Connect seat cost per year?
        | When does Adobe ship the next Marketo release?
        | What's the rate limit of the Zoom API?
        | Are cold emails legal in Germany?
        | Why do our emails land in the customers' spam folder?
        | How do I write a subject line that gets opened?
        | how do i score leads in marketo
        | my laptop wont start, who fixes that
        | can u book the big meeting room 4 tmrw pls
        | where do I file my travel expenses
        | Tell me a joke
        | Happy birthday <@U0AAAAAA3>! :tada:
        | Best time of day to call a CFO?
        | Where can I park at the Munich office?
        | How do I put the VPN on my phone?
        | what's the commission on renewals this year
        | Which Salesforce certification would you recommend?
        """,
}

FRENCH: Final = {
    "plain": """
        sales-connect-admin | À qui je m'adresse chez nous pour Sales Connect ?
        marketo-admin | Qui s'occupe de Marketo dans la boîte ?
        salesforce-admin | Il me faut la personne qui gère Salesforce, c'est qui ?
        status | Où est-ce qu'on en est ?
        my-request | J'ai demandé un accès mardi, est-ce que quelqu'un s'en occupe ?
        wait | Il reste combien de temps avant de pouvoir continuer ?
        wait | À quoi sert cette pause après la connexion ?
        skip-wait | Je suis pressée, je peux passer outre le délai ?
        missing | Je cherche ma collègue dans la liste pour la connecter et elle n'y est pas
        no-mail | On m'a invité la semaine dernière, mais je n'ai jamais reçu de message
        forgot-password | Impossible d'entrer dans Sales Connect, j'ai perdu mon mot de passe
        password-rules | Il faut combien de caractères pour le mot de passe ?
        invite-users | Un commercial nous rejoint lundi, comment lui ouvrir un compte ?
        approval | Ma demande d'invitation attend un feu vert. De qui ?
        connect-users | Les comptes sont créés, comment rattacher les commerciaux à Marketo ?
        workspace-change | Une vendeuse passe du Nord au Sud, il lui faut l'autre espace de travail
        workspaces-several | Je couvre deux pays, je peux avoir les deux espaces de travail ?
        workspace-default | Et si je ne coche aucun espace de travail, il se passe quoi ?
        workspace-names | D'où sort la liste des espaces de travail que tu me proposes ?
        credentials-where | Je suis dans Marketo, où sont les trois valeurs à copier ?
        hand-over | Comment faire passer ces clés à mon collègue sans les écrire dans un message ?
        reveal | On m'a transmis des identifiants, comment je fais pour les lire ?
        already-revealed | J'ai fermé la fenêtre trop vite et je n'ai rien noté des identifiants
        expired | Le temps que je rentre de congés, les identifiants n'étaient plus valables
        credential-format | Le formulaire ne veut pas de mon Client Secret, pourquoi ?
        connect-marketo | J'ai les trois valeurs, je les saisis où dans Sales Connect ?
        already-connected | Marketo a l'air relié alors que personne n'a rien saisi, possible ?
        connection-lost | Hier tout marchait, ce matin Sales Connect n'est plus relié à Marketo
        connection-owner | Notre admin part à la retraite et c'est elle qui avait relié Marketo
        salesforce-connect salesforce-each | Par où passer pour relier mon compte Salesforce ?
        salesforce-each | Une connexion à Salesforce suffit pour l'équipe, ou c'est un par un ?
        salesforce-same | On a deux Salesforce dans le groupe, lequel faut-il prendre ?
        sandbox-account | On a déjà une sandbox Marketo, comment avoir Sales Connect avec ?
        sandbox-email | La sandbox n'accepte pas mon adresse habituelle, c'est normal ?
        what-it-is | Je viens d'arriver, c'est quoi au juste Sales Connect ?
        prerequisites | Avant de se lancer, il nous faut quoi ?
        road | Tu peux me résumer le parcours du début à la fin ?
        not-bought | Je ne vois aucun menu Sales Connect dans notre Marketo
        first-admin | Personne n'a encore de compte : comment créer celui qui gérera les autres ?
        add-admin | Je voudrais que ma remplaçante ait les mêmes droits d'administration que moi
        change-people | On s'est trompé de personne pour l'admin Marketo, comment corriger ?
        admin-view | Est-ce que mon chef peut lire ce que j'envoie aux clients ?
        afterwards | Tout le monde est relié. Concrètement, ça change quoi pour les vendeurs ?
        deleted-user | Quelqu'un quitte l'équipe et on ferme son compte : ses contacts sont perdus ?
        disconnect | Comment retirer Marketo à une personne ?
        sub-team | Comment regrouper à part les commerciaux du Sud ?
        plugins | Il y a un module pour Outlook ?
        help | Tu peux m'aider à quoi, au juste ?
        language | Tu peux me répondre en anglais plutôt ?
        privacy | Nos clés, tu les gardes combien de temps ?
        reminders | Tes relances tombent mal, on peut les décaler à demain ?
        held-back | Une adresse a été écartée avant même de lancer, pour quelle raison ?
        batches | Tu m'envoies un lot de vingt personnes, j'en fais quoi ?
        compare | Je te copie la liste à l'écran, tu vérifies que personne ne manque ?
        settings | Où indiquer que seules les adresses de notre domaine peuvent être invitées ?
        """,
    "misspelt": """
        wait | pourqoi fau til atendre 10 minute
        forgot-password | jai oublier mon mdp
        connect-users | coment conecter les utilisateur a marketo
        munchkin | cest koi le munchkin
        missing | ma colegue aparait pas dans l'acces de lequipe
        workspace-change | coment chager l'espace de travaille dun commercial
        sso | es ce que le sso et possible
        credentials-where | ou son les identifiant marketo
        add-admin | ajouté un deuxieme admine
        cancel-setup | anuler la configuraton en cour
        """,
    "short": """
        my-request | des news de ma demande stp ?
        password-rules | règles mdp svp
        sales-connect-admin | admin sales connect = qui ? mci
        csv | format du csv svp
        no-mail | tjrs pas de mail d'invit, rien ds les spams non plus
        run-progress | faut mettre en pause l'opération groupée, cmt faire ?
        api-access | accès API, obligatoire ou pas ?
        sandbox-buy | sandbox pas achetée, on voit ça avec qui
        toutapp | on était sur ToutApp avant, faut tout recréer ?
        starter | c'est qui qui a démarré tout ça ?
        organization-id | c où l'organization id
        """,
    "slack": """
        leak | zut, j'ai collé le client secret dans <#C0AAAAAA2|ventes>, que faire ?
        missing | pourquoi <@U0AAAAAA1> n'apparaît pas dans *Accès de l'équipe* ?
        marketo-codes | Marketo me renvoie `606`, ça veut dire quoi ?
        sf-validation | FIELD_CUSTOM_VALIDATION_EXCEPTION quand je journalise un appel
        sf-passing | j'ai eu UNABLE_TO_LOCK_ROW deux fois ce matin, c'est grave ?
        sf-lead | on a `INVALID_TYPE` chez tous les juniors :confused:
        sf-security | TXN_SECURITY_NO_ACCESS, il faut en parler à qui ?
        sf-unknown | le message dit UNKNOWN_EXCEPTION avec une série de chiffres
        sf-reconnect | *EXPIRED_ACCESS* s'affiche pour <@U0AAAAAA3>, dispo pour regarder ?
        sf-write | et INVALID_FIELD_FOR_INSERT_UPDATE, ça se règle comment svp
        audit | on voudrait savoir qui a touché à quoi &amp; quand
        invite-users | un compte pour <mailto:lea@example.com|lea@example.com>, comment on fait ?
        """,
    "unanswerable": """
        | Il fera beau ce week-end à Nantes ?
        | On mange où ce midi ?
        | Combien coûte une licence Salesforce ?
        | HubSpot ou Pipedrive, tu préfères lequel ?
        | Comment créer une règle de tri dans Outlook ?
        | Il me reste combien de RTT ?
        | Qui a gagné l'étape du Tour hier ?
        | Tu as quel âge ?
        | tu dors parfois ? mdr
        | Bravo à toute l'équipe pour la signature de ce matin :champagne:
        | Le client veut dix pour cent de remise, vous en pensez quoi ?
        | Quel est le tarif de Sales Connect pour trente vendeurs ?
        | Quelles nouveautés Adobe prévoit-il pour l'an prochain ?
        | Combien d'appels par jour autorise l'API de LinkedIn ?
        | Le RGPD nous permet-il de relancer un prospect sans son accord ?
        | Nos newsletters arrivent en indésirables chez les clients, que faire ?
        | Tu aurais une bonne accroche pour un premier mail ?
        | Comment construire une smart list dans Marketo ?
        | l'imprimante du 3e est en panne, on appelle qui
        | qq1 a un chargeur de portable à me prêter svp ?
        | Comment déposer ma note de frais ?
        | Raconte-moi une blague
        | Bon anniversaire <@U0AAAAAA3> !
        | À quelle heure ferme l'accueil ?
        | je serai en retard de 15 min, désolé
        | Comment partager mon écran dans Teams ?
        | La prime du trimestre tombe quand ?
        | Tu connais un bon hôtel près de la gare de Lille ?
        """,
}


def _questions(language: str, kinds: dict[str, str]) -> list[Question]:
    """Every line of a language, in the order in which it stands above."""
    return [
        Question(text.strip(), language, kind, frozenset(accepted.split()))
        for kind, lines in kinds.items()
        for accepted, _, text in (line.partition("|") for line in lines.strip().splitlines())
    ]


UNSEEN_2: Final = (*_questions("en", ENGLISH), *_questions("fr", FRENCH))
