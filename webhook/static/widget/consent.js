// The card that asks before anything is passed on. Nothing on it is sent until the visitor approves.
import { el, freshId } from "./dom.js";

function passedOn(card) {
  return el("dl", { class: "passed" }, (card.passed_on ?? []).map((entry) =>
    el("div", { class: "fact" }, el("dt", {}, entry.label), el("dd", { dir: "auto" }, entry.value))));
}

function fact(label, text, name = null) {
  if (!text) return null;
  return el("div", { class: "fact" },
    label ? el("p", { class: "term" }, label) : null,
    el("p", { class: name, dir: "auto" }, text));
}

/** The field for a number: its own form field, so that no number is ever typed into the conversation. */
function numberField(number) {
  const [input, hint, warning, error] = ["number", "hint", "warning", "error"].map(freshId);
  const field = el("input", {
    id: input, type: "tel", inputmode: "tel", autocomplete: "tel", dir: "ltr", maxlength: 40, required: true,
    "aria-describedby": `${warning} ${hint}`,
  });
  const fault = el("p", { id: error, class: "fault", role: "alert" });
  return {
    field,
    node: el("div", { class: "field" },
      el("p", { id: warning, class: "caution" }, number.warning),
      el("label", { for: input }, number.label),
      el("p", { id: hint, class: "hint" }, number.hint),
      field, fault,
      number.use ? el("p", { class: "hint" }, number.use) : null),
    show(text) {
      fault.textContent = text;
      field.setAttribute("aria-invalid", text ? "true" : "false");
      field.setAttribute("aria-describedby", text ? `${error} ${warning} ${hint}` : `${warning} ${hint}`);
      if (text) field.focus();
    },
  };
}

export class ConsentCard {
  /** `approve({channel, share_transcript, phone})` raises what the service refused; `decline()` says no. */
  constructor(words, card, { approve, decline, explain }) {
    Object.assign(this, { words, card, approve, decline, explain });
    this.number = card.number ? numberField(card.number) : null;
    this.share = el("input", { type: "checkbox", id: freshId("share") });
    this.fault = el("p", { class: "fault", role: "alert" });
    this.buttons = [
      el("button", { type: "submit", class: "primary" }, card.approve_label),
      el("button", { type: "button", class: "plain", click: () => this.say(this.decline) }, card.decline_label),
    ];
    this.node = this.build(freshId("consent"));
  }

  build(heading) {
    const { card } = this;
    return el("form", { class: "card consent", novalidate: true, "aria-labelledby": heading, submit: (event) => this.submit(event) },
      el("h3", { id: heading, dir: "auto" }, card.title),
      fact(card.desk_label, card.desk, "desk"),
      card.passed_on_label ? el("p", { class: "term" }, card.passed_on_label) : null,
      passedOn(card),
      card.not_passed_on ? el("p", { class: "hint", dir: "auto" }, card.not_passed_on) : null,
      fact(card.confidentiality_label, card.confidentiality),
      el("div", { class: "tick" }, this.share, el("label", { for: this.share.id }, card.share_label)),
      card.share_hint ? el("p", { class: "hint", dir: "auto" }, card.share_hint) : null,
      this.number?.node,
      el("div", { class: "row" }, this.buttons),
      this.fault);
  }

  submit(event) {
    event.preventDefault();
    const phone = this.number?.field.value.trim();
    this.number?.show("");
    if (this.number && !phone) return this.number.show(this.words.say("number_empty"));
    const details = { channel: this.card.channel, share_transcript: this.share.checked };
    if (this.number) details.phone = phone;
    return this.say(() => this.approve(details));
  }

  async say(act) {
    if (this.held) return;
    this.hold(true);
    this.fault.textContent = "";
    try {
      await act();
      this.close();
    } catch (error) {
      this.hold(false);
      this.refuse(error);
    }
  }

  refuse(error) {
    const text = this.explain(error);
    if (this.number && String(error.slug).startsWith("number-")) this.number.show(text);
    else this.fault.textContent = text;
  }

  /** Not `disabled`: a control that is disabled loses the focus, and with it the visitor's place. */
  hold(on) {
    this.held = on;
    for (const control of this.buttons) control.setAttribute("aria-disabled", String(on));
  }

  /** Answered, or overtaken by another card: what was typed is wiped and nothing can be pressed any more. */
  close() {
    const focused = this.node.contains(document.activeElement);
    this.held = true;
    if (this.number) this.number.field.value = "";
    this.node.classList.add("done");
    this.share.disabled = true;
    this.number?.node.remove();
    this.buttons[0].parentElement?.remove();
    if (!focused) return;
    this.node.tabIndex = -1;
    this.node.focus({ preventScroll: true });
  }
}
