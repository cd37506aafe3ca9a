// A form that came back: every fault listed at the top with a link to its field, what hides a field opened, and the
// list in focus. Without this file each fault stands beside its field, and nothing is hidden.

"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const GERMAN = document.documentElement.lang.startsWith("de");
  const rows = [...document.querySelectorAll("form .text-red-600 li, form ul.errorlist li")];
  // What is wrong with the whole form stands in a sentence of its own.
  const sentences = [...document.querySelectorAll("form div.errornote")].filter((each) => !each.closest("[role=alert]"));
  const faults = [
    ...sentences.map((sentence) => ({ text: sentence.textContent.trim(), field: null })),
    ...rows.map((row) => ({ text: row.textContent.trim(), field: fieldOf(row) })),
  ].filter((fault) => fault.text);
  if (!faults.length) return;
  faults.forEach((fault) => fault.field && open(fault.field));
  const form = (sentences[0] || rows[0]).closest("form");
  sentences.forEach((sentence) => sentence.remove());
  const note = document.querySelector("p.errornote") || form.insertBefore(document.createElement("div"), form.firstChild);
  note.classList.add("errornote", "desk-faults");
  note.setAttribute("role", "alert");
  note.tabIndex = -1;
  const isOfTheWhole = faults.every((fault) => !fault.field);
  note.textContent = isOfTheWhole
    ? GERMAN ? "Das ist nicht gespeichert:" : "This is not saved:"
    : GERMAN
    ? faults.length === 1 ? "Eine Angabe fehlt oder passt nicht:" : `${faults.length} Angaben fehlen oder passen nicht:`
    : faults.length === 1 ? "One entry is missing or does not fit:" : `${faults.length} entries are missing or do not fit:`;
  const list = document.createElement("ul");
  faults.forEach((fault) => list.append(lineOf(fault)));
  note.append(list);
  note.focus();
  // Django's own script puts the focus into the first field, at whatever moment it arrives: before `load` it is not the
  // editor's wish, unless they pressed something.
  let isTaken = false;
  for (const touch of ["keydown", "pointerdown"]) document.addEventListener(touch, () => (isTaken = true), { once: true });
  window.addEventListener("load", () => isTaken || note.focus());

  function lineOf({ text, field }) {
    const line = document.createElement("li");
    const label = field && labelOf(field);
    if (!field) {
      line.textContent = text;
      return line;
    }
    const link = document.createElement("a");
    link.href = `#${field.id}`;
    link.textContent = label ? `${label}: ${text}` : text;
    link.addEventListener("click", (event) => {
      event.preventDefault();
      open(field);
      const shown = field.matches("select.admin-autocomplete")
        ? field.parentElement.querySelector(".select2-selection") || field
        : field;
      shown.scrollIntoView({ block: "center" });
      shown.focus();
    });
    line.append(link);
    return line;
  }

  function fieldOf(row) {
    for (let box = row.parentElement; box && box.tagName !== "FORM"; box = box.parentElement) {
      const field = box.querySelector("input:not([type=hidden]), select, textarea");
      if (field?.id) return field;
    }
    return null;
  }

  function labelOf(field) {
    const label = document.querySelector(`label[for="${CSS.escape(field.id)}"]`);
    return label ? label.textContent.replace(/[\s*:]+$/u, "").trim() : "";
  }

  function open(field) {
    const byHand = document.getElementById("id_by_hand");
    if (byHand && !byHand.checked && /^id_(opens|closes)_on/.test(field.id)) {
      byHand.checked = true;
      byHand.dispatchEvent(new Event("change", { bubbles: true }));
    }
    for (let box = field.parentElement; box; box = box.parentElement) {
      if (box.tagName === "DETAILS") box.open = true;
      if (box.style?.display === "none") box.style.display = "";
    }
  }
});
