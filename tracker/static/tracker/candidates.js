// Makes a button of each name that may be the claimant: it fills the field. Without this file the names are typed.

for (const name of document.querySelectorAll("[data-fills]")) {
  const field = document.getElementById(name.dataset.fills);
  if (!field) continue;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "tracker-candidate";
  button.textContent = name.textContent;
  button.addEventListener("click", () => {
    field.value = button.textContent;
    const known = [...(field.list?.options ?? [])].some((each) => each.value === field.value);
    const isNew = document.getElementById(field.id.replace(/claimant$/, "is_new_claimant"));
    if (isNew) isNew.checked = !known;
    field.dispatchEvent(new Event("change", { bubbles: true }));
    field.focus();
  });
  name.replaceWith(button);
}
