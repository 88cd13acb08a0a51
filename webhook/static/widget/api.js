// The visitor's calls. JSON in, JSON out; the bearer travels in a header, never in an address.

/** The service refused: `slug` is the last part of the problem's type. */
export class Refusal extends Error {
  constructor(status, slug, detail) {
    super(slug);
    this.status = status;
    this.slug = slug;
    this.detail = detail;
  }

  /** The secret opens nothing any more. */
  get gone() {
    return this.status === 401 || this.status === 404 || this.status === 410;
  }
}

/** No answer, or one that is none: the call may or may not have arrived. */
export class Unreachable extends Error {}

const BASE = "/v1/conversation";

async function problem(response) {
  let body = {};
  try {
    body = await response.json();
  } catch {
    // a proxy's page, not ours
  }
  if (response.status >= 500 && !body.type) throw new Unreachable();
  const slug = String(body.type ?? "").split("/").pop();
  throw new Refusal(response.status, slug, typeof body.detail === "string" ? body.detail : "");
}

export class Api {
  constructor(session) {
    this.session = session;
  }

  /** One request, its answer read by `read`; `timeout` in milliseconds. Raises Refusal or Unreachable. */
  async request(method, path, { body, bearer, accept = "application/json", timeout = 20000, signal, keepalive, read } = {}) {
    const headers = { Accept: accept, Authorization: `Bearer ${bearer ?? this.session.secret}` };
    if (body) headers["Content-Type"] = "application/json";
    const limit = new AbortController();
    const timer = setTimeout(() => limit.abort(), timeout);
    if (signal?.aborted) limit.abort();
    signal?.addEventListener("abort", () => limit.abort(), { once: true });
    try {
      const response = await fetch(BASE + path, {
        method, headers, keepalive, body: body && JSON.stringify(body), signal: limit.signal,
        credentials: "omit", cache: "no-store", redirect: "error", referrerPolicy: "no-referrer",
      });
      if (!response.ok) await problem(response);
      return read ? await read(response) : response;
    } catch (error) {
      throw error instanceof Refusal ? error : new Unreachable();
    } finally {
      clearTimeout(timer);
    }
  }

  json(method, path, options) {
    return this.request(method, path, { ...options, read: (response) => response.json() });
  }

  claim(token) {
    return this.json("POST", "/claim", { bearer: token, body: { secret: this.session.secret } });
  }

  state() {
    return this.json("GET", "");
  }

  /** The interface in the language of the conversation. */
  words() {
    return this.json("GET", "/words");
  }

  message(clientId, content, after) {
    return this.json("POST", "/messages", { body: { client_id: clientId, ...content, after } });
  }

  /** `verb` is handoff, withdraw or leave. */
  act(verb, clientId, details = {}, options = {}) {
    return this.json("POST", `/${verb}`, { body: { client_id: clientId, ...details }, ...options });
  }

  /** Every event after `after`; waits up to `wait` seconds for one. */
  events(after, wait, signal) {
    return this.json("GET", `/events?after=${after}&wait=${wait}`, { timeout: (wait + 10) * 1000, signal });
  }

  stream(after, signal) {
    return this.request("GET", `/events?after=${after}`, { accept: "text/event-stream", signal });
  }

  delete() {
    return this.request("DELETE", "");
  }
}
