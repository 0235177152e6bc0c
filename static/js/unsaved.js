// Asks before leaving a form with unsaved changes, also by the buttons of another form on the page.
const edited = document.querySelector("#content-main form[id$='_form']");
let dirty = Boolean(document.querySelector(".merge, .errornote"));

if (edited) {
  edited.addEventListener("input", () => { dirty = true; });
  edited.addEventListener("submit", () => { dirty = false; });
  window.addEventListener("beforeunload", (event) => { if (dirty) event.preventDefault(); });
}
