/**
 * What makes the page lively: regions arrive over one EventSource and are morphed in place, forms
 * go out by fetch. Without this file everything still works, by real forms and redirects.
 */
import { grow, isOfCompletion, listenToWriting, say } from './composer.js';
import { keeps, prepare } from './fields.js';
import { isOfFocus, toTitle, wayBackTo } from './focus.js';
import { Idiomorph } from './idiomorph.js';
import { listenToMenus } from './menus.js';
import { listenToReading, scrollOf } from './reading.js';
import { prepareRows } from './rows.js';
import { remember, restore } from './typed.js';

const NARROW = matchMedia('(max-width: 60rem)'); // as in app.css
const TYPED_IN = ['region-modal', 'region-composer', 'region-thread', 'region-messages'];
const TEXT = 'textarea, input:not([type=hidden], [type=checkbox], [type=radio], [type=file])';
const LOST = 'This page has lost practice. It tries again by itself.';

const byId = (id) => document.getElementById(id);
const heard = (words) => { byId('heard').textContent = words; };

/** What the page itself has to say; inside an open dialog, since the rest is inert then. */
function notice(words) {
  const places = [...document.querySelectorAll('[data-own-notices]')];
  const place = places.find((element) => element.closest('dialog[open]')) ?? places.at(-1);
  const toast = byId('toast').content.cloneNode(true).firstElementChild;
  place.replaceChildren(toast);
  toast.querySelector('[role=alert]').textContent = words;
  return toast;
}

/** A modal belongs to the window that it was opened in; one that is reloaded is the same. */
function ownName() {
  const name = sessionStorage.getItem('window') ?? crypto.randomUUID();
  sessionStorage.setItem('window', name);
  return name;
}

/* Regions */

const morphing = {
  morphStyle: 'outerHTML',
  callbacks: {
    beforeNodeMorphed(now, next) {
      // Five hundred messages of which one is new: the others are not walked through.
      const isSame = now.nodeName === 'ARTICLE' && now.isEqualNode(next);
      return !isSame && !keeps(now, next);
    },
    beforeAttributeUpdated(name, element) {
      // The browser's, not the server's.
      if (name === 'open' || name === 'aria-busy') return false;
      if (isOfCompletion(name, element) || isOfFocus(name, element)) return false;
      const isCaretThere = element === document.activeElement && element.matches(TEXT);
      return !(name === 'value' && isCaretThere);
    },
  },
};

function renew(id, html) {
  const region = byId(id);
  if (!region) return;
  const kept = TYPED_IN.includes(id) ? remember(region) : new Map();
  const active = document.activeElement;
  const refocus = wayBackTo(region.contains(active) ? active : null);
  const settle = scrollOf(region.querySelector('[role=log]'));
  const hadFault = region.querySelector('[aria-invalid=true]') !== null;
  if (id === 'region-modal') renewModal(region, html);
  else Idiomorph.morph(region, html, morphing);
  const renewed = byId(id);
  restore(renewed, kept);
  prepare(renewed);
  prepareRows(renewed);
  settle();
  refocus();
  if (!hadFault) toFault(renewed);
  if (id === 'region-main') document.title = renewed.dataset.title;
  if (id === 'region-guide') showStep();
  if (id === 'region-messages' && sayOnScreen) showSaid(renewed);
  renewed.querySelectorAll('[data-composer] textarea').forEach(grow);
}

/** A fieldset takes no focus: its first choice does. */
function toFault(region) {
  const fault = region.querySelector('[aria-invalid=true]');
  (fault?.matches('fieldset') ? fault.querySelector('input') : fault)?.focus();
}

/* Modals */

function renewModal(region, html) {
  const next = new DOMParser().parseFromString(html, 'text/html').body.firstElementChild;
  const [was, comes] = [region, next].map((element) => element.querySelector('dialog'));
  if (was && comes && was.id === comes.id) {
    Idiomorph.morph(region, html, morphing);
    return;
  }
  was?.close(); // gives the focus back to what had it; taking the element away does not
  region.replaceWith(document.importNode(next, true)); // nothing of another view is taken over
  toOpener();
  makeModal();
}

let toOpener = () => {};

