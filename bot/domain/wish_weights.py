"""
What each piece of evidence weighs, for a request or against it: `bot.domain.wish_evidence`.

Written by `python -m tests.domain.wish_learning --write`; change the sentences, not the table.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

# A weight, and all that has it.
_TABLE: Final = """
+6.8: CANYOU make account
+5.5: PLEASE make thing
+5.4: i NEED thing
+5.2: , CANYOU; IT NEED account; own who
+5.0: ^ NEED thing
+4.8: * i; POSSIBLE & make
+4.7: ^ make account; make invite
+4.4: with thing account
+4.3: who who
+4.2: thing thing
+4.1: , who $; can & happened
+4.0: i & one
+3.9: been & make
+3.8: anybody & i; be & make; make & thanks
+3.7: , FRCANYOU; POSSIBLE *; me in thing; own own; thing , FRCANYOU; who happened in;
  who thanks
+3.6: NEED & been; PLEASE who; ^ NEED account; happened in thing; i NEED invite;
  make the account
+3.5: , i NEED; ^ happened account; make me thing; me thing; thing for the
+3.4: CANI & nobody; CANWE & nobody; CANWE make who; NEED & et; i NEED account; topic & nobody;
  who thanks $
+3.3: , for; NEED invite; for who thanks; make who been; me happened; me thing account;
  thanks invite; thanks invite who; the $; topic & the
+3.2: , thing account; CANYOU & be; make me account
+3.1: CANYOU & it; ^ could; ^ own who; gathering ,; in $; invite for thing; is other;
  make & yet; make it; me account; me make; the thing thing; yet ,
+3.0: FRCANYOU & for; NEED & be; ^ thing for; account i; account the; account the thing;
  account thing make; and < thing; other ,; other is who; reason & them; reason ,;
  thanks make account; thing yet ,
+2.9: ? & PLEASE; ? could; in thing PLEASE; make ,; make account in; me account thing
+2.8: . & CANI; CANYOU & and; make them account; own who in; who PLEASE $; who thing PLEASE
+2.7: * me; , CANYOU make; , FRCANYOU make; , NEED; , who; CANYOU & making; PLEASE & could;
  POSSIBLE & have
+2.6: , PLEASE; ? & mind; NEED & thanks; account PLEASE $; and & make; et & i; for me PLEASE;
  have own own; making & mind; me PLEASE; mind making; not in thing
+2.5: . & CANWE; . CANWE; CANI have thing; CANWE & in; NEED & me; POSSIBLE have;
  ^ POSSIBLE have; account & missing; account for own; i not have; invite me in; me & you;
  missing; missing & thing; missing < thing; them reason; which NEED
+2.4: , CANYOU invite; , IT; , IT NEED; , PLEASE make; , who ,; FRCANYOU & i; FRCANYOU & not;
  NEED & invite; NEED thing for; PLEASE & reason; PLEASE who $; POSSIBLE & for; make them;
  who , thanks; yet , CANYOU
+2.3: * PLEASE; . account; FRCANYOU & have; PLEASE & yet; account i the; account in $;
  i NEED make; if CANYOU; if CANYOU make; invite the $; other is; thing , CANYOU; thing , them
+2.2: . own; CANI make thing; POSSIBLE make; ^ greeting; ^ own; account , CANYOU; is have;
  thanks make; topic & PLEASE; topic & them
+2.1: , PLEASE $; CANYOU PLEASE make; CANYOU make me; PLEASE & and; et & make;
  invite thing for; make *; own who NEED; topic & CANYOU; who , who
+2.0: . one; IT & in; NEED & and; NEED it; PLEASE $; PLEASE & be; PLEASE & been; ^ one;
  ^ thanks $; already ,; have & nobody; invite me; invite thing who; make , who; make them in
+1.9: . & CANYOU; . greeting; CANYOU make thing; NEED & make; PLEASE & already;
  ^ POSSIBLE make; be happened in; et < thing; et who $; i NEED que; thing PLEASE
+1.8: * anybody; , other ,; . & FRCANYOU; . CANI; CANYOU make them; FRCANYOU & NEED;
  NEED & one; NEED in invite; account , who; account thing PLEASE; be & can; be & happened;
  invite them $; one for; them $
+1.7: , reason; FRCANYOU make who; NEED have; NEED make; NEED one; PLEASE invite; et who;
  i NEED have; make them thing; making & other; me & thanks; who , CANYOU; who , reason;
  who et who; yet thing; yet thing account
+1.6: , CANI; , them reason; . invite; FRCANYOU & in; own & you
+1.5: , FRCANYOU invite; CANI & i; NEED invite who; ^ PLEASE invite; and & not; and who;
  nobody & not; topic & it; who PLEASE
+1.4: , CANI make; CANWE & PLEASE; account PLEASE; anybody & the; invite & make;
  is not account; make own who; make who account; thanks make who; thing account PLEASE;
  who , PLEASE; who with
+1.3: CANYOU & happened; FRCANYOU & happened; FRCANYOU & make; FRCANYOU make me;
  FRCANYOU make them; NEED & reason; account & gathering; account in the; greeting & is;
  greeting ,; happened & me; happened you; in be; in own thing; make invite thing; make one $;
  not have; topic & i; who and who
