"""
A fourth set: who may ask, quotations, hearsay, what somebody is due, and their like.

In five parts, each written before the rules were that it then led to. One a
line, as in the third. Never change one to please the guesser.
"""

from typing import Final

from tests.domain.unseen_wishes import Unseen
from tests.domain.unseen_wishes_3 import read_set

ENGLISH_SANDBOX: Final = r"""
Could you sort out a sandbox account for petra+sb@hollowbrook.example? =>
    petra+sb@hollowbrook.example
petra+sb@hollowbrook.example needs to be set up in the sandbox please =>
    petra+sb@hollowbrook.example
New joiner Monday: petra+sb@hollowbrook.example, she should have a sandbox login =>
    petra+sb@hollowbrook.example
sandbox for petra+sb@hollowbrook.example pls => petra+sb@hollowbrook.example
would somebody set petra+sb@hollowbrook.example up on the test instance? =>
    petra+sb@hollowbrook.example
Please give petra+sb@hollowbrook.example access to our Marketo sandbox =>
    petra+sb@hollowbrook.example
our intern (petra+sb@hollowbrook.example) has to have a sandbox account by Friday =>
    petra+sb@hollowbrook.example
add petra+sb@hollowbrook.example to the sandbox instance, thanks! => petra+sb@hollowbrook.example
I'd like to order a sandbox account for petra+sb@hollowbrook.example => petra+sb@hollowbrook.example
Any chance of a sandbox login for petra+sb@hollowbrook.example? => petra+sb@hollowbrook.example
Requesting sandbox access: petra+sb@hollowbrook.example => petra+sb@hollowbrook.example
petra+sb@hollowbrook.example must get into the sandbox, can you arrange it? =>
    petra+sb@hollowbrook.example
we are still missing a sandbox account for petra+sb@hollowbrook.example, please create one =>
    petra+sb@hollowbrook.example
Hey, how about a sandbox user for petra+sb@hollowbrook.example? => petra+sb@hollowbrook.example
I need one sandbox account please, my address is petra+sb@hollowbrook.example =>
    petra+sb@hollowbrook.example
Please open a sandbox account for the colleague at petra+sb@hollowbrook.example =>
    petra+sb@hollowbrook.example
it would be great if petra+sb@hollowbrook.example got a sandbox account =>
    petra+sb@hollowbrook.example
petra+sb@hollowbrook.example is supposed to get a sandbox account, please request it =>
    petra+sb@hollowbrook.example
can I have a sandbox account on petra+sb@hollowbrook.example? => petra+sb@hollowbrook.example
Get petra+sb@hollowbrook.example a seat in the sandbox. => petra+sb@hollowbrook.example
could I get a sandbox account?
could anyone create rita+sb@oakmill.example in our sandbox? => rita+sb@oakmill.example
please add rita+sb@oakmill.example to the test environment => rita+sb@oakmill.example
order sandbox rita+sb@oakmill.example please => rita+sb@oakmill.example
can I get a sandbox account for rita+sb@oakmill.example, "rita" is fine as name =>
    rita+sb@oakmill.example
Rita Vance (rita+sb@oakmill.example) ought to have a sandbox login, thanks =>
    rita+sb@oakmill.example
My colleague rita+sb@oakmill.example has to have a sandbox account, please =>
    rita+sb@oakmill.example
Please create a "sandbox" account for rita+sb@oakmill.example => rita+sb@oakmill.example
Please create a sandbox account for "Rita Vance" rita+sb@oakmill.example => rita+sb@oakmill.example
Please create a sandbox account for rita+sb@oakmill.example. Reason: "we want to try the new
    templates" => rita+sb@oakmill.example
My boss wrote "create a sandbox account for rita+sb@oakmill.example" - could you please take care of
    that? => rita+sb@oakmill.example
a sandbox account for rita+sb@oakmill.example, is that possible? => rita+sb@oakmill.example
rita+sb@oakmill.example must have a sandbox account by Monday => rita+sb@oakmill.example
They should both get sandbox accounts: rita+sb@oakmill.example, bob+sb@oakmill.example =>
    rita+sb@oakmill.example bob+sb@oakmill.example
It'd be great if rita+sb@oakmill.example had a sandbox account => rita+sb@oakmill.example
We have a new hire. She should have a sandbox account: rita+sb@oakmill.example =>
    rita+sb@oakmill.example
rita+sb@oakmill.example is entitled to a sandbox account, please create it =>
    rita+sb@oakmill.example
May I have a sandbox account for rita+sb@oakmill.example? => rita+sb@oakmill.example
can i request a sandbox account for rita+sb@oakmill.example => rita+sb@oakmill.example
Can I please request a sandbox account for myself, rita+sb@oakmill.example? =>
    rita+sb@oakmill.example
can you ask for a sandbox account for jo+t@farfield.example => jo+t@farfield.example
jo+t@farfield.example to be added to the sandbox please => jo+t@farfield.example
sandbox account needed: jo+t@farfield.example => jo+t@farfield.example
Our partner should get access to the sandbox, jo+t@farfield.example => jo+t@farfield.example
would you create a sandbox account for jo+t@farfield.example => jo+t@farfield.example
We want jo+t@farfield.example in the sandbox => jo+t@farfield.example
could you let jo+t@farfield.example into the sandbox environment? => jo+t@farfield.example
Sol is away, so could you create a sandbox account for ann+t@brook.example? => ann+t@brook.example
I can't do it myself: please create a sandbox account for ann+t@brook.example => ann+t@brook.example
Can I have a sandbox account for ann+t@brook.example as my colleague can't ask herself? =>
    ann+t@brook.example
can somebody please get kit+sb@northpier.example into the sandbox? => kit+sb@northpier.example
kit+sb@northpier.example should have access to our sandbox => kit+sb@northpier.example
I'd like kit+sb@northpier.example to have a sandbox account => kit+sb@northpier.example
my manager asked me to request a sandbox account: kit+sb@northpier.example =>
    kit+sb@northpier.example
sandbox login for kit+sb@northpier.example asap => kit+sb@northpier.example
can you do a sandbox account for kit+sb@northpier.example => kit+sb@northpier.example
Kit needs to test; please create an account in the sandbox environment, kit+sb@northpier.example =>
    kit+sb@northpier.example
"""

