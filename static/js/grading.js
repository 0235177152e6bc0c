// Grading by keyboard: a digit chooses the answer that it stands for, while one of its group has the
// focus. And the mark “changed” follows the answer where an earlier one stands beside it.
const questions = document.querySelectorAll("[data-judgement]");

function mark(question) {
  const chosen = question.querySelector("input:checked");
  for (const earlier of question.parentElement.querySelectorAll("[data-earlier]")) {
    earlier.querySelector(".changed").hidden = !chosen || chosen.value === earlier.dataset.earlier;
  }
}

for (const question of questions) {
  question.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const answer = question.querySelector(`[data-key="${CSS.escape(event.key)}"] input`);
    if (!answer) return;
    event.preventDefault();
    answer.checked = true;
    answer.focus();
    answer.dispatchEvent(new Event("input", { bubbles: true }));
  });
  question.addEventListener("input", () => mark(question));
}
