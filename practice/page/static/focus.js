/** The focus outlives a morph: what had it is found again, or what is left around it. */

const byId = (id) => document.getElementById(id);
const BUTTON = 'button[name=press], a[data-press]';

/** What a button does, without its block: a block that the app did not name gets another name with each update. */
const doing = (button) => (button.dataset.press ?? button.value).split('/').slice(1).join('/');
const alike = (place, does) => [...place.querySelectorAll(BUTTON)].filter((button) => doing(button) === does);

/** The button of a message or dialog that has taken the place of this one. */
function successorOf(button) {
  const place = button.closest('article, dialog');
  if (!place?.id) return () => null;
  const does = doing(button);
  const nth = alike(place, does).indexOf(button);
  return () => byId(place.id) && alike(byId(place.id), does)[nth];
}

/**
 * To be called before something may go; what it returns, after it.
 *
 * A press often takes its own button away; the focus then goes to what is left around it (the
 * message, the column) instead of to the top of the page.
 */
export function wayBackTo(element) {
  const ids = [];
  for (let e = element; e; e = e.parentElement) {
    if (e.getAttribute('id')) ids.push(e.getAttribute('id'));
  }
  const own = element?.getAttribute('id') ? [ids.shift()] : [];
  const successor = element?.matches(BUTTON) ? successorOf(element) : () => null;
  return () => {
    for (const place of [...own.map(byId), successor(), ...ids.map(byId)]) {
      if (document.activeElement !== document.body) return;
      if (place?.matches('dialog')) toTitle(place);
      else place?.focus({ preventScroll: true });
    }
  };
}

/** A dialog itself takes no focus. */
export function toTitle(dialog) {
  const title = dialog.querySelector('h2');
  title.tabIndex = -1;
  title.focus();
  dialog.scrollTop = 0;
}

/** What the page has made able to take the focus stays so, whatever the server draws. */
export const isOfFocus = (name, element) => name === 'tabindex' && element.matches('dialog h2');
