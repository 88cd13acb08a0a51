// Server-sent events read from a fetch, because EventSource cannot send a header.

/** Splits a text that arrives in pieces into events; hands each event's data to `onData`. */
export class Parser {
  constructor(onData) {
    this.onData = onData;
    this.rest = "";
    this.data = [];
  }

  feed(piece) {
    const lines = (this.rest + piece).split(/\r\n|\n|\r(?=.)/);
    this.rest = lines.pop();
    for (const line of lines) this.line(line);
  }

  line(line) {
    if (line === "") {
      if (this.data.length) this.onData(this.data.join("\n"));
      this.data = [];
    } else if (line.startsWith("data:")) this.data.push(line.slice(5).replace(/^ /, ""));
  }
}

/** Reads a response to its end. `onBytes` is called for every piece, also for a heartbeat. */
export async function readEvents(response, onData, onBytes) {
  const parser = new Parser(onData);
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
