// Ticks all boxes of a page at once. Without this file each is ticked by itself.

for (const all of document.querySelectorAll("[data-tick-all]")) {
  all.parentElement.hidden = false;
  all.addEventListener("change", () => {
    for (const box of document.querySelectorAll(`[name="${all.dataset.tickAll}"]`)) box.checked = all.checked;
  });
}
