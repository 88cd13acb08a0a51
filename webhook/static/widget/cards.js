// From the cards of an event to what is drawn. A kind that is not known here is not drawn.
import { ConsentCard } from "./consent.js";
import { emergencyCard } from "./emergency.js";
import { helplinesCard } from "./helplines.js";
import { noteCard } from "./note.js";
import { explain } from "./refusals.js";

export class Cards {
  /** `acts` has approve(details) and decline() for the consent card. */
  constructor(words, acts) {
    this.words = words;
    this.acts = acts;
    this.consent = null;
  }

  draw(cards) {
    return (cards ?? []).map((card) => {
      if (card?.kind === "helplines") return helplinesCard(this.words, card, 3);
      if (card?.kind === "emergency") return emergencyCard(this.words, card);
      if (card?.kind === "note") return noteCard(this.words);
      if (card?.kind === "consent") return this.ask(card);
      return null;
    }).filter(Boolean);
  }

  /** Only the newest consent card can be answered. */
  ask(card) {
    this.retire();
    this.consent = new ConsentCard(this.words, card, {
      approve: this.acts.approve,
      decline: this.acts.decline,
      explain: (error) => explain(this.words, error),
    });
    return this.consent.node;
  }

  retire() {
    this.consent?.close();
    this.consent = null;
  }
}
