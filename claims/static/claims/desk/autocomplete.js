// Fields that search while one types: select2 puts controls of its own in the place of the labelled one. They get its
// name here, and say which list they open, so that who listens to the page knows what to enter. Nothing else changes.

function nameControls(select) {
  const [label] = select.labels;
  const container = select.nextElementSibling;
  const combobox = container?.querySelector("[role=combobox]");
  if (!label || !combobox) return;
  label.id ||= `${select.id}_label`;
  const chosen = combobox.querySelector("[role=textbox]");
  combobox.setAttribute("aria-labelledby", chosen ? `${label.id} ${chosen.id}` : label.id);
  combobox.setAttribute("aria-controls", `select2-${select.id}-results`);
  for (const field of container.querySelectorAll("[role=textbox], [role=searchbox]")) {
    field.setAttribute("aria-labelledby", label.id);
  }
}

// What opens below a field is made anew each time, and not inside it; the focus goes there at once.
function nameOpened({ target }) {
  const list = target.closest(".select2-dropdown")?.querySelector("[role=listbox]");
  const select = list && document.getElementById(list.id.replace(/^select2-(.+)-results$/, "$1"));
  if (select?.labels[0]) target.setAttribute("aria-labelledby", select.labels[0].id);
}

document.addEventListener("focusin", nameOpened);
// jQuery's queue, because select2 replaces the fields in it: what is added now comes after that.
document.addEventListener("DOMContentLoaded", () => {
  window.django?.jQuery?.(() => document.querySelectorAll(".select2-hidden-accessible").forEach(nameControls));
  // The cross for all would lie in the list of what is chosen, where only its items may be; each has its own cross.
  document.querySelectorAll("select[multiple][data-allow-clear]").forEach((select) => delete select.dataset.allowClear);
});