/** The server draws a dialog open; as a modal one it holds the focus, and the rest is inert. */
function makeModal() {
  const dialog = document.querySelector('#region-modal dialog:not(:modal)');
  if (!dialog) return;
  // While it is open its opener may be drawn anew, and the browser then gives the focus to nobody.
  toOpener = wayBackTo(document.activeElement);
  dialog.removeAttribute('open');
  dialog.showModal();
  // Where the first field lies below a long text, reading begins at the title.
  if (document.activeElement.getBoundingClientRect().top < innerHeight * 0.7) return;
  toTitle(dialog);
}

function onEscape(event) {
  // A file field tells by an event of the same name that its chooser was cancelled.
  if (!event.target.matches('#region-modal dialog')) return;
  event.preventDefault();
  const button = event.target.querySelector('[data-close]');
  button.form.requestSubmit(button);
}

/* Forms */

/** Whether practice took it. */
async function post(url, data, form, pressed) {
  const isMultipart = form.getAttribute('enctype') === 'multipart/form-data';
  const body = isMultipart ? data : new URLSearchParams(data);
  pressed?.setAttribute('aria-busy', 'true');
  try {
    const answer = await fetch(url, { method: 'POST', body, headers: { 'X-Live': '1', 'X-Window': ownName() } });
    if (answer.redirected) location.assign(answer.url);
    else if (answer.status === 200) location.assign((await answer.json()).go);
    else if (!answer.ok) notice(`Practice refused this: ${(await answer.text()).slice(0, 200)}`);
    return answer.ok;
  } catch {
    notice('Practice did not answer. Look whether it still runs, then try again.');
    return false;
  } finally {
    pressed?.removeAttribute('aria-busy');
  }
}

function onSubmit(event) {
  const { target: form, submitter } = event;
  const method = submitter?.getAttribute('formmethod') ?? form.getAttribute('method');
  if (event.defaultPrevented || method !== 'post') return;
  event.preventDefault();
  if (form.dataset.ask) byId(form.dataset.ask).showModal();
  else if (form.hasAttribute('data-composer')) say(form, post);
  else send(form, submitter);
}

async function send(form, submitter) {
  const isEnter = submitter?.hasAttribute('data-default');
  const pressed = isEnter ? form.querySelector('[data-submit]') : submitter;
  if (pressed?.hasAttribute('aria-busy')) return; // the second half of a double click
  const isBlock = submitter?.getAttribute('name') === 'press';
  const url = submitter?.getAttribute('formaction')
    ?? ((isBlock && form.dataset.actTo) || form.getAttribute('action'));
  const isTaken = await post(url, new FormData(form, submitter), form, pressed);
  // On the screens beside Slack ticks are spent by what was done with them; words stay.
  if (!isTaken || !form.closest('.screen')) return;
  sayOnScreen = true;
  for (const tick of form.querySelectorAll('[type=checkbox]')) tick.checked = tick.defaultChecked;
  prepareRows(form);
}

/** A field that tells the bot of its change. */
function onPress({ target, detail }) {
  const form = target.closest('form');
  const data = new FormData(form);
  data.set('press', detail.press);
  const url = form.dataset.actTo ?? form.getAttribute('action')
    ?? form.querySelector('[formaction]').getAttribute('formaction'); // of the Home tab
  post(url, data, form);
}

/** The next page is somebody else's, or elsewhere: nothing more is done on this one. */
function leave() {
  keepFocus(); // what is inert loses it
  document.body.inert = true;
  setTimeout(() => { document.body.inert = false; }, 5000); // it never came
}

/* Small things */

async function onClick({ target }) {
  target.closest('[data-dismiss]')?.closest('.toast').remove();
  const copy = target.closest('[data-copy-value]');
  if (!copy) return;
  const isCopied = await navigator.clipboard.writeText(copy.dataset.copyValue)
    .then(() => true, () => false);
  heard(isCopied ? 'Copied' : 'The browser does not allow copying');
  copy.classList.toggle('is-copied', isCopied);
  setTimeout(() => copy.classList.remove('is-copied'), 1500);
}

