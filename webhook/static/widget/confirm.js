// A question with two answers, for what cannot be undone.
import { el, freshId } from "./dom.js";

/** Resolves true when the visitor says yes; Escape and the second button mean no. `stem` names the words. */
export function confirm(words, stem) {
  const heading = freshId("ask");
  const text = freshId("ask");
  const no = el("button", { type: "button", class: "plain" }, words.say(`${stem}_cancel`));
  return new Promise((resolve) => {
    const end = (answer) => {
      dialog.close();
      dialog.remove();
      resolve(answer);
    };
    const dialog = el("dialog", { class: "ask", "aria-labelledby": heading, "aria-describedby": text },
      el("h2", { id: heading }, words.say(`${stem}_title`)),
      el("p", { id: text }, words.say(`${stem}_text`)),
      el("div", { class: "row" },
        no,
        el("button", { type: "button", class: "primary", click: () => end(true) }, words.say(`${stem}_confirm`))));
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      end(false);
    });
    no.addEventListener("click", () => end(false));
    document.body.append(dialog);
    dialog.showModal();
    no.focus();
  });
}