ENGLISH_INVITE: Final = r"""
Please invite dora@hollowbrook.example to Sales Connect => dora@hollowbrook.example
dora@hollowbrook.example should get an invite => dora@hollowbrook.example
can you add dora@hollowbrook.example to Sales Connect? => dora@hollowbrook.example
Could someone send dora@hollowbrook.example an invitation? => dora@hollowbrook.example
dora@hollowbrook.example and emil@hollowbrook.example need Sales Connect => dora@hollowbrook.example
    emil@hollowbrook.example
we'd like dora@hollowbrook.example invited, she starts tomorrow => dora@hollowbrook.example
please bring dora@hollowbrook.example on board in Sales Connect => dora@hollowbrook.example
dora@hollowbrook.example needs to be invited too => dora@hollowbrook.example
rita@oakmill.example must be invited to Sales Connect => rita@oakmill.example
Please add rita@oakmill.example and bob@oakmill.example => rita@oakmill.example bob@oakmill.example
hi, can you add rita@oakmill.example too please? => rita@oakmill.example
rita@oakmill.example should get a Sales Connect invite => rita@oakmill.example
rita@oakmill.example needs an invite => rita@oakmill.example
my new colleague rita@oakmill.example should be added to Sales Connect => rita@oakmill.example
can we bring rita@oakmill.example on board in Sales Connect? => rita@oakmill.example
jo@farfield.example joins us on Monday, please invite her => jo@farfield.example
let's get jo@farfield.example invited => jo@farfield.example
could jo@farfield.example be invited please? => jo@farfield.example
jo@farfield.example still has to be invited => jo@farfield.example
kit@northpier.example should be on Sales Connect, please invite => kit@northpier.example
send an invite to kit@northpier.example please => kit@northpier.example
please onboard kit@northpier.example => kit@northpier.example
"""

