/**
 * What fields do in the browser: tell of a change, ask before a press, offer options of the app's, copy code.
 *
 * Events: `practice:press` bubbles from the form of a field or link that tells the bot of itself, with
 * `detail.press` for the form's field `press` and `detail.from`, the element.
 * A button with a question is held back until the answer, then its form is submitted by it as by any press.
 */

/* Telling */

const debounced = new WeakMap();

function tell(from, press) {
  from.closest('form')?.dispatchEvent(new CustomEvent('practice:press', { bubbles: true, detail: { press, from } }));
}

function tellOf(target) {
  const field = target.closest('[data-dispatch]');
  if (!field || target.matches('[data-search], [data-filter]')) return;
  clearTimeout(debounced.get(field));
  tell(field, field.dataset.dispatch);
}

/** A text input tells by Enter, one of several lines when it is left, and while typing where the app wants that. */
const tellsOn = (target, when) => target.dataset.dispatchOn?.split(' ').includes(when);
const isMultiline = (target) => target instanceof HTMLTextAreaElement;

document.addEventListener('change', ({ target }) => {
  if (target.dataset.dispatchOn === undefined || (isMultiline(target) && tellsOn(target, 'enter'))) tellOf(target);
});

document.addEventListener('input', ({ target }) => {
  if (!tellsOn(target, 'character')) return;
  clearTimeout(debounced.get(target));
  debounced.set(target, setTimeout(() => tellOf(target), 300));
});

document.addEventListener('keydown', (event) => {
  const { target, key } = event;
  if (key !== 'Enter' || event.isComposing) return;
  if (target.matches('[data-search], [data-filter]')) event.preventDefault(); // looks for options, sends nothing
  else if (!isMultiline(target) && tellsOn(target, 'enter')) {
    event.preventDefault();
    tellOf(target);
  }
});

/* Asking before a press */

document.addEventListener('click', (event) => {
  const link = event.target.closest('a[data-press]');
  if (link) tell(link, link.dataset.press);
  const button = event.target.closest('button[data-confirm-title]');
  if (!button) return;
  event.preventDefault();
  event.stopPropagation();
  ask(button);
}, true);

function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