+1.2: , thing; . reason; ? & POSSIBLE; NEED & it; PLEASE & have; POSSIBLE & account; ^ reason;
  ^ reason ,; and i; be happened; have & not; have account in; invite the; make who thing;
  me in; own & them; thing , who; who NEED in; who who who
+1.1: , who who; . & IT; CANYOU & mind; CANYOU invite them; CANYOU mind; CANYOU mind making;
  NEED & for; POSSIBLE have account; ^ CANYOU mind; account for me; and & nobody; can & i;
  for & missing; in NEED; in thing ,; me account in; missing & who; the thing for; topic
+1.0: * and; , account; , account thing; ? POSSIBLE; ? greeting; CANI & PLEASE; CANWE & have;
  CANYOU make one; FRCANYOU make; NEED & anybody; NEED thing ,; PLEASE make who;
  account in thing; in NEED thing; invite & nobody; not & one; one yet
+0.9: , other who; NEED account in; NEED in make; account PLEASE ,; for thing $; have & make;
  have own; make me in; nobody & one; thing PLEASE ,; topic & make; who who $
+0.8: * NEED; . NEED; NEED & have; PLEASE invite who; ^ NEED; ^ invite; ^ thanks make;
  gathering & not; nobody & yet; other , who; who account in
+0.7: , PLEASE invite; . happened; ? & missing; CANI have account; CANYOU & i; CANYOU & invite;
  PLEASE & invite; PLEASE & one; already NEED; for who PLEASE; happened & make; have & me;
  in & nobody; in & reason; make one; thing PLEASE $; topic & invite
+0.6: ? & MAYWE; ? MAYWE; CANYOU & yet; MAYWE; MAYWE & thing; MAYWE < thing; NEED make who;
  PLEASE & happened; ^ FRCANYOU make; ^ MAYWE; be & i; be & in; et & in; for thing ,;
  invite who $; is NEED; one thing; one thing account; thanks $; who make
+0.5: * have; . & et; ? & making; ? i; ? own; CANWE have; FRCANYOU make the; ^ CANWE have;
  account thing own; and & them; et & the; have & own; in & mind; one & other; thing own who;
  thing thing for; topic & for
+0.4: . & one; . *; CANI & greeting; PLEASE make; POSSIBLE make account; ^ greeting ,;
  ^ invite who; account & reason; gathering & nobody; greeting < thing; topic & FRCANYOU;
  topic & me
+0.3: * ,; * make; . & be; PLEASE & account; i NEED; me & nice; not in; own & reason;
  topic & thanks; you *
-0.3: * for; . & nice; FRCANYOU invite who; gathering & the; invite & it; it & who;
  thing already
-0.4: ? & you; CANI other; NEED & qu; NEED who; ^ c; ^ can; ^ in; avec & the;
  happened account thing; is making; it *; make in; making who in; many & me; other & thing;
  own gathering; qu & who; thanks other the; the happened; thing yet $; topic & other
-0.5: ? & et; CANYOU other; could & in; for & which; happened & is; happened the; nice *;
  nothing & which; other; other the; other the who; other who is; qu < thing; them thing;
  thing account in; thing et; thing in who; who about
-0.6: * invite; . already; . for; . which; CANYOU & with; PLEASE & other; ^ already;
  ^ thanks other; account & would; and & it; c < thing; can & make; make & many; nice & other;
  qu; qu & thing; thing & would; which in; who & would; who NEED account; would
-0.7: * nice; . & happened; CANI & invite; CANYOU make own; NEED in other; gathering & own;
  gone & make; happened for; if i; in other; not not; nothing & i; other & que; other for the;
  them thing account; thing gone $; who gone
-0.8: ? & with; PLEASE other; ^ who is; already & make; c & own; can & in; for & you;
  happened & have; happened for who; have *; is is; me & not; thanks other; who already;
  who the thing; with who $
-0.9: PLEASE *; gone & in; happened & que; happened & who; have & you; in other the;
  is & making; is the; nothing & for; own account thing; the other who; them account thing;
  thing & which
-1.0: * who; . & elsewhere; ? & other; CANI & own; ^ CANI other; ^ not NEED; ^ the; for & is;
  i happened for; if & in; if & which; invite & not; is & or; is happened; is them;
  make for thing; make me the; the other own; them have; which invite; you is
-1.1: CANI other who; CANYOU & many; account who $; already & invite; avec & other;
  elsewhere & who; gathering & me; in & other; is & que; make & que; me the; which; which who;
  you < thing
-1.2: ? other; PLEASE make the; ^ PLEASE other; ^ is the; already & i; and & have; and & other;
  can < thing; could them; is & who; is it; is nice; other thing; own & which;
  which invite who; who & you; who happened; who the; yet $
-1.3: * que; * yet; . & already; . the; ? & anybody; ? & gathering; ? *; anybody & in;
  c & invite; could & who; elsewhere & thing; for who already; gathering i; gone *; happened *;
  if who NEED; in who; invite & which; is thing; nothing & already; ou & thing;
  the thing invite; them < thing; thing account who; who is thing