ENGLISH_NEITHER: Final = r"""
Am I allowed to request a sandbox account for petra+sb@hollowbrook.example?
Who can ask for a sandbox account for petra+sb@hollowbrook.example?
Should I be the one to request a sandbox account for petra+sb@hollowbrook.example?
Does a salesperson have the right to order a sandbox account for petra+sb@hollowbrook.example?
Can only admins request a sandbox account for petra+sb@hollowbrook.example?
May anyone invite dora@hollowbrook.example to Sales Connect?
How do I request a sandbox account for petra+sb@hollowbrook.example?
What happens when I request a sandbox account for petra+sb@hollowbrook.example?
Where would one create a sandbox account for petra+sb@hollowbrook.example?
If I asked for a sandbox account for petra+sb@hollowbrook.example, who would approve it?
Why would petra+sb@hollowbrook.example need a sandbox account?
Does petra+sb@hollowbrook.example need a sandbox account at all?
Should petra+sb@hollowbrook.example have a sandbox account?
The ticket says "please request a sandbox account for petra+sb@hollowbrook.example". True?
Sol's mail: 'give petra+sb@hollowbrook.example a sandbox account'. Who does that?
"Can you invite dora@hollowbrook.example?" was what she asked. I didn't.
Omar asked me to create a sandbox account for petra+sb@hollowbrook.example, and I told him no
He said that petra+sb@hollowbrook.example should get a sandbox account. Is that true?
Somebody requested a sandbox account for petra+sb@hollowbrook.example yesterday
I already asked for a sandbox account for petra+sb@hollowbrook.example last week
we created a sandbox account for petra+sb@hollowbrook.example in May
petra+sb@hollowbrook.example got her sandbox account, thank you
Thanks for giving petra+sb@hollowbrook.example a sandbox account so fast!
petra+sb@hollowbrook.example doesn't need a sandbox account any more
Please do not create a sandbox account for petra+sb@hollowbrook.example
Don't invite dora@hollowbrook.example yet
petra+sb@hollowbrook.example shouldn't have a sandbox account
no sandbox account for petra+sb@hollowbrook.example, she left
Please delete the sandbox account of petra+sb@hollowbrook.example
can you unlock petra+sb@hollowbrook.example in the sandbox?
petra+sb@hollowbrook.example can't log in to the sandbox
Please reset the sandbox password of petra+sb@hollowbrook.example
the sandbox account of petra+sb@hollowbrook.example should be removed
Is petra+sb@hollowbrook.example a sandbox account or production?
What's the status of the sandbox account for petra+sb@hollowbrook.example?
Has dora@hollowbrook.example been invited already?
When will petra+sb@hollowbrook.example get the sandbox account?
Who asked for the sandbox account of petra+sb@hollowbrook.example?
I wrote petra+sb@hollowbrook.example about the sandbox account
It annoys me that petra+sb@hollowbrook.example still has no sandbox account after three weeks of
    asking
petra+sb@hollowbrook.example is the address on my sandbox account
you forgot dora@hollowbrook.example in the invite mail, what went wrong?
Can I ask for a sandbox account for rita+sb@oakmill.example on my own or is that the admin's job?
Can a salesperson request a sandbox account for rita+sb@oakmill.example?
Can Sol request a sandbox account for rita+sb@oakmill.example?
Do I need to be an admin to request a sandbox account for rita+sb@oakmill.example?
Do I have to ask Sol for a sandbox account for rita+sb@oakmill.example?
Could anyone order a sandbox account for rita+sb@oakmill.example or just the admins?
Can guests request a sandbox account for rita+sb@oakmill.example?
Is it my job to create a sandbox account for rita+sb@oakmill.example?
Who is allowed to create a sandbox account for rita+sb@oakmill.example?
Can we just create a sandbox account for rita+sb@oakmill.example ourselves?
Is anybody allowed to invite rita@oakmill.example?
Can only Sol invite rita@oakmill.example to Sales Connect?
May a manager invite rita@oakmill.example to Sales Connect?
Can I invite rita@oakmill.example myself?
Do we need approval to invite rita@oakmill.example?
Sol wrote me: "can you invite rita@oakmill.example to Sales Connect" so is that done?
the mail said “please set up a sandbox account for rita+sb@oakmill.example”, is it phishing?
I got 'please invite rita@oakmill.example to Sales Connect' from a stranger
What does "We need a sandbox account for rita+sb@oakmill.example" mean in the ticket?
“I need a sandbox account, rita+sb@oakmill.example” – that's what she wrote
`please create a sandbox account for rita+sb@oakmill.example` is what I typed yesterday, nothing
    came
She told me she needs a sandbox account for rita+sb@oakmill.example?
They asked whether rita+sb@oakmill.example should have a sandbox account
Sol thinks rita+sb@oakmill.example should get a sandbox account, I disagree
Apparently rita+sb@oakmill.example should get a sandbox account soon
rita+sb@oakmill.example should have a sandbox account but she can't log in
rita+sb@oakmill.example should already have a sandbox account
rita+sb@oakmill.example should have been invited weeks ago
rita@oakmill.example should be invited by now, is she?
rita+sb@oakmill.example should have received her sandbox login
rita+sb@oakmill.example should not get a sandbox account
Nobody should have a sandbox account except rita+sb@oakmill.example
If rita+sb@oakmill.example should have a sandbox account, what do I do?
Unlock rita+sb@oakmill.example in the sandbox please
please delete rita+sb@oakmill.example from the sandbox instance
rita+sb@oakmill.example needs her sandbox password reset
Please reset rita+sb@oakmill.example in the sandbox
can someone check rita+sb@oakmill.example in the sandbox instance?
please add rita@oakmill.example to the approvers
please add rita@oakmill.example in cc
please add rita@oakmill.example, the meeting is at three
The approvers list lacks someone. Please add rita@oakmill.example
please add rita@oakmill.example's phone number to the record
Add rita@oakmill.example to your contacts
Which address has rita in the sandbox environment, rita+sb@oakmill.example?
Thanks for adding rita+sb@oakmill.example to the sandbox instance
I added rita+sb@oakmill.example to the sandbox environment yesterday
rita+sb@oakmill.example was entitled to a sandbox account until May
did somebody create rita+sb@oakmill.example in the sandbox?
In the sandbox instance, rita+sb@oakmill.example sees nothing
tim+bas@oakmill.example a eu droit à un compte sandbox l'an dernier
Quick one: can a rep request a sandbox account for jo+t@farfield.example or does it need an admin?
Could I in theory request a sandbox account for jo+t@farfield.example?
Is it me who asks for a sandbox account for jo+t@farfield.example?
are salespeople allowed to ask for a sandbox account for jo+t@farfield.example
who has to approve a sandbox account for jo+t@farfield.example
do we need to pay when I request a sandbox account for jo+t@farfield.example?
"Please invite jo@farfield.example" is what the card says, I see no button
In the mail: "could you create a sandbox account for jo+t@farfield.example?" Spam or real?
Her words: 'I need a sandbox account, jo+t@farfield.example'. Not sure why.
jo wrote «can I have a sandbox account jo+t@farfield.example» yesterday
My lead asked for a sandbox account for jo+t@farfield.example last week and nobody answered
I was told that jo+t@farfield.example has a sandbox account
jo+t@farfield.example said she should have a sandbox account, where do I see that?
unlocking jo+t@farfield.example in the sandbox takes how long?
please unlock jo+t@farfield.example
reset jo+t@farfield.example
could you remove jo+t@farfield.example from Sales Connect
can you log in to the sandbox as jo+t@farfield.example?
Is jo+t@farfield.example ok as an address for the sandbox?
jo@farfield.example is already invited, isn't she?
Why was jo@farfield.example invited twice?
thank you for the invite, jo@farfield.example is in
We decided against a sandbox account for jo+t@farfield.example
had we requested a sandbox account for jo+t@farfield.example earlier, we'd be done
imagine jo+t@farfield.example needs a sandbox account, what then?
Terrible: jo+t@farfield.example waits for her sandbox account since May
Is a rep supposed to request a sandbox account for ann+t@brook.example or the lead?
Can reps request sandbox accounts, e.g. for ann+t@brook.example?
Can one request a sandbox account for ann+t@brook.example without approval?
Can I request a sandbox account for ann+t@brook.example without asking Sol?
Can I still withdraw the sandbox account request for ann+t@brook.example?
Will anybody see it if I request a sandbox account for ann+t@brook.example?
Could I get in trouble if I create a sandbox account for ann+t@brook.example?
May I request more than one sandbox account, say ann+t@brook.example and bo+t@brook.example?
can you explain who may request a sandbox account for ann+t@brook.example
Which of us should request a sandbox account for ann+t@brook.example?
Must Sol request the sandbox account for ann+t@brook.example?
Would Sol have to create a sandbox account for ann+t@brook.example?
Is it allowed that I create a sandbox account for ann+t@brook.example?
Ann's message was: "I need a sandbox account: ann+t@brook.example". I have no idea what she wants.
"could you get ann+t@brook.example a sandbox account?" - Sol, this morning
The slide says “Request a sandbox account for ann+t@brook.example” which is outdated
Sol asked: can you create a sandbox account for ann+t@brook.example? I said we don't do that.
And then he goes "please create a sandbox account for ann+t@brook.example"...
He keeps writing 'need sandbox for ann+t@brook.example' everywhere, annoying
My boss told me that ann+t@brook.example must get a sandbox account. Is he right?
we were asked to create a sandbox account for ann+t@brook.example and refused
Adobe: "ann+t@brook.example should be added to the sandbox". ???
I remember someone saying ann+t@brook.example needs a sandbox account
Are reps able to request a sandbox account for kit+sb@northpier.example themselves?
would I need Sol's OK to request a sandbox account for kit+sb@northpier.example?
can a trainee order a sandbox account for kit+sb@northpier.example
I wonder who may request a sandbox account for kit+sb@northpier.example
Not sure if I can request a sandbox account for kit+sb@northpier.example, can I?
can I ask for a sandbox account for kit+sb@northpier.example or must it be the manager
Could anybody in sales invite kit@northpier.example, or is that for admins?
Is inviting kit@northpier.example something I can do?
The customer asked "can you add kit@northpier.example to Sales Connect?" - how do I reply?
There's a sticky note: "kit+sb@northpier.example needs a sandbox account". Whose is it?
'request a sandbox account for kit+sb@northpier.example' - is this the right wording?
should I write "please invite kit@northpier.example to Sales Connect"?
Sol: "please create a sandbox account for kit+sb@northpier.example" / me: no
He wants me to say "I need a sandbox account for kit+sb@northpier.example", weird
Kit says she needs a sandbox account with kit+sb@northpier.example, is that so?
My manager insists kit+sb@northpier.example must get a sandbox account, but why?
Somebody on the phone wanted a sandbox account for kit+sb@northpier.example
Kit (kit+sb@northpier.example) was told to get a sandbox account
yesterday I requested a sandbox account for kit+sb@northpier.example, any news?
kit+sb@northpier.example got a sandbox account and can't log in
kit+sb@northpier.example should be able to log in to the sandbox by now
kit+sb@northpier.example should use the sandbox, not production
kit@northpier.example should be removed from Sales Connect
kit@northpier.example should not be invited again
please add kit@northpier.example to the calendar
please add kit@northpier.example as an approver
add kit@northpier.example to the Salesforce sandbox
kit+sb@northpier.example is the sandbox address, right?
lock kit+sb@northpier.example out of the sandbox please
please rename kit+sb@northpier.example in the sandbox
change kit+sb@northpier.example to kit+test@northpier.example in the sandbox
what if kit+sb@northpier.example should have a sandbox account?
"""

