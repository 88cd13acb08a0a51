// A note to oneself. It lives in this element only: nothing sends it, nothing keeps it.
import { el, freshId } from "./dom.js";

export function noteCard(words) {
  const id = freshId("note");
  return el("section", { class: "card note" },
    el("label", { for: id }, words.say("note_label")),
    el("textarea", { id, rows: 4, dir: "auto", autocomplete: "off", maxlength: 2000, "aria-describedby": `${id}-hint` }),
    el("p", { id: `${id}-hint`, class: "hint" }, words.say("note_hint")));
}
