// A small toolbar over a Markdown text. Whatever it writes goes in as typing does, so that Ctrl+Z takes
// it back. Without script there is no toolbar, and the text is the same.
const TOOLS = [
  { name: "Bold", sign: "B", key: "b", write: (text) => ["**", text || "bold", "**"] },
  { name: "Italic", sign: "I", key: "i", write: (text) => ["*", text || "italic", "*"] },
  { name: "Heading", sign: "H", line: true, write: (text) => ["## ", text || "Heading", " {#evidence}"] },
  { name: "List", sign: "List", line: true, write: (text) => ["", text.replace(/^/gm, "- "), ""] },
  { name: "Link", sign: "Link", key: "k", write: (text) => [`[${text || "words"}](`, "https://", ")"] },
  { name: "Claim…", sign: "Claim…" },
];

function put(field, before, chosen, after) {
  const start = field.selectionStart;
  const text = before + chosen + after;
  field.focus();
  if (!document.execCommand("insertText", false, text)) {
    field.setRangeText(text);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  field.setSelectionRange(start + before.length, start + before.length + chosen.length);
}

function use(field, tool) {
  const picker = document.getElementById("claim-picker");
  if (!tool.write) return picker.dispatchEvent(new CustomEvent("pick", { detail: field }));
  let { value, selectionStart: start, selectionEnd: end } = field;
  if (tool.line) {
    start = value.lastIndexOf("\n", start - 1) + 1;
    end = (value.indexOf("\n", end) + 1 || value.length + 1) - 1;
    field.setSelectionRange(start, end);
  }
  put(field, ...tool.write(value.slice(start, end)));
}

for (const field of document.querySelectorAll("textarea[data-markdown]")) {
  const bar = document.createElement("div");
  bar.className = "toolbar";
  for (const [name, value] of [["role", "toolbar"], ["aria-label", "Formatting"], ["aria-controls", field.id]]) bar.setAttribute(name, value);
  const buttons = TOOLS.map((tool, index) => {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: tool.sign, tabIndex: index ? -1 : 0 });
    button.title = tool.key ? `${tool.name} (Ctrl+${tool.key.toUpperCase()})` : tool.name;
    button.setAttribute("aria-label", tool.name);
    if (tool.key) button.setAttribute("aria-keyshortcuts", `Control+${tool.key.toUpperCase()}`);
    button.addEventListener("click", () => use(field, tool));
    return button;
  });
  bar.append(...buttons);
  bar.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step) buttons.at((buttons.indexOf(event.target) + step) % buttons.length).focus();
  });
  bar.addEventListener("focusin", (event) => buttons.forEach((button) => { button.tabIndex = button === event.target ? 0 : -1; }));
  field.before(bar);
  field.addEventListener("keydown", (event) => {
    const tool = (event.ctrlKey || event.metaKey) && !event.altKey && TOOLS.find((each) => each.key === event.key.toLowerCase());
    if (tool) { event.preventDefault(); use(field, tool); }
  });
}
