// One entry of the log as an element. Every word from outside is a text node with its own direction.

import { el } from "./dom.js";
import { label, time } from "./words.js";

/** Whether an entry has a place of its own in the log; a delivery mostly changes the message it is about. */
export function visible(event) {
  return event.kind !== "delivery" || event.of === null;
}

export function entry(event, one) {
  if (event.kind === "message") return message(event, one);
  return event.kind === "state" ? told(event) : failed(event);
}

/** One of the service's own texts (the first one, a greeting) did not arrive. */
function failed(event) {
  const title = `${label(`delivery.${event.status}`)} · ${time(event.at)}`;
  return el("p", { class: "told" }, el("strong", {}, title), `An automatic text: ${event.text ?? ""}`);
}

function told(event) {
  return el(
    "p",
    { class: "told", "data-seq": event.seq },
    el("strong", {}, `${label(`state.${event.state}`)} · ${time(event.at)}`),
    event.text ? ["The visitor was told: ", el("bdi", { dir: "auto" }, event.text)] : null,
  );
}

function message(event, one) {
  const node = el(
    "div",
    { class: "said", "data-from": event.from, "data-seq": event.seq },
    el("p", { class: "said-by" }, el("strong", {}, label(`from.${event.from}`)), ` · ${time(event.at)}${way(event)}`),
    el("p", { class: "words", dir: "auto" }, event.text ?? ""),
    shown(event),
    el("p", { class: "said-foot" }),
  );
  foot(node, event, one);
  return node;
}

/** Said where it came as a text: the same visitor may also write on the page. */
function way(event) {
  return event.from === "visitor" && event.channel === "sms" ? ` · ${label("channel.sms")}` : "";
}

/** What stands under a message: what privacy took out, and how far a text has come. */
export function foot(node, event, one) {
  const place = node.querySelector(".said-foot");
  const parts = (event.removed ?? []).map((kind) => el("span", { class: "chip" }, label(`removed.${kind}`)));
  const delivery = deliveryOf(event, one);
  if (delivery) {
    parts.push(el("span", {}, sentence(delivery)));
    place.dataset.status = delivery.status;
  }
  place.replaceChildren(...parts);
  place.hidden = parts.length === 0;
}

function sentence({ status, text }) {
  const name = label(`delivery.${status}`);
  return status === "failed" && text ? `${name}. ${text}` : (text ?? name);
}

function deliveryOf(event, one) {
  if (event.from !== "staff" || event.channel !== "sms") return null;
  return one.deliveries.get(event.seq) ?? event.delivery ?? { status: "queued" };
}

function shown(event) {
  const lines = [...(event.cards ?? []).flatMap(card), ...buttons(event)];
  if (!lines.length) return null;
  return el("details", { class: "more" }, el("summary", {}, "Also shown"), el("ul", {}, lines.map((line) => el("li", {}, line))));
}

function card(card) {
  if (card.kind === "helplines") return card.items.map((item) => el("bdi", {}, item.name));
  if (card.kind === "emergency") return [`Emergency number ${card.number ?? "of the country"}`];
  return card.title ? [el("bdi", {}, card.title)] : [];
}

function buttons(event) {
  const words = (event.buttons ?? []).map((button) => button.label).join(", ");
  return words ? [el("bdi", {}, `Choices: ${words}`)] : [];
}
