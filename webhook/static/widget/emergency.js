// The emergency number: quiet to look at, impossible to miss.
import { el } from "./dom.js";
import { address, telephone } from "./links.js";

export function emergencyCard(words, card) {
  const href = address(card.phone_href, "tel") ?? telephone(card.number);
  return el("section", { class: "card emergency" },
    el("p", { dir: "auto" }, card.text),
    href ? el("a", { class: "way", href }, words.say("emergency_call", { number: card.number })) : null);
}
