const seen = new WeakMap();

/** Elements under `root` matching `selector` that have not been handed out under this selector before. */
export function once(root, selector) {
  return [...root.querySelectorAll(selector)].filter((element) => {
    const done = seen.get(element) ?? new Set();
    if (done.has(selector)) return false;
    seen.set(element, done.add(selector));
    return true;
  });
}
