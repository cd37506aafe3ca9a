// What the desk's frame needs for those who use keys or listen: icons that are not read out as words, an open dialog that
// keeps the focus, and the skip link's target. Menus and buttons are real ones in the templates.

"use strict";

// For a dialog's keydown: from its last field on to the first, and back.
function keepFocusWithin(event) {
  const fields = [...event.currentTarget.querySelectorAll("a[href], button, input, select, textarea")].filter(
    (field) => field.offsetParent && !field.disabled,
  );
  const [first, last] = [fields[0], fields.at(-1)];
  const leaves = event.shiftKey ? document.activeElement === first : document.activeElement === last;
  if (!leaves) return;
  event.preventDefault();
  (event.shiftKey ? last : first).focus();
}

document.addEventListener("DOMContentLoaded", () => {
  // Each icon is a word in a font: "chevron_right" is nothing to hear.
  document.querySelectorAll(".material-symbols-outlined").forEach((icon) => icon.setAttribute("aria-hidden", "true"));
});

// A list that is wider than its place scrolls as a region: it is called what the page is. The navigation is one itself.
window.addEventListener("load", () => {
  for (const region of document.querySelectorAll(".simplebar-content-wrapper[role=region]")) {
    if (region.closest("nav")) {
      ["role", "aria-label", "tabindex"].forEach((name) => region.removeAttribute(name));
    } else {
      region.setAttribute("aria-label", document.querySelector("h1")?.textContent.replace(/\s+/gu, " ").trim() || "…");
    }
  }
});
