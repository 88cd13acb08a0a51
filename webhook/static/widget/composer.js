// Where the visitor writes. Enter sends, Shift+Enter begins a new line.
import { el, freshId } from "./dom.js";

const LONGEST = 2000; // UTF-16 units; the service counts 2,000 characters, never fewer
const NEAR = 200;
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g; // no service can store a NUL

export class Composer {
  constructor(words, send) {
    this.words = words;
    this.send = send;
    const [input, hint, fault] = ["message", "hint", "fault"].map(freshId);
    this.counter = el("span", { class: "counter", role: "status" });
    this.fault = el("p", { id: fault, class: "fault", role: "alert" });
    this.input = el("textarea", {
      id: input, rows: 1, maxlength: LONGEST, dir: "auto", enterkeyhint: "send", autocomplete: "off",
      "aria-describedby": `${hint} ${fault}`,
      input: () => this.measure(), keydown: (event) => this.key(event),
    });
    this.label = el("label", { for: input, class: "hidden" });
    this.go = el("button", { type: "submit", class: "primary" });
    this.hint = el("span", { id: hint });
    this.node = el("form", { class: "composer", submit: (event) => this.submit(event) },
      this.label, el("div", { class: "write" }, this.input, this.go), this.fault,
      el("p", { class: "under" }, this.hint, " ", this.counter));
    this.reword();
  }

  /** Labels in the language of the moment; what is being written stays. */
  reword() {
    this.label.textContent = this.words.say("message_label");
    this.go.textContent = this.words.say("send");
    this.hint.textContent = this.words.say("message_hint");
    this.input.placeholder = this.words.say("message_placeholder");
  }

  key(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.submit(event);
  }

  submit(event) {
    event.preventDefault();
    const text = this.input.value.replace(CONTROLS, "").trim();
    if (!text) {
      this.fault.textContent = this.words.say("empty");
      return;
    }
    this.input.value = "";
    this.measure();
    this.send(text);
  }

  measure() {
    this.fault.textContent = "";
    const left = LONGEST - this.input.value.length;
    this.counter.textContent = left <= NEAR ? this.words.say("characters_left", { count: this.words.number(left) }) : "";
  }

  focus() {
    this.input.focus();
  }
}
