// One question at a time, with a way back.

const dialog = document.getElementById("ask");
const yes = document.getElementById("ask-yes");

/** Asks; true where the answer is yes. Escape and Cancel mean no. */
export function ask(title, text, answer) {
  document.getElementById("ask-title").textContent = title;
  document.getElementById("ask-text").textContent = text;
  yes.textContent = answer;
  dialog.returnValue = "no";
  dialog.showModal();
  document.getElementById("ask-no").focus();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
  });
}
