/** Calls `action` once the calls have paused for `wait` milliseconds. */
export function debounce(action, wait) {
  let timer;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => action(...values), wait);
  };
}
