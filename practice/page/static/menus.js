/**
 * Menus of messages: the browser opens and shuts them; here one walks through them by keys.
 *
 * The first item takes the focus by `autofocus`: what `toggle` does comes later than the next key,
 * where somebody is quick or the page slow, and that key would shut the menu again.
 */

const itemsOf = (menu) => [...menu.querySelectorAll('[role=menuitem]')];

function onKey(event) {
  const menu = event.target.closest('.menu');
  if (!menu) return;
  const items = itemsOf(menu);
  const at = items.indexOf(event.target);
  const wanted = {
    ArrowDown: (at + 1) % items.length, ArrowUp: at - 1, Home: 0, End: -1,
  }[event.key];
  if (event.key === 'Tab') menu.hidePopover(); // the focus is back at its button, and goes on from there
  if (wanted === undefined) return;
  event.preventDefault();
  items.at(wanted).focus();
}

export function listenToMenus() {
  document.addEventListener('keydown', onKey);
  document.addEventListener('submit', ({ target }) => target.matches('.menu') && target.hidePopover());
}
