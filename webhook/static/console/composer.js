// Where staff write. Enter sends, Shift+Enter makes a new line; what could not be sent is kept.

import { el, say } from "./dom.js";

const LONGEST = 2000;
const COUNT_FROM = 1800;

/** The composer of one conversation; `send(text)` is called with what is to be sent. */
export class Composer {
  constructor(one, send) {
    this.one = one;
    this.send = send;
    this.field = el("textarea", { id: "message", rows: "1", "aria-describedby": "message-hint message-count", dir: "auto" });
    this.field.value = one.draft;
    this.count = el("span", { id: "message-count" });
    const bySms = one.info.channel === "sms";
    this.node = el(
      "form",
      { class: "composer", submit: (event) => this.submit(event) },
      el("label", { for: "message" }, bySms ? "Your text message" : "Your message"),
      this.field,
      el("button", { type: "submit", class: "main-button" }, "Send"),
      el(
        "p",
        { class: "fine" },
        el("span", { id: "message-hint", class: "hint" }, "Enter sends. Shift and Enter makes a new line."),
        this.count,
      ),
    );
    this.field.addEventListener("input", () => this.typed());
    this.field.addEventListener("keydown", (event) => this.key(event));
    this.typed();
  }

  focus() {
    this.field.focus();
  }

  key(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) this.submit(event);
  }

  typed() {
    this.one.draft = this.field.value;
    const length = this.field.value.length;
    const over = length > LONGEST;
    this.count.className = over ? "over" : "";
    say(this.count, over ? `${length - LONGEST} characters too long` : this.remaining(length));
    this.field.style.height = "auto";
    this.field.style.height = `${this.field.scrollHeight + 2}px`;
  }

  remaining(length) {
    if (this.one.info.channel === "sms" && length) return parts(this.field.value);
    return length >= COUNT_FROM ? `${LONGEST - length} characters left` : "";
  }

  submit(event) {
    event.preventDefault();
    const text = this.field.value.trim();
    if (!text || this.field.value.length > LONGEST) return;
    this.field.value = "";
    this.typed();
    this.send(text);
    this.focus();
  }
}

/** How many parts a text has: 160 or 153 signs of the plain alphabet each, 70 or 67 of any other. */
function parts(text) {
  const plain = /^[\x20-\x7e\n£¥èéùìòÇØøÅåÄÖÑÜ§¿äöñüà]*$/.test(text) && !text.includes("`");
  const [alone, each] = plain ? [160, 153] : [70, 67];
  const number = text.length <= alone ? 1 : Math.ceil(text.length / each);
  return number === 1 ? "1 text" : `${number} texts`;
}
