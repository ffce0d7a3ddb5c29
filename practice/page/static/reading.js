/** Logs: they stay at their end as long as one reads there, and stand still where one reads further up. */

// Logs lie upside down (app.css), so that the browser itself keeps them at their end: 0 is there.
const isAtEnd = (log) => log.scrollTop > -8;
const lastIn = (log) => log.querySelector('.log-inner > article:last-of-type')?.id;
const topOf = (element) => element.getBoundingClientRect().top;
const button = () => document.getElementById('new-messages');

/** To be called before a morph; what it returns, after it. */
export function scrollOf(log) {
  if (!log || isAtEnd(log)) return () => log?.scrollTo({ top: 0 });
  const edge = topOf(log);
  const read = [...log.querySelectorAll('article')]
    .find((article) => article.getBoundingClientRect().bottom > edge);
  const before = { top: read && topOf(read), last: lastIn(log) };
  return () => {
    if (!log.isConnected) return;
    if (read?.isConnected) log.scrollTop += topOf(read) - before.top;
    if (log.closest('main') && lastIn(log) !== before.last) button().hidden = false;
  };
}

/** In a log that lies upside down the browser's own keys are at odds with what one sees. */
function toEnd(event) {
  const { target: log, key } = event;
  if (!['Home', 'End'].includes(key) || !log.matches('[role=log]')) return;
  event.preventDefault();
  log.scrollTo({ top: key === 'End' ? 0 : -log.scrollHeight });
}

export function listenToReading() {
  document.addEventListener('keydown', toEnd);
  button().addEventListener('click', () => {
    document.querySelector('main [role=log]').scrollTo({ top: 0 });
  });
  // It does not bubble.
  document.addEventListener('scroll', ({ target }) => {
    if (target.matches?.('main [role=log]') && isAtEnd(target)) button().hidden = true;
  }, true);
}
