/** What people typed or chose outlives a morph: remembered before, put back after. */

const CONTROLS = 'input[name]:not([type=hidden]), select[name], textarea[name]';
const isTick = (control) => control.type === 'checkbox' || control.type === 'radio';

/** A dialog or message, a field in it, and for ticks which of its choices. */
function keyOf(control) {
  const place = control.closest('dialog, article, aside')?.id ?? '';
  // A form may hold a control named `action`, which hides the property of that name.
  const action = control.form?.getAttribute('action');
  const choice = isTick(control) ? control.value : '';
  return [place, action, control.name, control.type, choice].join('\n');
}

const values = (options) => [...options].map((option) => option.value);

function isChanged(control) {
  if (isTick(control)) return control.checked !== control.defaultChecked;
  if (control.type === 'file') return control.files.length > 0;
  if (!(control instanceof HTMLSelectElement)) return control.value !== control.defaultValue;
  const preset = [...control.options].filter((option) => option.defaultSelected);
  // Where nothing is preset, a browser shows the first option as chosen.
  if (!preset.length && !control.multiple) preset.push(...[...control.options].slice(0, 1));
  return values(control.selectedOptions).join('\n') !== values(preset).join('\n');
}

/** A radio button is never changed alone. */
function groupOf(control) {
  if (control.type !== 'radio' || !control.form) return [control];
  return [...control.form.querySelectorAll('input[type=radio]')]
    .filter((other) => other.name === control.name);
}

/** Only what the person changed: the rest is the bot's to change. */
export function remember(region) {
  const kept = new Map();
  for (const control of region.querySelectorAll(CONTROLS)) {
    if (!groupOf(control).some(isChanged)) continue;
    const { value, checked, files } = control;
    kept.set(keyOf(control), { value, checked, files, chosen: values(control.selectedOptions ?? []) });
  }
  return kept;
}

export function restore(region, kept) {
  if (!kept.size) return;
  for (const control of region.querySelectorAll(CONTROLS)) {
    const was = kept.get(keyOf(control));
    if (was) putBack(control, was);
  }
}

function putBack(control, was) {
  if (isTick(control)) control.checked = was.checked;
  else if (control.type === 'file') {
    if (!control.files.length) control.files = was.files;
  } else if (control instanceof HTMLSelectElement) {
    const offered = values(control.options);
    if (!was.chosen.every((value) => offered.includes(value))) return; // is offered no longer
    for (const option of control.options) option.selected = was.chosen.includes(option.value);
  } else if (control.value !== was.value) {
    control.value = was.value; // set only where it differs, since setting moves the caret
  }
}
