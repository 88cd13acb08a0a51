// Builds elements. Text goes in as text nodes only; there is no way to hand in markup.

/** An element with attributes (null and false are left out, functions become listeners) and children. */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") node.addEventListener(name, value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

/** A text of several paragraphs (a blank line parts them), each with the direction of its own script. */
export function paragraphs(text, attributes = {}) {
  return String(text)
    .split(/\n\s*\n/)
    .filter((part) => part.trim())
    .map((part) => el("p", { dir: "auto", ...attributes }, part.trim()));
}

let last = 0;

/** An id that no other element of this frame has. */
export function freshId(stem) {
  last += 1;
  return `${stem}-${last}`;
}
