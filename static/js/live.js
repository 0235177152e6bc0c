// What follows from what is typed so far: level, sentence, suggestions, findings. The server computes
// it and answers with pieces of the page by the id of the place that each belongs in. Without script
// the same pieces stand there after loading, and after “Check”.
const followed = document.querySelector("[data-live-from]");
const following = followed && followed.closest("form");
const shown = new Map();
let waiting;
let asked = 0;

function show(id, html) {
  // A preview stands in a tree of its own, with the stylesheet of the public pages.
  const apart = document.querySelector("[data-shown-apart]")?.shadowRoot;
  const place = document.getElementById(id) ?? apart?.getElementById(id);
  if (!place || shown.get(id) === html) return;
  shown.set(id, html);
  // What was opened to be read stays open.
  const opened = [...place.querySelectorAll("details")].map((details) => details.open);
  place.innerHTML = html;
  place.querySelectorAll("details").forEach((details, index) => { details.open ||= opened[index] ?? false; });
}

async function ask() {
  const number = (asked += 1);
  const answer = await fetch(followed.dataset.liveFrom, {
    method: "POST",
    body: new FormData(following),
  });
  // An answer that was overtaken by a newer question says nothing any more.
  if (!answer.ok || number !== asked) return;
  const { fragments } = await answer.json();
  for (const [id, html] of Object.entries(fragments)) show(id, html);
}

if (following) {
  following.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, 300);
  });
}
