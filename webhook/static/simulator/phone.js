// One phone: its texts as bubbles, quick answers, and a field to write in.
const QUICK = ["YES", "NO", "HELP", "STOP", "START"];
const STATUS = { queued: "Waiting", sent: "Sent", delivered: "Delivered", failed: "Not delivered" };
const CHAT = {
  requested: "asked to confirm",
  queued: "waits for a person",
  active: "with a person",
};

function element(tag, className, text = "") {
  const node = document.createElement(tag);
  node.className = className;
  node.textContent = text;
  return node;
}

export class Phone {
  constructor(number, send) {
    this.number = number;
    this.send = send;
    this.bubbles = new Map();
    this.node = element("section", "phone");
    this.node.setAttribute("aria-label", `Phone ${number}`);
    this.chat = element("span", "chat");
    const head = element("div", "head");
    head.append(element("h2", "number", number), this.chat);
    this.screen = element("div", "screen");
    this.screen.setAttribute("role", "log");
    this.screen.tabIndex = 0;
    this.node.append(head, this.screen, this.quick(), this.composer());
  }

  quick() {
    const row = element("div", "quick");
    for (const word of QUICK) {
      const button = element("button", "", word);
      button.type = "button";
      button.addEventListener("click", () => this.send(this.number, word));
      row.append(button);
    }
    return row;
  }

  composer() {
    const form = element("form", "composer");
    const field = element("input", "");
    field.maxLength = 1600;
    field.required = true;
    field.autocomplete = "off";
    field.placeholder = "Text message";
    field.setAttribute("aria-label", `Text from ${this.number}`);
    const button = element("button", "send", "Send");
    form.append(field, button);
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const text = field.value;
      field.value = "";
      if (!(await this.send(this.number, text))) field.value ||= text;
    });
    return form;
  }

  /** Remembers a text of this phone that the service took but has no open chat to keep it in. */
  keep(id, text) {
    if (!this.bubbles.has(id)) this.show([{ id, text, from: "phone", at: Date.now(), status: "sent" }]);
  }

  /** Shows what is new and what has changed; a reader who has scrolled up stays there. */
  show(texts) {
    const { scrollTop, scrollHeight, clientHeight } = this.screen;
    const atEnd = scrollHeight - scrollTop - clientHeight < 40;
    let grown = false;
    for (const text of texts) {
      grown = !this.bubbles.has(text.id) || grown;
      this.bubble(text).textContent = this.under(text);
    }
    const newest = texts.findLast((text) => text.chat);
    this.chat.textContent = CHAT[newest?.chat] ?? "no open chat";
    if (grown && atEnd) this.screen.scrollTop = this.screen.scrollHeight;
  }

  bubble({ id, from, text }) {
    let small = this.bubbles.get(id);
    if (!small) {
      const node = element("div", `bubble from-${from}`);
      const words = element("p", "", text);
      words.dir = "auto";
      small = element("small", "");
      node.append(words, small);
      this.bubbles.set(id, small);
      this.screen.append(node);
    }
    return small;
  }

  under({ at, status, from }) {
    const time = new Date(at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
    return from === "phone" ? time : `${time} · ${STATUS[status] ?? status}`;
  }
}
