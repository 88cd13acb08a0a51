// The bar on top: the way out first, then help for danger, then the rest.
import { el, freshId } from "./dom.js";

/** `hint` is the id of the sentence that explains the way out, where one is on the page. */
export function bar(words, { leave, unsafe, menu = null, hint = null }) {
  return el("header", { class: "bar" },
    el("button", { type: "button", class: "exit", click: leave, "aria-describedby": hint }, words.say("quick_exit")),
    menu,
    el("button", { type: "button", class: "unsafe", click: unsafe }, words.say("not_safe")));
}

export class Menu {
  /** `entries()` gives [{key, act}] for the present state, asked each time the menu opens. */
  constructor(words, entries) {
    this.words = words;
    this.entries = entries;
    const panel = freshId("menu");
    this.panel = el("div", { id: panel, class: "menu-panel", hidden: true });
    this.button = el("button", {
      type: "button", class: "plain", "aria-expanded": "false", "aria-controls": panel, click: () => this.toggle(),
    }, el("span", { class: "menu-mark", "aria-hidden": "true" }, "\u22ef"), el("span", { class: "menu-word" }, words.say("menu")));
    this.node = el("div", { class: "menu", keydown: (event) => this.key(event), focusout: (event) => this.blur(event) },
      this.button, this.panel);
  }

  toggle(open = this.panel.hidden) {
    if (open) this.panel.replaceChildren(...this.entries().map((entry) => this.entry(entry)));
    this.panel.hidden = !open;
    this.button.setAttribute("aria-expanded", String(open));
  }

  entry({ key, act, hint }) {
    const choose = () => {
      this.toggle(false);
      this.button.focus();
      act();
    };
    const note = hint ? el("span", { class: "hint" }, this.words.say(hint)) : null;
    return el("button", { type: "button", click: choose }, el("span", {}, this.words.say(key)), note);
  }

  key(event) {
    if (event.key !== "Escape" || this.panel.hidden) return;
    event.stopPropagation();
    this.toggle(false);
    this.button.focus();
  }

  blur(event) {
    if (!this.node.contains(event.relatedTarget) && event.relatedTarget) this.toggle(false);
  }
}