-1.4: ? & ou; CANYOU & gone; ^ is you; account & gone; and & happened; avec who;
  happened & which; have & which; in & que; in gathering; is thing account; is you;
  nothing & CANYOU; other about the; ou; ou & who; the & with; would < thing
-1.5: ? & or; CANYOU gone; ^ the invite; ^ which invite; avec < thing; for & making;
  gathering & make; gone ,; happened $; happened the thing; in & ou; in & with; invite & is;
  or; or & thing; or & who; other & the; other for; other if who; own thing $;
  own thing account; the other the; them have account; which is i
-1.6: CANI & which; ^ not thing; ^ other who; about & who; account & or; already & nobody;
  for & or; gathering & who; gathering < thing; gone & happened; gone < thing; gone own;
  happened for thing; happened the invite; if & who; in & you; thing avec; who account thing
-1.7: * happened; . & about; PLEASE make me; POSSIBLE & is; ^ c is; ^ which CANI;
  about < thing; can & have; could & them; have & invite; i already; in other who;
  invite & you; is & ou; not NEED in; or & the; them not; which CANI; who happened the
-1.8: NEED & gone; PLEASE , them; account who; account with; avec & who; been who; is & nice;
  other i; other own account; thing account with; which < thing; which happened
-1.9: ? if; CANYOU other who; gathering for the; gone the; gone thing; happened & it;
  nobody & which; not & reason; own account; qu & the
-2.0: * you; , is; ? who; about & in; elsewhere & in; for & happened; happened & thanks;
  other who the; the invite; the other
-2.1: * them; CANYOU & which; ^ CANYOU other; ^ if; elsewhere; for account; for account thing;
  gathering & in; is invite; make & which; nothing & the; other own thing; other the account;
  who in gathering
-2.2: CANI & who; PLEASE & gone; account other; avec; gathering in the; happened & invite;
  is who have; thing account other; who the gathering
-2.3: . other; ? & avec; ? & que; NEED & if; about & other; already & have; avec & thing;
  have & many; if who; invite & the; it < thing; the thing is
-2.4: ? & IT; ? & elsewhere; ^ is i; ^ you; about thing; in & which; not NEED thing;
  nothing & own
-2.5: . & can; PLEASE other the; gone & i; invite who thing; maybe < thing; not not NEED;
  other & who; who is happened; with who
-2.6: PLEASE & not; ^ other; account & avec; account & maybe; already *; elsewhere thing;
  in other which; is i; make who own; many & nobody; not NEED account; not make thing;
  not reason; thanks & the; the account; which in make; who for the; who if them
-2.7: ? & which; CANYOU & gathering; happened & them; i invite; i invite who; if who account;
  is i make; other who; the thing gathering; you them
-2.8: ? & NEED; ? & would; ^ i happened; already & happened; gathering $; gone & who; if them;
  other & thanks; other about; own thing; the invite in; thing and
-2.9: CANYOU make other; NEED & you; ^ is who; c & i; gathering in; gone; i not NEED;
  nice & own; nothing & gathering; them & you
-3.0: . & gone; FRCANYOU other; NEED the; ^ FRCANYOU other; elsewhere < thing; gathering for;
  make the thing; not invite who; other in who; the account thing; thing gone; who can; who is;
  who nice
-3.1: CANI invite; CANI invite who; gathering thing $; happened who; if & them; in is;
  nothing & FRCANYOU; other < thing; the thing other; who is is
-3.2: ^ i already; have the; who if
-3.3: CANYOU make gathering; POSSIBLE & other; ^ which; can make; gone & thing; not invite;
  thanks for the; thing gathering; who *
-3.4: . not; ? & if; ^ not; i make; i other who; make gathering; many & other;
  thing gathering $
-3.5: ? which; PLEASE & gathering; for who is; i is invite; is i NEED; maybe; maybe & thing;
  other i the; the gathering thing
-3.6: ? & many; for & not; happened thing account; make other; maybe & who; other $;
  other who for; which *
-3.7: for thing account; i NEED other; i happened; is *; is been
-3.8: NEED other; ^ thanks for; gathering thing; thing other
-3.9: CANYOU *; thing is; who own thing
-4.0: CANWE & other; ^ who happened; who other
-4.1: other the thing; thanks for
-4.2: for the account; happened thing
-4.3: who in other
-4.4: . & not
-4.5: nothing & in
-4.6: is invite who; not & who; other who in
-4.7: already $; been & is
-4.8: gathering & invite; not make
-5.0: other own
-5.2: the thing account
-5.3: ^ is
-5.5: not NEED
-5.6: who own
-5.9: ? is
"""  # the table ends


def _read() -> Iterator[tuple[str, float]]:
    weight = 0.0
    for line in _TABLE.strip().split("\n"):
        begin, colon, rest = line.partition(": ")
        if colon:
            weight = float(begin)
        for one in (rest if colon else line).split(";"):
            if one.strip():
                yield one.strip(), weight


WEIGHTS: Final[Mapping[str, float]] = MappingProxyType(dict(_read()))
