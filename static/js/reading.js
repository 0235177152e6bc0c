// Single keys for the reading page: each presses the button or link that carries it in `data-key`, or moves
// into the field. Never with Ctrl, Alt or Meta, never while typing; the switch under “Keys” turns them off.
const STORED = "mgsite-reading-keys";
const panel = document.getElementById("decide");
const help = document.getElementById("key-help");
const box = document.querySelector("[data-keys-switch]");
const TYPING = "textarea, select, input:not([type=checkbox], [type=radio])";
let on = localStorage.getItem(STORED) !== "off";

function reached(key) {
  const keyed = [...document.querySelectorAll("[data-key]")];
  return keyed.find((each) => each.dataset.key === key);
}

function press(event) {
  if (!on || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (event.target.closest(TYPING)) {
    // Out of a field again, to the keys.
    if (event.key === "Escape") panel.focus({ preventScroll: true });
    return;
  }
  const found = reached(event.key);
  if (!found) return;
  event.preventDefault();
  if (found.matches("input, select")) found.focus();
  else found.click();
  if (found.matches("summary") && help.open) found.focus();
}

if (panel) {
  document.addEventListener("keydown", press);
  if (box) {
    const [mark] = box.getElementsByTagName("input");
    box.hidden = false;
    mark.checked = on;
    mark.addEventListener("change", () => {
      on = mark.checked;
      localStorage.setItem(STORED, on ? "on" : "off");
    });
  }
  // Whoever listens hears the next sentence; the text beside it has scrolled there by its anchor.
  // The browser moves to the anchor when the page has loaded, so this comes after that.
  if (location.hash) addEventListener("load", () => setTimeout(() => panel.focus({ preventScroll: true })));
}
