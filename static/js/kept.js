// A copy of what is typed and not saved, in this browser alone: after a crash, a closed tab or an expired
// session a bar above the form offers it back. It goes when the save succeeds, or after 14 days.
const [PREFIX, SENT, DAYS] = ["mgsite-unsaved:", "mgsite-sent", 14];
const place = document.querySelector("[data-keep-for]");
const form = place?.closest("form");
const subject = new URLSearchParams(location.search).get("claim") ?? "";
const key = form && `${PREFIX}${place.dataset.keepFor}:${location.pathname}:${subject}`;

const options = (name) => [...(form.elements[name].selectedOptions ?? [])];
// [name, value, words of the option] as the form would be sent: a search box needs the words again.
const typed = () => [...new FormData(form)]
  .filter(([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken")
  .map(([name, value]) => [name, value, options(name).find((each) => each.value === value)?.text]);
const words = (entries) => JSON.stringify(entries.filter(([name]) => name !== "seen_version"));
function fill(field, entries) {
  const mine = entries.filter(([name]) => name === field.name);
  const among = (value) => mine.some((entry) => entry[1] === value);
  if (["checkbox", "radio"].includes(field.type)) field.checked = among(field.value);
  else if (field.options) {
    const known = [...field.options].map((option) => option.value);
    for (const [, value, text] of mine) if (!known.includes(value)) field.add(new Option(text, value));
    for (const option of field.options) option.selected = among(option.value);
  } else if (mine.length) [[, field.value]] = mine;
  field.dispatchEvent(new Event("change", { bubbles: true }));
}
// Rows that were added need their fields first: “Add another” makes them, as it did then.
function restore(entries) {
  for (const [name, value] of entries.filter(([each]) => each.endsWith("-TOTAL_FORMS"))) {
    const add = document.querySelector(`#${name.replace("-TOTAL_FORMS", "")}-group .add-row a`);
    for (let missing = value - form.elements[name].value; add && missing > 0; missing -= 1) add.click();
  }
  const fields = [...form.elements].filter(({ name, type }) => name && type !== "file");
  for (const field of fields) if (!/_FORMS$|^csrf/.test(field.name)) fill(field, entries);
  form.dispatchEvent(new Event("input", { bubbles: true }));
}
function offer(bar, copy) {
  const spelt = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long", timeStyle: "short" });
  bar.querySelector("time").textContent = spelt.format(copy.at);
  bar.hidden = false;
  bar.addEventListener("click", ({ target: { dataset: { kept } } }) => {
    if (kept) bar.hidden = true;
    if (kept === "back") restore(copy.entries);
    if (kept === "away") localStorage.removeItem(key);
  });
}
const keep = () => localStorage.setItem(key, JSON.stringify({ at: Date.now(), entries: typed() }));
for (const name of Object.keys(localStorage).filter((each) => each.startsWith(PREFIX))) {
  if (JSON.parse(localStorage[name]).at < Date.now() - DAYS * 864e5) localStorage.removeItem(name);
}
if (document.querySelector(".messagelist .success")) localStorage.removeItem(sessionStorage.getItem(SENT));
sessionStorage.removeItem(SENT);
if (form) {
  const [opened, copy, bar] = [words(typed()), JSON.parse(localStorage.getItem(key)), form.querySelector(".kept")];
  const given = document.querySelector(".merge, .errornote"); // the server gave back what was typed
  if (copy && !given && words(copy.entries) !== opened) offer(bar, copy);
  // While the bar asks, nothing is written over what it offers.
  form.addEventListener("input", () => bar.hidden && keep());
  form.addEventListener("submit", () => { keep(); sessionStorage.setItem(SENT, key); });
}
