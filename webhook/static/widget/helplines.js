// The card of helplines: what a call is like, and who may hear of it, before how to make it.
import { el } from "./dom.js";
import { address, mail, telephone } from "./links.js";

function fact(term, text) {
  if (!text) return null;
  return el("div", { class: "fact" }, el("dt", {}, term), el("dd", { dir: "auto" }, String(text)));
}

function way(words, key, item, href, shown, outside) {
  if (!href) return shown ? el("span", { class: "way off", dir: "auto" }, shown) : null;
  const label = words.say(key);
  const away = outside ? { target: "_blank", rel: "noopener noreferrer" } : {};
  return el("a", { class: "way", href, ...away },
    el("span", {}, label), " ",
    shown ? el("span", { class: "number", dir: "ltr" }, shown) : null,
    el("span", { class: "hidden" }, ` ${item.name}${outside ? `, ${words.say("card_opens_new")}` : ""}`));
}

function ways(words, item) {
  const text = item.sms ? address(item.sms_href, "sms") ?? telephone(item.sms)?.replace("tel:", "sms:") : null;
  return el("div", { class: "ways" },
    item.phone ? way(words, "card_call", item, address(item.phone_href, "tel") ?? telephone(item.phone), item.phone) : null,
    item.sms ? way(words, "card_text", item, text, item.sms) : null,
    way(words, "card_chat", item, address(item.chat_url, "https"), "", true),
    way(words, "card_email", item, mail(item.email), ""),
    way(words, "card_web", item, address(item.web, "https"), "", true));
}

function more(words, item) {
  const languages = (item.languages ?? []).map((code) => words.languageName(code));
  const facts = [
    fact(words.say("card_languages"), languages.length ? words.list(languages) : ""),
    fact(words.say("card_note"), item.note),
  ].filter(Boolean);
  if (!facts.length) return null;
  return el("details", {},
    el("summary", {}, words.say("card_more"), el("span", { class: "hidden" }, ` ${item.name}`)),
    el("dl", {}, facts));
}

/** Open or closed as of now, where the service's hours are known to a machine. */
function standing(words, item) {
  if (item.open === true) return el("p", { class: "open-now" }, words.say("card_open_now"));
  if (item.open !== false) return null;
  const time = item.opens_at ? words.moment(item.opens_at) : "";
  return el("p", { class: "closed-now" }, time ? words.say("card_opens", { time }) : words.say("card_closed_now"));
}

function line(words, item, level) {
  return el("li", { class: "helpline" },
    el(`h${level}`, { dir: "auto" }, item.name),
    item.unchecked ? el("p", { class: "unchecked" }, words.say("card_unchecked")) : null,
    standing(words, item),
    el("dl", {},
      fact(words.say("card_hours"), item.hours),
      fact(words.say("card_cost"), item.cost),
      fact(words.say("card_confidentiality"), item.confidentiality)),
    item.anonymous ? el("p", { class: "anonymous" }, words.say("card_anonymous")) : null,
    ways(words, item),
    more(words, item));
}

/** `level` is the heading level of the card's title. */
export function helplinesCard(words, card, level = 3) {
  const items = (card.items ?? []).filter((item) => item && typeof item.name === "string");
  if (!items.length) return null;
  return el("section", { class: "card helplines" },
    el(`h${level}`, { dir: "auto" }, card.title || words.say("helplines")),
    el("ul", { class: "bare" }, items.map((item) => line(words, item, level + 1))));
}
