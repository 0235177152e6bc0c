// Buttons that fill in what is suggested: `data-set` chooses or replaces, `data-add` adds a line to a
// reason. Nothing is filled in by itself. Without script the buttons are not shown: see .needs-script.
document.documentElement.dataset.scripted = "";

function write(field, text) {
  field.focus();
  field.select();
  // Unlike setting the value, this can be undone with Ctrl+Z; it also tells the page of the input.
  if (!document.execCommand("insertText", false, text)) {
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

function set(field, value) {
  if (!(field instanceof RadioNodeList)) return write(field, value);
  for (const radio of field) {
    if (radio.value !== value) continue;
    radio.checked = true;
    radio.focus();
    radio.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

function add(field, text) {
  const before = field.value.trim();
  if (!before.includes(text)) write(field, before ? `${before}\n${text}` : text);
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-set], [data-add]");
  if (!button) return;
  const { elements } = button.closest("form");
  for (const [name, value] of Object.entries(JSON.parse(button.dataset.set || "{}"))) {
    if (elements[name]) set(elements[name], value);
  }
  for (const [name, text] of Object.entries(JSON.parse(button.dataset.add || "{}"))) {
    if (elements[name]) add(elements[name], text);
  }
});