function onKeydown({ key, target }) {
  if (key === ' ' && target.matches('[role=tab]')) target.click();
  const tabs = ['ArrowLeft', 'ArrowRight'].includes(key) && target.closest('[role=tablist]');
  if (tabs) [...tabs.children].find((tab) => tab !== target)?.focus();
}

let sayOnScreen = false;

/** What a screen beside Slack answered stands at its top; whoever pressed may be at its end. */
function showSaid(region) {
  sayOnScreen = false;
  region.querySelector('#said')?.focus();
}

let step = '';

/** Brings what is next into view, once: who scrolls on through the road is left alone. */
function showStep() {
  const now = document.querySelector('.step-now');
  if (!now || now.textContent === step) return;
  step = now.textContent;
  now.scrollIntoView({ block: 'nearest' });
}

/** On narrow screens folds open over the messages; on wide ones each stays as it was left. */
function setFolds() {
  for (const fold of document.querySelectorAll('.fold')) {
    fold.open = !NARROW.matches && !sessionStorage.getItem(`shut ${fold.dataset.fold}`);
  }
}

function onToggle({ target: fold }) {
  if (!fold.matches('.fold')) return;
  const key = `shut ${fold.dataset.fold}`;
  if (!NARROW.matches && fold.open) sessionStorage.removeItem(key);
  else if (!NARROW.matches) sessionStorage.setItem(key, 'yes');
  else if (fold.open) {
    for (const other of document.querySelectorAll('.fold')) other.open = other === fold;
  }
}

/** Whoever goes by keyboard finds the focus where it was, when the next page has come. */
function keepFocus() {
  const active = document.activeElement;
  if (active?.matches('.left :focus-visible')) sessionStorage.setItem('focus', active.id);
}

function takeUpFocus() {
  const id = sessionStorage.getItem('focus');
  sessionStorage.removeItem('focus');
  if (id && !document.querySelector('dialog:modal')) byId(id)?.focus({ preventScroll: true });
}

/* The stream */

let lost = null;

function listenToPractice() {
  const address = new URL(document.body.dataset.live, location);
  address.searchParams.set('window', ownName());
  const live = new EventSource(address);
  live.addEventListener('region', ({ data }) => {
    const { id, html } = JSON.parse(data);
    renew(id, html);
  });
  live.addEventListener('moved', ({ data }) => location.assign(data));
  live.addEventListener('open', () => {
    document.querySelectorAll('[data-own-notices]').forEach((place) => place.replaceChildren());
    lost?.remove(); // the bot's own state comes with the regions, all of which are sent now
    lost = null;
  });
  live.addEventListener('error', () => {
    lost ??= notice(LOST);
    const bot = document.querySelector('[data-bot]');
    bot.textContent = LOST;
    bot.classList.add('is-fault');
    // After an answer that is no stream the browser gives up, where practice only starts again.
    if (live.readyState === EventSource.CLOSED) setTimeout(listenToPractice, 2000);
  });
}

document.addEventListener('submit', onSubmit);
document.addEventListener('practice:press', onPress);
document.addEventListener('change', ({ target }) => {
  if (target.form?.hasAttribute('data-on-change')) target.form.requestSubmit();
  if (target.form?.hasAttribute('data-goes')) leave(); // it goes by itself, see who.html
});
document.addEventListener('click', ({ target, button, ctrlKey, metaKey, shiftKey }) => {
  const goes = target.closest('a[href]:not([target], [href^="#"], [download])');
  if (goes && !button && !ctrlKey && !metaKey && !shiftKey) leave();
});
document.addEventListener('click', onClick);
document.addEventListener('keydown', onKeydown);
// These do not bubble.
document.addEventListener('toggle', onToggle, true);
document.addEventListener('cancel', onEscape, true);
document.addEventListener('close', onEscape, true); // at a second Escape Chromium asks nobody
NARROW.addEventListener('change', setFolds);
addEventListener('pagehide', keepFocus);
addEventListener('pageshow', ({ persisted }) => persisted && location.reload());

setFolds();
document.documentElement.classList.add('is-live');
listenToReading();
listenToWriting();
listenToMenus();
prepare(document);
prepareRows(document);
makeModal();
document.querySelector('.place[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
showStep();
takeUpFocus();
listenToPractice();
