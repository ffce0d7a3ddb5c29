/** Where one writes: Enter sends, and what begins with `/` is completed. */

const AREA = '[data-composer] textarea';
const waiting = new WeakMap();

/**
 * Empties the text at once, so that the next words can be typed, and sends one after another, so
 * that they arrive in order. What practice did not take comes back.
 */
export function say(form, post) {
  const area = form.querySelector('textarea');
  const data = new FormData(form);
  const words = area.value.trim();
  if (!words) return;
  data.set('text', words);
  put(area, '');
  form.closest('main, aside').querySelector('[role=log]')?.scrollTo({ top: 0 });
  const sent = (waiting.get(form) ?? Promise.resolve()).then(async () => {
    const isTaken = await post(form.getAttribute('action'), data, form, form.querySelector('button'));
    if (!isTaken && !area.value) put(area, words);
  });
  waiting.set(form, sent);
}

/** Lets the text have the height that it needs, where CSS alone does not. */
export function grow(area) {
  if (CSS.supports('field-sizing', 'content')) return;
  area.style.height = 'auto';
  area.style.height = `${area.scrollHeight}px`;
}

function put(area, words) {
  area.value = words;
  grow(area);
  shut(area);
}

/* Completion. The text stays a textbox; the list is told of by aria-activedescendant. */

const listOf = (area) => document.getElementById(area.getAttribute('aria-controls'));
const optionsOf = (list) => [...list.querySelectorAll('[role=option]:not([hidden])')];

/** Shows the commands that begin as typed; none is chosen until an arrow key says so. */
function offer(area) {
  const list = listOf(area);
  if (!list) return;
  const typed = area.value.toLowerCase();
  for (const option of list.children) {
    option.hidden = !option.dataset.command.toLowerCase().startsWith(typed);
  }
  const count = typed.startsWith('/') ? optionsOf(list).length : 0;
  if (count && list.hidden) {
    document.getElementById('heard').textContent = `${count} ${count === 1 ? 'command' : 'commands'}; arrow keys choose`;
  }
  list.hidden = !count;
  choose(area, null);
}

function choose(area, wanted) {
  for (const option of listOf(area).children) {
    option.setAttribute('aria-selected', String(option === wanted));
  }
  if (wanted) area.setAttribute('aria-activedescendant', wanted.id);
  else area.removeAttribute('aria-activedescendant');
  wanted?.scrollIntoView({ block: 'nearest' });
}

function shut(area) {
  const list = listOf(area);
  if (!list) return;
  list.hidden = true;
  choose(area, null);
}

function complete(area, option) {
  put(area, `${option.dataset.command} `);
  area.focus();
}

/** What a morph must leave alone: the server draws the list shut, and nothing chosen. */
export const isOfCompletion = (name, element) => (name === 'aria-activedescendant' && element.matches(AREA))
  || (['hidden', 'aria-selected'].includes(name) && element.closest('.commands') !== null);

function onKey(event) {
  const area = event.target;
  const list = listOf(area);
  const isOpen = list && !list.hidden;
  const chosen = isOpen && list.querySelector('[aria-selected=true]');
  const { key, shiftKey } = event;
  if (event.isComposing) return; // Enter takes a character there
  if (isOpen && (key === 'ArrowDown' || key === 'ArrowUp')) {
    const options = optionsOf(list);
    const step = key === 'ArrowDown' ? 1 : -1;
    const from = chosen ? options.indexOf(chosen) : step > 0 ? -1 : 0;
    choose(area, options.at((from + step) % options.length));
  } else if (isOpen && key === 'Escape') shut(area);
  else if (chosen && !shiftKey && key === 'Enter') complete(area, chosen);
  else if (isOpen && !shiftKey && key === 'Tab') complete(area, chosen || optionsOf(list)[0]);
  else if (key === 'Enter' && !shiftKey) area.form.requestSubmit();
  else return;
  event.preventDefault();
}

export function listenToWriting() {
  document.addEventListener('keydown', (event) => {
    if (event.target.matches(AREA)) onKey(event);
  });
  document.addEventListener('input', ({ target }) => {
    if (!target.matches(AREA)) return;
    grow(target);
    offer(target);
  });
  document.addEventListener('focusout', ({ target }) => {
    if (target.matches(AREA)) shut(target);
  });
  // On pointerdown, before the text loses the focus, and with it the list.
  document.addEventListener('pointerdown', (event) => {
    const option = event.target.closest('.commands [role=option]');
    if (!option) return;
    event.preventDefault();
    complete(option.closest('form').querySelector('textarea'), option);
  });
}
