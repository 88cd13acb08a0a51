// Server-sent events read from a fetch (WHATWG HTML, section 9.2), because EventSource hides why it failed.

/** Splits a text that arrives in pieces into events; hands on each event's name and data. */
export class Parser {
  constructor(onEvent) {
    this.onEvent = onEvent;
    this.rest = "";
    this.begin();
  }

  begin() {
    this.name = "message";
    this.data = [];
  }

  feed(piece) {
    const lines = (this.rest + piece).split("\n");
    this.rest = lines.pop();
    for (const line of lines) this.line(line);
  }

  line(line) {
    if (line === "") {
      if (this.data.length) this.onEvent(this.name, JSON.parse(this.data.join("\n")));
      this.begin();
    } else if (line.startsWith("event: ")) this.name = line.slice(7);
    else if (line.startsWith("data: ")) this.data.push(line.slice(6));
  }
}

/** Reads a response to its end. `onBytes` is called for every piece, also for a heartbeat. */
export async function readEvents(response, onEvent, onBytes) {
  const parser = new Parser(onEvent);
  const decoder = new TextDecoder();
  const reader = response.body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      onBytes();
      parser.feed(decoder.decode(value, { stream: true }));
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}
