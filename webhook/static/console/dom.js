// Builds elements. Words go in as text nodes only; there is no way to hand in markup.

/** An element with attributes (null and false are left out, functions become listeners) and children. */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") node.addEventListener(name, value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

/** Sets a text only where it differs, so that nothing is announced twice. */
export function say(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/**
 * Makes the children of `parent` follow `rows`, one child a row, keeping those that are there already: focus and
 * reading position stay. `make(row)` builds a child, `update(child, row)` refreshes it.
 */
export function follow(parent, rows, keyOf, make, update) {
  const there = new Map([...parent.children].map((child) => [child.dataset.key, child]));
  const wanted = rows.map((row) => {
    const key = String(keyOf(row));
    let child = there.get(key);
    if (!child) {
      child = make(row);
      child.dataset.key = key;
    }
    there.delete(key);
    update(child, row);
    return child;
  });
  for (const child of there.values()) child.remove();
  wanted.forEach((child, place) => {
    if (parent.children[place] !== child) parent.insertBefore(child, parent.children[place] ?? null);
  });
}
