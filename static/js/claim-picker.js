// The box that finds a claim and places it in the text: opened by the toolbar's event “pick” with the
// text as its detail. The list comes from the server as HTML; choosing closes the box with the tag.
const picker = document.getElementById("claim-picker");
const words = picker.querySelector("input");
const list = picker.querySelector("#claims-found");
let text;
let pause;
let searches = 0;

async function searchClaims() {
  const number = (searches += 1);
  const query = new URLSearchParams({ fragment: "", q: words.value });
  const answer = await fetch(`${picker.dataset.from}?${query}`);
  const html = answer.ok ? await answer.text() : "The claims could not be asked for: try again.";
  if (number === searches) list.innerHTML = html;
}

picker.addEventListener("pick", (event) => {
  text = event.detail;
  picker.returnValue = "";
  picker.showModal();
  words.select();
  searchClaims();
});

words.addEventListener("input", () => {
  clearTimeout(pause);
  pause = setTimeout(searchClaims, 200);
});

picker.addEventListener("close", () => {
  text.focus();
  const tag = picker.returnValue;
  if (!tag) return;
  // On a line of its own, with a blank line on either side.
  const [before, after] = [text.value.slice(0, text.selectionStart), text.value.slice(text.selectionEnd)];
  const above = !before || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
  const below = after.startsWith("\n\n") ? "" : after.startsWith("\n") ? "\n" : "\n\n";
  const placed = above + tag + below;
  if (document.execCommand("insertText", false, placed)) return;
  text.setRangeText(placed, text.selectionStart, text.selectionEnd, "end");
  text.dispatchEvent(new Event("input", { bubbles: true }));
});