FRENCH_SANDBOX: Final = r"""
Peux-tu demander un compte sandbox pour luc+bas@hollowbrook.example ? => luc+bas@hollowbrook.example
luc+bas@hollowbrook.example devrait avoir un accès au sandbox, merci => luc+bas@hollowbrook.example
Il faudrait un compte sandbox pour luc+bas@hollowbrook.example => luc+bas@hollowbrook.example
Bonjour, je voudrais un accès sandbox pour ma collègue : luc+bas@hollowbrook.example =>
    luc+bas@hollowbrook.example
luc+bas@hollowbrook.example a droit à un compte sandbox, tu peux le créer ? =>
    luc+bas@hollowbrook.example
Ajoutez luc+bas@hollowbrook.example à la sandbox s'il vous plaît => luc+bas@hollowbrook.example
un compte de test pour luc+bas@hollowbrook.example svp => luc+bas@hollowbrook.example
Serait-il possible d'ouvrir un compte sandbox à luc+bas@hollowbrook.example ? =>
    luc+bas@hollowbrook.example
On aurait besoin d'un identifiant sandbox pour luc+bas@hollowbrook.example =>
    luc+bas@hollowbrook.example
luc+bas@hollowbrook.example doit pouvoir entrer dans la sandbox, merci de lui créer un compte =>
    luc+bas@hollowbrook.example
demande compte sandbox luc+bas@hollowbrook.example => luc+bas@hollowbrook.example
Quelqu'un pourrait créer un compte sandbox pour luc+bas@hollowbrook.example ? =>
    luc+bas@hollowbrook.example
Merci de bien vouloir créer luc+bas@hollowbrook.example dans le bac à sable =>
    luc+bas@hollowbrook.example
Notre stagiaire (luc+bas@hollowbrook.example) a besoin d'un accès à l'instance de test =>
    luc+bas@hollowbrook.example
Prière de donner à luc+bas@hollowbrook.example un login sandbox => luc+bas@hollowbrook.example
Je peux avoir un compte sandbox pour luc+bas@hollowbrook.example ? => luc+bas@hollowbrook.example
tim+bas@oakmill.example doit recevoir un compte sandbox, merci => tim+bas@oakmill.example
Tim (tim+bas@oakmill.example) devrait aussi avoir un compte sandbox => tim+bas@oakmill.example
Pouvez-vous créer tim+bas@oakmill.example dans la sandbox ? => tim+bas@oakmill.example
Merci de créer tim+bas@oakmill.example sur l'environnement de test => tim+bas@oakmill.example
Un login sandbox pour tim+bas@oakmill.example, possible ? => tim+bas@oakmill.example
Un compte sandbox pour mon collègue tim+bas@oakmill.example, ce serait possible ? =>
    tim+bas@oakmill.example
commander sandbox tim+bas@oakmill.example svp => tim+bas@oakmill.example
Notre alternant a droit à un compte sandbox : tim+bas@oakmill.example => tim+bas@oakmill.example
Puis-je demander un compte sandbox pour tim+bas@oakmill.example ? => tim+bas@oakmill.example
On peut ajouter tim+bas@oakmill.example à l'instance de test ? => tim+bas@oakmill.example
Tim vient d'arriver, il doit avoir un accès sandbox. tim+bas@oakmill.example =>
    tim+bas@oakmill.example
mon collègue zoe+t@farfield.example devrait avoir accès à la sandbox, merci =>
    zoe+t@farfield.example
crée zoe+t@farfield.example dans la sandbox stp => zoe+t@farfield.example
zoe+t@farfield.example a besoin d'aller dans l'environnement de test, peux-tu lui ouvrir un accès ?
    => zoe+t@farfield.example
accès sandbox pour zoe+t@farfield.example svp => zoe+t@farfield.example
je demande un compte sandbox pour zoe+t@farfield.example => zoe+t@farfield.example
il lui faut un compte sandbox : zoe+t@farfield.example => zoe+t@farfield.example
est-ce que zoe+t@farfield.example peut avoir un compte sandbox ? => zoe+t@farfield.example
Je n'y arrive pas moi-même, peux-tu créer un compte sandbox pour ann+t@brook.example ? =>
    ann+t@brook.example
Max a besoin d'un compte sandbox, son adresse : max+bas@northpier.example =>
    max+bas@northpier.example
peux-tu mettre max+bas@northpier.example dans la sandbox ? => max+bas@northpier.example
max+bas@northpier.example doit aussi avoir un accès sandbox svp => max+bas@northpier.example
ce serait bien que max+bas@northpier.example ait un compte sandbox => max+bas@northpier.example
"""

