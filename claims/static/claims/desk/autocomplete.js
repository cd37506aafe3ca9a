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

// What is not on record can be created in the list itself, below what was found. The value says what kind it is.
const CREATE = document.documentElement.lang.startsWith("de")
  ? {
      person: (name) => `„${name}“ als Person anlegen`,
      body: (name) => `„${name}“ als Einrichtung anlegen`,
      topic: (name) => `„${name}“ anlegen`,
    }
  : {
      person: (name) => `Create “${name}” (person)`,
      body: (name) => `Create “${name}” (body)`,
      topic: (name) => `Create “${name}”`,
    };

function offerNewNames(answer, params) {
  const kinds = (this.$element[0].dataset.creates || "").split(" ").filter(Boolean);
  const name = (params.term || "").trim().replace(/\s+/gu, " ");
  const isThere = answer.results.some(({ text }) => text.toLowerCase() === name.toLowerCase());
  if (!name || isThere || answer.pagination?.more) return answer;
  const created = kinds.map((kind) => ({ id: `new-${kind}:${name}`, text: CREATE[kind](name), name }));
  return { ...answer, results: [...answer.results, ...created] };
}

function takeNewNames() {
  const jQuery = window.django?.jQuery;
  if (!jQuery?.fn.select2) return;
  jQuery.fn.select2.defaults.set("ajax--process-results", offerNewNames);
  jQuery.fn.select2.defaults.set("templateSelection", (chosen) => chosen.name || chosen.text);
  jQuery(document).on("select2:select", ({ params }) => {
    if (params.data.name && params.data.element) params.data.element.text = params.data.name;
  });
}

document.addEventListener("focusin", nameOpened);
// Before jQuery's queue, where the fields are made.
document.addEventListener("DOMContentLoaded", takeNewNames);
// jQuery's queue, because select2 replaces the fields in it: what is added now comes after that.
document.addEventListener("DOMContentLoaded", () => {
  window.django?.jQuery?.(() => document.querySelectorAll(".select2-hidden-accessible").forEach(nameControls));
  // The cross for all would lie in the list of what is chosen, where only its items may be; each has its own cross.
  document.querySelectorAll("select[multiple][data-allow-clear]").forEach((select) => delete select.dataset.allowClear);
});
