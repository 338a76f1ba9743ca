const queue = [];

/** Notes an event for the analytics script, which may load later. */
export function track(name, value) {
  queue.push({ name, value, at: Date.now() });
  window.fernleafQueue = queue;
}