FRENCH_INVITE: Final = r"""
Merci d'inviter dora@hollowbrook.example => dora@hollowbrook.example
dora@hollowbrook.example doit être invitée à Sales Connect => dora@hollowbrook.example
Tu peux ajouter dora@hollowbrook.example à Sales Connect ? => dora@hollowbrook.example
Il faut une invitation pour dora@hollowbrook.example => dora@hollowbrook.example
Nouvelle dans l'équipe : dora@hollowbrook.example, à inviter svp => dora@hollowbrook.example
dora@hollowbrook.example devrait recevoir une invitation Sales Connect => dora@hollowbrook.example
Pourriez-vous envoyer une invitation à dora@hollowbrook.example ? => dora@hollowbrook.example
tim@oakmill.example devrait être invité => tim@oakmill.example
merci d'ajouter tim@oakmill.example, il vient d'arriver => tim@oakmill.example
tim@oakmill.example doit recevoir une invitation => tim@oakmill.example
On doit inviter tim@oakmill.example à Sales Connect svp => tim@oakmill.example
invite zoe@farfield.example stp => zoe@farfield.example
zoe@farfield.example doit être ajoutée à Sales Connect => zoe@farfield.example
il faut inviter zoe@farfield.example => zoe@farfield.example
zoe@farfield.example a besoin d'une invitation => zoe@farfield.example
max@northpier.example devrait être dans Sales Connect, merci de l'inviter => max@northpier.example
peux-tu ajouter max@northpier.example stp => max@northpier.example
"""

