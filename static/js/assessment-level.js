// The level that the judgements typed so far give. The server computes it (claims.grading);
// without script it stands on the claim after saving.
const panel = document.querySelector("[data-level-from]");
const form = panel && panel.closest("form");
let waiting;

async function ask() {
  const answer = await fetch(panel.dataset.levelFrom, { method: "POST", body: new FormData(form) });
  if (!answer.ok) return;
  const { level, sentence } = await answer.json();
  panel.querySelector("[data-level]").textContent = level ? `Certainty: ${level}.` : "Not yet:";
  panel.querySelector("[data-level-sentence]").textContent = sentence;
  panel.hidden = false;
}

if (form) {
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, 300);
  });
  ask();
}
