// What the console itself says, and how places, languages and times are written. Labels of states, channels and
// deliveries come from data/, through the page.

const labels = JSON.parse(document.getElementById("labels").textContent);
const regions = new Intl.DisplayNames(["en"], { type: "region" });
const languages = new Intl.DisplayNames(["en"], { type: "language" });
const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });

export const PRIORITIES = ["urgent", "high", "normal"];

/** The label of a key such as `channel.sms`; the last part of the key where data/ has none. */
export function label(key) {
  return labels[key] ?? key.split(".").pop().replaceAll("_", " ");
}

/** A country by its name; what to say where it is not known. */
export function country(code) {
  return code ? named(regions, code) : "Not known";
}

/** A language by its name. */
export function language(code) {
  return named(languages, code);
}

function named(names, code) {
  try {
    return names.of(code) ?? code;
  } catch {
    return code;
  }
}

/** The time of day; with the date where it was not today. */
export function time(iso, now = new Date()) {
  const at = new Date(iso);
  return (at.toDateString() === now.toDateString() ? clock : day).format(at);
}

/** How long somebody has waited: 0:42, 12:05, then 1 h 05 min. */
export function duration(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (number) => String(number).padStart(2, "0");
  if (whole < 3600) return `${Math.floor(whole / 60)}:${two(whole % 60)}`;
  return `${Math.floor(whole / 3600)} h ${two(Math.floor((whole % 3600) / 60))} min`;
}

/** What a request or conversation is about. */
export function about(row) {
  return row.topic_label ?? "No topic yet";
}

export const WORDS = {
  taken: "Somebody else took it. The list shows who is waiting now.",
  nobody: "Nobody is waiting just now. New requests show up by themselves.",
  offline: "The service could not be reached. Check your connection, then try again.",
  outdated: "This page is out of date. Load it again, then repeat what you did.",
  changed: "This conversation has moved on. Read what it says now.",
  failed: "Something went wrong on our side. Try again in a moment.",
  unsent: "Not sent.",
  signedOut: "You have been signed out.",
};
