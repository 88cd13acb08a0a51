// What staff do: accept, write, end, give back. Each is one call; what goes wrong is said where it was done.

import { post } from "./api.js";
import { ask } from "./ask.js";
import { hide, show } from "./banners.js";

/** The acts on a desk. `shown` is called after a conversation was opened or left. */
export class Acts {
  constructor(desk, shown) {
    this.desk = desk;
    this.shown = shown;
  }

  show(id) {
    this.desk.show(id);
    this.shown();
  }

  back() {
    this.desk.show(null);
    this.shown();
  }

  done(one) {
    this.desk.dismiss(one.id);
    this.shown();
  }

  accept(handoff, button) {
    return this.take(`handoffs/${handoff}/accept`, button, handoff);
  }

  next() {
    return this.take("next", document.getElementById("next"), null);
  }

  async take(path, button, handoff) {
    button.disabled = true;
    hide("act");
    try {
      const answer = await post(path);
      this.desk.snapshot(answer);
      this.show(answer.conversation);
    } catch (problem) {
      if (!this.mineAlready(handoff)) show("act", problem.message);
    } finally {
      button.disabled = false;
    }
  }

  /** The answer to an earlier try was lost, but it had worked. */
  mineAlready(handoff) {
    const mine = this.desk.live().find((one) => one.info?.id === handoff);
    if (mine) this.show(mine.id);
    return Boolean(mine);
  }

  send(one, text) {
    const sent = { clientId: crypto.randomUUID(), text, state: "sending", sentence: "" };
    one.outgoing.push(sent);
    return this.retry(one, sent);
  }

  /**
   * The same id again, so that a message whose answer was lost is not written twice. It goes out of `outgoing` when its
   * entry arrives, by the id: the entry may come before the answer, or without one.
   */
  async retry(one, sent) {
    sent.state = "sending";
    this.desk.emit("change");
    try {
      await post(`conversations/${one.id}/messages`, { client_id: sent.clientId, text: sent.text });
    } catch (problem) {
      sent.state = "failed";
      sent.sentence = problem.message;
    }
    this.desk.emit("change");
  }

  async close(one) {
    const text = "The visitor sees that it has ended and can't write any more. This can't be taken back.";
    if (await ask("End this conversation?", text, "End it")) await this.finish(one, "close", "closed");
  }

  async giveBack(one) {
    const text = "The visitor is told, and goes on with the bot. They can ask for a person again.";
    if (await ask("Return to the bot?", text, "Return it")) await this.finish(one, "return", "returned");
  }

  async finish(one, verb, why) {
    hide("act");
    try {
      this.desk.snapshot(await post(`conversations/${one.id}/${verb}`));
      if (one.ended?.why === "over") one.ended = { why };
      this.desk.emit("change");
      this.shown();
    } catch (problem) {
      show("act", problem.message);
    }
  }
}
