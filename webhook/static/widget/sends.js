// What the visitor has sent and the service has not confirmed yet. One at a time, in order, each with its own id.
import { Unreachable } from "./api.js";

export class Sends {
  /** `deliver(item)` sends and may raise; `settled(item, error)` is told how it ended (null: it arrived). */
  constructor(deliver, settled) {
    this.deliver = deliver;
    this.settled = settled;
    this.chain = Promise.resolve();
    this.lost = new Set();
  }

  push(item) {
    this.lost.delete(item);
    this.chain = this.chain.then(() => this.attempt(item));
    return this.chain;
  }

  async attempt(item) {
    try {
      await this.deliver(item);
      this.settled(item, null);
    } catch (error) {
      if (error instanceof Unreachable) this.lost.add(item);
      this.settled(item, error);
    }
  }

  /** The network is back: everything that never got an answer goes out again under its old id. */
  again(before) {
    for (const item of [...this.lost]) {
      before(item);
      this.push(item);
    }
  }
}
