// The page: asks for the phones every second and keeps one element for each.
import { Phone } from "./phone.js";

const EVERY_MS = 1000;
const shelf = document.getElementById("phones");
const empty = document.getElementById("empty");
const notice = document.getElementById("notice");
const other = document.getElementById("other");
const phones = new Map();

async function refresh() {
  try {
    const answer = await fetch("/dev/sms/phones", { cache: "no-store" });
    if (!answer.ok) throw new Error(String(answer.status));
    show((await answer.json()).phones);
    if (notice.dataset.about === "connection") say("");
  } catch {
    say("The service does not answer. Trying again.", "connection");
  }
}

function show(found) {
  for (const { phone, texts } of found.toReversed()) phoneOf(phone).show(texts);
  empty.hidden = phones.size > 0;
}

function phoneOf(number) {
  let phone = phones.get(number);
  if (!phone) {
    phone = new Phone(number, send);
    phones.set(number, phone);
    shelf.prepend(phone.node);
  }
  return phone;
}

/** Sends a text from a phone; true where the service took it. What it does not keep stays on this page only. */
async function send(phone, text) {
  try {
    const answer = await fetch("/dev/sms/answers", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ phone, text }),
    });
    const body = await answer.json();
    if (!answer.ok) {
      say(`${body.title}. ${body.detail}`);
      return false;
    }
    say("");
    await refresh();
    phoneOf(body.phone).keep(body.id, text);
    empty.hidden = true;
    return true;
  } catch {
    say("The service does not answer. The text was not sent.", "connection");
    return false;
  }
}

function say(words, about = "") {
  notice.textContent = words;
  notice.dataset.about = about;
}

other.addEventListener("submit", async (event) => {
  event.preventDefault();
  const { phone, text } = other.elements;
  if (await send(phone.value, text.value)) text.value = "";
});

async function run() {
  await refresh();
  setTimeout(run, EVERY_MS);
}
run();