function ask(button) {
  const { confirmTitle, confirmText, confirmYes, confirmNo, confirmStyle } = button.dataset;
  const yes = make('button', { type: 'button', className: `button button-${confirmStyle}` }, confirmYes);
  const no = make('button', { type: 'button', className: 'button' }, confirmNo);
  const title = make('h2', { id: 'confirm-title' }, confirmTitle);
  const dialog = make('dialog', { className: 'modal modal-small confirm', lang: button.closest('[lang]').lang },
    make('header', {}, title),
    make('div', { className: 'modal-body', id: 'confirm-text' }, make('p', {}, confirmText)),
    make('footer', {}, no, yes));
  dialog.setAttribute('aria-labelledby', 'confirm-title');
  dialog.setAttribute('aria-describedby', 'confirm-text');
  no.addEventListener('click', () => dialog.close());
  yes.addEventListener('click', () => {
    dialog.close();
    // The page may have been drawn again meanwhile: what is pressed is the button that now stands there.
    const now = button.isConnected ? button : document.getElementById(button.id);
    now?.form?.requestSubmit(now);
  });
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

/* Finding among many */

const filters = new Map(); // id of the field → what is typed into its filter

const norm = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

function filter(input) {
  const field = input.closest('fieldset');
  const wanted = norm(input.value.trim());
  let shown = 0;
  for (const choice of field.querySelectorAll('[data-box] .choice')) {
    choice.hidden = !norm(choice.textContent).includes(wanted);
    shown += !choice.hidden;
  }
  for (const group of field.querySelectorAll('[data-box] .choices-group')) {
    group.hidden = !group.querySelector('.choice:not([hidden])');
  }
  say(field, shown ? '' : noResults(field));
}

const noResults = (field) => field.dataset.noResults ?? 'No results';

function say(field, words) {
  const status = field.querySelector('[role=status]');
  if (status.textContent !== words) status.textContent = words;
}

/** Where Slack takes no more, neither does the page. */
function limit(field) {
  const boxes = [...field.querySelectorAll('[data-box] input[type=checkbox]')];
  const isFull = boxes.filter((box) => box.checked).length >= Number(field.dataset.most);
  for (const box of boxes) box.disabled = isFull && !box.checked;
}

/* Options that the app has */

const externals = new Map(); // id of the field → what was found and chosen in it
const opened = new WeakSet(); // fields that have been filled: one that is drawn anew asks again, as a menu does when it opens

const boxOf = (field) => field.querySelector('[data-box]');

/** What the server says is chosen; the browser's own choice stands until that changes. */
function stateOf(field) {
  const { given } = boxOf(field).dataset;
  const known = externals.get(field.id);
  if (known?.given === given) return known;
  const chosen = new Map([...field.querySelectorAll('[data-box] input')].filter((input) => JSON.parse(given).includes(input.value))
    .map((input) => [input.value, optionOf(input)]));
  const state = {
    given, chosen, shown: known?.shown ?? [...chosen.values()], typed: known?.typed ?? '', words: known?.words ?? '', asked: known?.asked ?? 0,
  };
  state.shown = merged(state);
  externals.set(field.id, state);
  return state;
}

const optionOf = (input) => ({
  value: input.value,
  text: input.parentElement.textContent.trim(),
  description: input.closest('.choice').querySelector('.about')?.textContent ?? '',
});

/** What is chosen is always there, whatever was looked for. */
function merged({ chosen, shown }) {
  const there = new Set(shown.map((option) => option.value));
  return [...[...chosen.values()].filter((option) => !there.has(option.value)), ...shown];
}

function draw(field, state) {
  const focused = boxOf(field).contains(document.activeElement) ? document.activeElement.value : undefined;
  boxOf(field).replaceChildren(...state.shown.map((option, number) => {
    const about = option.description && make('p', { className: 'about', id: `${field.id}/${number}` }, option.description);
    const input = make('input', { type: field.dataset.kind, name: field.dataset.name, value: option.value });
    input.checked = state.chosen.has(option.value);
    if (about) input.setAttribute('aria-describedby', about.id);
    return make('div', { className: 'choice' }, make('label', {}, input, ' ', make('span', {}, option.text)), ...about ? [about] : []);
  }));
  if (focused !== undefined) [...boxOf(field).querySelectorAll('input')].find((input) => input.value === focused)?.focus();
  say(field, state.words);
  if (field.dataset.most) limit(field);
}

function isDrawn(field, state) {
  const inputs = [...boxOf(field).querySelectorAll('input')];
  return inputs.length === state.shown.length
    && inputs.every((input, at) => input.value === state.shown[at].value && input.checked === state.chosen.has(input.value));
}

/** Raises nothing: what went wrong is said where the options would stand. */
async function answers({ dataset }, typed) {
  const query = new URLSearchParams({ place: dataset.place, block: dataset.block, action: dataset.action, q: typed });
  try {
    const answer = await fetch(`${document.body.dataset.optionsUrl}?${query}`);
    const found = await answer.json();
    return Array.isArray(found) ? { found } : { found: [], trouble: String(found.trouble) };
  } catch {
    return { found: [], trouble: 'Practice did not answer.' };
  }
}

async function look(id, typed) {
  const field = document.getElementById(id);
  const state = externals.get(id);
  if (!field || !state) return;
  const asked = ++state.asked;
  const isTooShort = typed.length < Number(field.dataset.least);
  const { found, trouble } = isTooShort ? { found: [], trouble: '' } : await answers(field, typed);
  const [now, then] = [document.getElementById(id), externals.get(id)];
  if (!now || asked !== then?.asked) return; // somebody typed on, or the window has gone
  const chosen = [...then.chosen.values()].filter((option) => !found.some((one) => one.value === option.value));
  then.shown = [...chosen, ...found];
  then.words = trouble ?? (found.length ? '' : noResults(now));
  draw(now, then);
}

document.addEventListener('input', ({ target }) => {
  if (target.matches('[data-filter]')) {
    filters.set(target.closest('fieldset').id, target.value);
    filter(target);
  }
  if (!target.matches('[data-search]')) return;
  const { id } = target.closest('fieldset');
  const state = externals.get(id);
  if (!state) return;
  state.typed = target.value;
  clearTimeout(state.timer);
  state.timer = setTimeout(() => look(id, target.value.trim()), 150);
});

// Before anything is told of the change, so that what is told is what was chosen.
document.addEventListener('change', ({ target }) => {
  const field = target.closest('fieldset.choices');
  if (field?.dataset.most) limit(field);
  const state = field && externals.get(field.id);
  if (!state || !target.matches('[type=checkbox], [type=radio]')) return;
  if (target.type === 'radio') state.chosen.clear();
  if (target.checked && target.value) state.chosen.set(target.value, optionOf(target));
  if (!target.checked) state.chosen.delete(target.value);
}, true);

/* Moments: seconds since 1970 travel, local time is shown */

function keepMoment(input) {
  const hidden = input.form?.elements[input.dataset.moment];
  if (hidden) hidden.value = input.value ? String(secondsOf(input.value, input.dataset.tz)) : '';
}

/** Of a local time; asked twice, since the first guess may lie on the other side of a change of the clocks. */
function secondsOf(local, timeZone) {
  const wanted = Date.parse(`${local}Z`);
  const first = wanted - offset(wanted, timeZone);
  return Math.floor((wanted - offset(first, timeZone)) / 1000);
}

function offset(at, timeZone) {
  const there = new Date(at).toLocaleString('sv-SE', { timeZone }).replace(' ', 'T');
  return Date.parse(`${there}Z`) - Math.floor(at / 1000) * 1000;
}

document.addEventListener('input', ({ target }) => { if (target.matches('[data-moment]')) keepMoment(target); }, true);
document.addEventListener('change', ({ target }) => { if (target.matches('[data-moment]')) keepMoment(target); }, true);

/* Copying */

document.addEventListener('click', async ({ target }) => {
  const button = target.closest('button[data-copy]');
  if (!button) return;
  const code = button.parentElement.querySelector('pre');
  const copied = await navigator.clipboard?.writeText(code.textContent).then(() => true, () => false);
  if (!copied) getSelection().selectAllChildren(code);
  button.classList.toggle('is-copied', Boolean(copied));
  setTimeout(() => button.classList.remove('is-copied'), 1500);
  const heard = document.getElementById('heard');
  if (heard) heard.textContent = copied ? 'Copied' : 'Selected; copy it with the keyboard';
});

/* After the page was drawn */

/** Whether a morph must leave this node alone: the options that the browser found, while the server's choice is the same. */
export function keeps(before, after) {
  return before.dataset?.given !== undefined && before.dataset.given === after.dataset?.given && Boolean(before.closest('[data-external]'));
}

/** To be called for everything that was drawn or morphed, as often as one likes. */
export function prepare(root) {
  for (const input of root.querySelectorAll('[data-filter]')) {
    const typed = filters.get(input.closest('fieldset').id);
    if (typed && input.value !== typed) input.value = typed;
    if (input.value) filter(input);
  }
  for (const field of root.querySelectorAll('fieldset[data-most]')) limit(field);
  for (const input of root.querySelectorAll('[data-moment]')) keepMoment(input);
  for (const field of root.querySelectorAll('fieldset[data-external]')) {
    const state = stateOf(field);
    const search = field.querySelector('[data-search]');
    if (search.value !== state.typed && search !== document.activeElement) search.value = state.typed;
    if (!isDrawn(field, state)) draw(field, state);
    else say(field, state.words);
    if (opened.has(field)) continue;
    opened.add(field);
    if (Number(field.dataset.least) === 0) look(field.id, state.typed.trim());
  }
}
