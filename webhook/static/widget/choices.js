// The buttons under the newest words. Once something newer is said or chosen they are gone.
import { el } from "./dom.js";

export class Choices {
  constructor(words, choose) {
    this.words = words;
    this.choose = choose;
    this.current = null;
  }

  offer(buttons) {
    this.clear();
    const usable = (buttons ?? []).filter((button) => typeof button?.id === "string" && button.label);
    if (!usable.length) return null;
    this.current = el("div", { class: "choices", role: "group", "aria-label": this.words.say("choices") },
      usable.map((button) => el("button", { type: "button", class: "choice", dir: "auto", click: () => this.choose(button) }, button.label)));
    return this.current;
  }

  clear() {
    this.current?.remove();
    this.current = null;
  }
}
