// Select2, which Django's autocomplete fields use, leaves its boxes without a name for screen readers.
function nameBoxes() {
  for (const box of document.querySelectorAll(".select2-container:not([data-named])")) {
    const select = box.previousElementSibling;
    const label = select && document.querySelector(`label[for="${select.id}"]`);
    const selection = box.querySelector(".select2-selection");
    if (!label || !selection) continue;
    label.id ||= `${select.id}_label`;
    const value = selection.getAttribute("aria-labelledby");
    selection.setAttribute("aria-labelledby", value ? `${label.id} ${value}` : label.id);
    box.querySelector("[role=textbox]")?.setAttribute("aria-labelledby", label.id);
    box.querySelector(".select2-search__field")?.setAttribute("aria-labelledby", label.id);
    // The list of chosen things holds a button beside its items, so it is no list.
    box.querySelector("ul.select2-selection__rendered")?.setAttribute("role", "presentation");
    box.dataset.named = "";
  }
}

new MutationObserver(nameBoxes).observe(document.body, { childList: true, subtree: true });
nameBoxes();
