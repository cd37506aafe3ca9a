// "Check this yourself": reads the claim's record, makes every check and says on each line how it ended.
"use strict";

for (const part of document.querySelectorAll("[data-check]")) {
  const button = part.querySelector("button");
  button.hidden = false;
  button.addEventListener("click", () => checkAll(part));
}

async function checkAll(part) {
  if (!window.crypto?.subtle) {
    show(part, "without");
    return;
  }
  const button = part.querySelector("button");
  button.disabled = true;
  show(part, "busy");
  try {
    const answer = await reading(part.dataset.file, { cache: "no-store" });
    if (!answer.ok) {
      throw new NotSeen(answer.status);
    }
    const file = await answer.json();
    const states = [];
    for (const line of part.querySelectorAll("[data-line]")) {
      states.push(await check(line, file, part.dataset));
    }
    show(part, ["failed", "unseen", "held"].find((state) => states.includes(state)));
  } catch {
    show(part, "unread");
  }
  button.disabled = false;
}

// One line: its state as a word, and what was found in the words of the line's own template.
async function check(line, file, { log }) {
  let [state, slots] = ["held", {}];
  try {
    slots = await checks[line.dataset.line](file, log);
  } catch (fault) {
    state = fault instanceof NotSeen ? "unseen" : "failed";
    slots = { ...fault.slots, place: fault.message };
  }
  const word = line.querySelector("[data-state]");
  const words = line.parentElement.dataset;
  word.textContent = words[state];
  word.dataset.state = state;
  const told = line.dataset[slots.told ?? state] ?? "";
  line.querySelector("[data-told]").textContent = told.replace(/\{(\w+)\}/g, (_all, name) => slots[name] ?? "");
  return state;
}

const checks = {
  signature: record.signature,
  inclusion: record.inclusion,
  chain: record.chain,
  values: record.values,
  claim: asShown,
  older: seenBefore,
};

// Compares with what the page says. One that was opened before the claim changed is older than the record: no fault.
async function asShown(file) {
  const shown = shownOn(document);
  try {
    return await record.claim(file, shown);
  } catch (fault) {
    if (!(fault instanceof NotSeen) && (await isOutdated(shown))) {
      throw Object.assign(new NotSeen(fault.message), { slots: { told: "outdated" } });
    }
    throw fault;
  }
}

// Whether this page, if it were loaded now, would say something else of the claim.
async function isOutdated(shown) {
  const answer = await reading(location.href, { cache: "no-store" }).catch(() => null);
  if (!answer?.ok) {
    return false;
  }
  const now = shownOn(new DOMParser().parseFromString(await answer.text(), "text/html"));
  return now.size !== shown.size || [...now].some(([name, value]) => shown.get(name) !== value);
}

// What a page says of the claim, by the names of the record's fields.
function shownOn(page) {
  const parts = [...page.querySelectorAll("[data-recorded]")];
  return new Map(parts.map((part) => [part.dataset.recorded, part.dataset.value ?? part.textContent]));
}

// Compares with the checkpoint that this browser kept at the last check, and keeps the newer of the two.
async function seenBefore(file, log) {
  const { origin, size } = record.checkpointOf(file.checkpoint);
  const name = `checkpoint of ${origin}`;
  let kept;
  try {
    kept = localStorage.getItem(name);
    localStorage.setItem(name, kept ?? file.checkpoint);
  } catch {
    throw new NotSeen("");
  }
  if (kept === null) {
    throw Object.assign(new NotSeen(""), { slots: { told: "first", size } });
  }
  const sizes = await record.older([kept, file.checkpoint], log);
  if (size > sizes.then) {
    localStorage.setItem(name, file.checkpoint);
  }
  return sizes;
}

function show(part, which) {
  for (const text of part.querySelectorAll("[data-said]")) {
    text.hidden = text.dataset.said !== which;
  }
}
