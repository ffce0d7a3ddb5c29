/** Rows of people on the screens beside Slack: found by typing, ticked by the dozen or by a list of addresses. */

const norm = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
const rowsOf = (people) => [...people.querySelectorAll('tbody tr')];
const boxOf = (row) => row.querySelector('input[type=checkbox]');

let counting;

function filter(people) {
  const wanted = norm(people.querySelector('[data-rows-filter]').value.trim());
  for (const row of rowsOf(people)) row.hidden = !norm(row.textContent).includes(wanted);
}

/** Of a list in any form: one a line, with names, as `a@x, b@x`. */
function addressesIn(text) {
  // An apostrophe is a part of `o'hara@x`, and a quote around `'ada@x'`.
  const found = text.toLowerCase().match(/[^\s,;<>"()[\]|]+@[^\s,;<>"'()[\]|]+/g) ?? [];
  return new Set(found.map((address) => address.replace(/^'*(mailto:)?'*|[.:]+$/g, '')));
}

/** Exactly these: what was ticked for another batch is not connected along with this one. */
function tickThese(people) {
  const wanted = addressesIn(people.querySelector('[data-rows-these]').value);
  // Whoever tidies the field up has not changed their mind.
  if (wanted.size) for (const row of rowsOf(people)) boxOf(row).checked = wanted.has(boxOf(row).value);
  clearTimeout(counting);
  counting = setTimeout(count, 300, people); // not at each letter: it is read aloud
}

function count(people) {
  const boxes = rowsOf(people).map(boxOf);
  const ticked = boxes.filter((box) => box.checked).length;
  const there = new Set(boxes.map((box) => box.value));
  const missing = [...addressesIn(people.querySelector('[data-rows-these]').value)].filter((address) => !there.has(address));
  const words = [ticked ? `${ticked} of ${boxes.length} people ticked.` : 'Nobody is ticked.'];
  if (missing.length) words.push(`Not in Team Access: ${missing.join(', ')}.`);
  const status = people.querySelector('[data-rows-count]');
  if (status.textContent !== words.join(' ')) status.textContent = words.join(' ');
}

const peopleAt = ({ target }) => target.closest('[data-rows]');

document.addEventListener('input', (event) => {
  const people = peopleAt(event);
  if (!people) return;
  if (event.target.matches('[data-rows-filter]')) filter(people);
  if (event.target.matches('[data-rows-these]')) tickThese(people);
});

document.addEventListener('change', (event) => {
  const people = peopleAt(event);
  if (people && !event.target.matches('[data-rows-these]')) count(people);
});

document.addEventListener('click', (event) => {
  const people = peopleAt(event);
  const button = people && event.target.closest('[data-rows-tick]');
  if (!button) return;
  const isWanted = button.dataset.rowsTick === 'shown';
  for (const row of rowsOf(people)) if (!isWanted || !row.hidden) boxOf(row).checked = isWanted;
  count(people);
});

/** Enter looks for people; it presses nothing. */
document.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && event.target.matches('[data-rows-filter]')) event.preventDefault();
});

/** To be called for all that was drawn or morphed. */
export function prepareRows(root) {
  for (const people of root.querySelectorAll('[data-rows]')) {
    filter(people);
    count(people);
  }
}

// Pasted before this file was there, or kept by the browser over a reload.
document.querySelectorAll('[data-rows]').forEach(tickThese);