FRENCH_NEITHER: Final = r"""
Puis-je demander moi-même un compte sandbox pour luc+bas@hollowbrook.example ?
Qui peut demander un compte sandbox pour luc+bas@hollowbrook.example ?
Ai-je le droit de demander un compte sandbox pour luc+bas@hollowbrook.example ?
Est-ce qu'un commercial peut demander un compte sandbox pour luc+bas@hollowbrook.example ?
Comment créer un compte sandbox pour luc+bas@hollowbrook.example ?
luc+bas@hollowbrook.example doit-il avoir un compte sandbox ?
Adobe écrit « merci de créer luc+bas@hollowbrook.example dans la sandbox », on fait quoi ?
Paul m'a demandé un compte sandbox pour luc+bas@hollowbrook.example et j'ai refusé
On a déjà créé un compte sandbox pour luc+bas@hollowbrook.example
luc+bas@hollowbrook.example n'a pas besoin de compte sandbox
Ne créez surtout pas de compte sandbox pour luc+bas@hollowbrook.example
Merci d'avoir invité dora@hollowbrook.example !
Merci de supprimer le compte sandbox de luc+bas@hollowbrook.example
luc+bas@hollowbrook.example n'arrive pas à se connecter à la sandbox
Pourquoi luc+bas@hollowbrook.example n'a toujours pas de compte sandbox ?
Si je demandais un compte sandbox pour luc+bas@hollowbrook.example, qui l'approuverait ?
dora@hollowbrook.example a-t-elle été invitée ?
Qui a demandé le compte sandbox de luc+bas@hollowbrook.example ?
Il paraît que luc+bas@hollowbrook.example doit avoir un compte sandbox, c'est vrai ?
Est-ce normal que dora@hollowbrook.example doive être invitée deux fois ?
dora@hollowbrook.example ne doit pas être invitée
Peut-on débloquer luc+bas@hollowbrook.example dans la sandbox ?
luc+bas@hollowbrook.example, c'est le compte sandbox de qui ?
Un commercial peut-il demander un compte sandbox pour tim+bas@oakmill.example ?
N'importe qui peut demander un compte sandbox pour tim+bas@oakmill.example ?
Est-ce que tout le monde peut demander un compte sandbox pour tim+bas@oakmill.example ?
Est-ce à moi de demander un compte sandbox pour tim+bas@oakmill.example ?
Faut-il être admin pour demander un compte sandbox pour tim+bas@oakmill.example ?
Je peux demander moi-même un compte sandbox pour tim+bas@oakmill.example ou c'est à Sol de le faire
    ?
En tant que commercial, puis-je demander un compte sandbox pour tim+bas@oakmill.example ?
Le ticket dit "merci de créer un compte sandbox pour tim+bas@oakmill.example", c'est fait ?
Sol m'écrit : “il faut un compte sandbox pour tim+bas@oakmill.example”. Je réponds quoi ?
« Peux-tu inviter tim@oakmill.example ? » : c'est ce qu'il m'a demandé hier
Il m'a dit que tim+bas@oakmill.example devait avoir un compte sandbox
Il paraît que tim+bas@oakmill.example devrait avoir un compte sandbox
tim+bas@oakmill.example devrait avoir un compte sandbox mais il n'arrive pas à se connecter
tim+bas@oakmill.example devrait déjà avoir un compte sandbox
tim+bas@oakmill.example n'a pas droit à un compte sandbox
tim+bas@oakmill.example a-t-il droit à un compte sandbox ?
tim@oakmill.example aurait dû être invité
Débloquez tim+bas@oakmill.example sur l'instance sandbox svp
Merci de retirer tim+bas@oakmill.example de l'instance de test
Merci d'ajouter tim@oakmill.example en copie
Merci d'ajouter tim@oakmill.example à la liste de diffusion
Un accès à l'environnement de test et à la prod pour tim+bas@oakmill.example, c'est possible ?
Un compte sandbox avec la même adresse tim@oakmill.example, c'est possible ?
tim+bas@oakmill.example est dans l'environnement de test depuis hier
Mon manager a dit « il faut un compte sandbox pour zoe+t@farfield.example », il a raison ?
elle m'a écrit 'tu peux me créer un compte sandbox, zoe+t@farfield.example ?' et j'ai dit non
Les commerciaux peuvent-ils demander un compte sandbox pour zoe+t@farfield.example ?
c'est qui qui demande le compte sandbox pour zoe+t@farfield.example ?
zoe+t@farfield.example aurait-elle droit à un compte sandbox ?
zoe+t@farfield.example avait demandé un compte sandbox
réinitialise zoe+t@farfield.example dans la sandbox stp
zoe+t@farfield.example, bloquée dans la sandbox depuis ce matin
merci, zoe+t@farfield.example a son compte sandbox
Inutile de créer un compte sandbox pour zoe+t@farfield.example
quelle adresse utiliser pour la sandbox, zoe+t@farfield.example ?
On m'a dit que zoe@farfield.example serait invitée demain
Il ne faut pas inviter zoe@farfield.example
si zoe@farfield.example n'a pas d'invitation, à qui écrire ?
Sol demande si ann+t@brook.example doit avoir un compte sandbox
Adobe dit : "créez un compte sandbox pour ann+t@brook.example". Ça veut dire quoi ?
Le mail de Sol : “merci d'inviter ann@brook.example”. C'est pour moi ?
Ai-je besoin d'une autorisation pour demander un compte sandbox pour ann+t@brook.example ?
Peut-on demander un compte sandbox pour ann+t@brook.example sans passer par Sol ?
Qui d'autre que moi peut créer un compte sandbox pour ann+t@brook.example ?
Est-ce que je peux demander un compte sandbox pour ann+t@brook.example ou il faut un admin ?
Tout le monde peut-il inviter ann@brook.example ?
Ma cheffe a écrit 'il faut inviter ann@brook.example', pourquoi moi ?
On m'a demandé de créer un compte sandbox pour ann+t@brook.example, j'ai refusé
C'est à qui de demander un compte sandbox pour ann+t@brook.example ?
un stagiaire a-t-il le droit d'inviter ann@brook.example ?
J'ai entendu dire que ann+t@brook.example aurait droit à un compte sandbox
Un stagiaire peut demander un compte sandbox pour max+bas@northpier.example ?
Je me demande qui peut demander un compte sandbox pour max+bas@northpier.example
Ai-je besoin de Sol pour demander un compte sandbox pour max+bas@northpier.example ?
Le client demande « pouvez-vous inviter max@northpier.example ? », je réponds quoi ?
« il faut un compte sandbox pour max+bas@northpier.example » : c'est écrit où ?
Max dit qu'il a besoin d'un compte sandbox, max+bas@northpier.example, c'est vrai ?
Max (max+bas@northpier.example) devait avoir un compte sandbox, non ?
max+bas@northpier.example devrait pouvoir se connecter à la sandbox
max@northpier.example ne devrait pas être invité
merci d'ajouter max@northpier.example au groupe
renomme max+bas@northpier.example dans la sandbox
bloque max+bas@northpier.example dans la sandbox svp
j'ai demandé hier un compte sandbox pour max+bas@northpier.example, des nouvelles ?
"""

UNSEEN_4: Final[tuple[Unseen, ...]] = (
    *read_set("sandbox", "en", ENGLISH_SANDBOX),
    *read_set("invite", "en", ENGLISH_INVITE),
    *read_set(None, "en", ENGLISH_NEITHER),
    *read_set("sandbox", "fr", FRENCH_SANDBOX),
    *read_set("invite", "fr", FRENCH_INVITE),
    *read_set(None, "fr", FRENCH_NEITHER),
)
