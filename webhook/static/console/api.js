// Calls to the JSON API of the console. A failure is a Problem with a sentence for the person who reads it.

import { WORDS } from "./words.js";

const TIMEOUT_MS = 15_000;
const token = document.querySelector('meta[name="csrf-token"]').content;

/** A call that failed. `status` is 0 where nobody answered; `slug` names the kind of problem. */
export class Problem extends Error {
  constructor(status, slug, sentence) {
    super(sentence);
    this.status = status;
    this.slug = slug;
  }
}

const whenSignedOut = new Set();

/** Calls back once the session has ended. */
export function onSignedOut(listener) {
  whenSignedOut.add(listener);
}

/** To be called by whoever learns that the session has ended. */
export function signedOut() {
  for (const listener of whenSignedOut) listener();
}

export function get(path) {
  return call(path, {});
}

export function post(path, body = {}) {
  return call(path, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": token },
    body: JSON.stringify(body),
  });
}

async function call(path, options) {
  let response;
  try {
    response = await fetch(`/console/api/${path}`, {
      cache: "no-store",
      redirect: "error",
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...options,
    });
  } catch {
    throw new Problem(0, "offline", WORDS.offline);
  }
  const body = await response.json().catch(() => ({}));
  if (response.ok) return body;
  throw problem(response.status, String(body.type ?? "").split("/").pop());
}

function problem(status, slug) {
  if (status === 401) signedOut();
  return new Problem(status, slug, sentence(status, slug));
}

function sentence(status, slug) {
  if (status === 401) return WORDS.signedOut;
  if (slug === "already-taken") return WORDS.taken;
  if (slug === "nobody-waits") return WORDS.nobody;
  if (slug === "form-expired") return WORDS.outdated;
  if (status === 404 || status === 409) return WORDS.changed;
  return WORDS.failed;
}
