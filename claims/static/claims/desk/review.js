// The review queue by keyboard, and without loading the page anew: a decision takes the suggestion away at once, the
// next one comes into focus, and the answer of the server follows. Without this file every button is a form of its own.

const FEW = 8;
const KEYS_ON = "foresaid.queue.keys";

class Queue {
  constructor(main) {
    this.main = main;
    this.groups = main.querySelector("#queue-groups");
    this.said = main.querySelector("#queue-said");
    this.count = main.querySelector("#queue-count");
    this.selected = main.querySelector("#queue-selected");
    this.several = main.querySelector("#queue-several");
    this.dialog = main.querySelector("#queue-keys");
    this.back = main.querySelector("#queue-undo-last");
    this.seen = new Set(this.items().map((item) => item.dataset.evidence));
    this.done = []; // what was decided here, the last one at the end: {taken, answered}
    this.current = this.items()[0] ?? null;
    this.refilling = null;
    this.isStale = false;
    this.fetchingFurther = false;
  }

  items() {
    return [...this.groups.querySelectorAll("[data-evidence]")];
  }

  say(text) {
    // The same words again are news, too: an empty region in between has them read once more.
    this.said.textContent = "";
    requestAnimationFrame(() => {
      this.said.textContent = text;
    });
  }

  show(item, { focus = true } = {}) {
    this.current?.classList.remove("is-current");
    this.current = item;
    if (!item) return this.main.querySelector(".desk-queue-head h2").focus();
    item.classList.add("is-current");
    if (!focus) return undefined;
    item.focus({ preventScroll: true });
    item.scrollIntoView({ block: "nearest" });
    return undefined;
  }

  step(by) {
    const items = this.items();
    const next = items[items.indexOf(this.current) + by];
    if (next) this.show(next);
    else if (by > 0) this.stepFurther();
    else this.say(this.main.dataset.first);
  }

  // Past the last one on the page: what waits on the pages behind it is fetched, until one has something new.
  async stepFurther() {
    if (this.fetchingFurther) return;
    this.fetchingFurther = true;
    const query = new URLSearchParams(location.search);
    let isThereMore = document.getElementById("queue-pages") !== null;
    let page = Number(query.get("page")) || 1;
    while (isThereMore && this.current === this.items().at(-1)) {
      const fresh = await this.fetchQueue(page);
      if (!fresh) break;
      this.merge(fresh);
      isThereMore = fresh.querySelector("#queue-pages [rel=next]") !== null;
      page += 1;
    }
    this.fetchingFurther = false;
    const items = this.items();
    const next = items[items.indexOf(this.current) + 1];
    if (next) this.show(next);
    else this.say(this.main.dataset.last);
  }

  // --- Deciding ---

  decide(items, decision) {
    if (!items.length) return this.say(this.main.dataset.unchosen);
    const all = this.items();
    const after = all.slice(all.indexOf(items.at(-1)) + 1).concat(all.slice(0, all.indexOf(items[0])).reverse());
    const next = after.find((item) => !items.includes(item)) ?? null;
    const taken = items.map((item) => this.take(item));
    this.show(next);
    const entry = { taken };
    entry.answered = this.post(this.request(items, decision)).then(
      (answer) => this.accepted(answer, entry),
      (fault) => this.refused(fault, entry),
    );
    this.done.push(entry);
    this.offerUndo();
    this.refill();
    return undefined;
  }

  offerUndo() {
    // A last step that was refused or taken back leaves the one before it to be undone.
    this.main.querySelector("#queue-undo")?.remove();
    this.back.hidden = !this.done.length;
  }

  request(items, decision) {
    const form = items.length === 1 ? items[0].querySelector("form") : this.several;
    const body = new FormData(form);
    body.delete("evidence");
    body.set("decision", decision);
    if (items.length > 1) for (const item of items) body.append("evidence", item.dataset.evidence);
    return { address: form.action, body };
  }

  // Out of the page, with what is needed to put it back.
  take(item) {
    const group = item.closest("[data-claim]");
    const place = { item, group, before: item.nextElementSibling, groupBefore: group.nextElementSibling };
    item.classList.remove("is-current");
    const box = item.querySelector("[name=evidence]");
    if (box) box.checked = false;
    item.remove();
    if (!group.querySelector("[data-evidence]")) group.remove();
    this.tellSelected();
    return place;
  }

  giveBack(taken) {
    this.groups.querySelector(".desk-empty")?.remove();
    for (const { item, group, before, groupBefore } of [...taken].reverse()) {
      const home = document.getElementById(group.id) ?? group;
      if (!home.isConnected) {
        this.groups.insertBefore(home, groupBefore?.isConnected ? groupBefore : null);
      }
      home.insertBefore(item, before?.isConnected && before.parentElement === home ? before : null);
    }
    this.show(taken[0].item);
  }

  accepted(answer, entry) {
    const lost = entry.taken.filter(({ item }) => !answer.done.includes(Number(item.dataset.evidence)));
    entry.taken = entry.taken.filter((each) => !lost.includes(each));
    this.tell(answer);
    this.say(answer.said);
  }

  refused(fault, entry) {
    this.done = this.done.filter((each) => each !== entry);
    this.offerUndo();
    // Reviewed by somebody else: it waits no longer. Anything else: it is still to be decided.
    if (!fault.isSettled) this.giveBack(entry.taken);
    this.tell(fault.answer);
    this.say(fault.message);
  }

  async undo() {
    const entry = this.done.at(-1);
    if (!entry) return this.say(this.main.dataset.nothing);
    await entry.answered;
    if (!this.done.includes(entry)) return undefined;
    this.done = this.done.filter((each) => each !== entry);
    this.offerUndo();
    if (!entry.taken.length) return this.say(this.main.dataset.nothing);
    try {
      const answer = await this.post(this.request(entry.taken.map(({ item }) => item), "undo"));
      const back = entry.taken.filter(({ item }) => answer.done.includes(Number(item.dataset.evidence)));
      if (back.length) this.giveBack(back);
      this.tell(answer);
      this.say(answer.said);
    } catch (fault) {
      this.tell(fault.answer);
      this.say(fault.message);
    }
    return undefined;
  }

  async post({ address, body }) {
    let answer;
    try {
      answer = await fetch(address, { method: "POST", body, headers: { Accept: "application/json" } });
    } catch {
      throw new Error(this.main.dataset.error);
    }
    const isJson = answer.headers.get("Content-Type")?.startsWith("application/json");
    // Once the session has ended, the answer is the sign-in (as a page or as JSON), or a refusal of the form's token.
    const isSignedOut = answer.redirected || (!isJson && answer.status === 403);
    const content = isJson && !answer.redirected ? await answer.json() : {};
    if (answer.ok && isJson && !answer.redirected) return content;
    const fault = new Error(content.said ?? (isSignedOut ? this.main.dataset.out : this.main.dataset.error));
    fault.isSettled = answer.status === 409;
    fault.answer = content;
    throw fault;
  }

  // What the server says of the queue; nothing where it did not answer.
  tell({ waiting, claims = {} } = {}) {
    if (waiting !== undefined) this.count.textContent = waiting;
    for (const [claim, tally] of Object.entries(claims)) {
      for (const place of document.querySelectorAll(`[data-tally="${claim}"]`)) place.textContent = tally;
      for (const { taken } of this.done) {
        for (const { group } of taken) {
          const place = group.querySelector(`[data-tally="${claim}"]`);
          if (place) place.textContent = tally;
        }
      }
    }
  }

  // --- What comes next ---

  // Fetch the queue as it stands once few are left, and add what is new here, under its claim.
  refill() {
    if (this.items().length >= FEW) return;
    if (this.refilling) {
      this.isStale = true; // the answer on its way may be older than the last decision
      return;
    }
    this.isStale = false;
    const pending = Promise.allSettled(this.done.map((entry) => entry.answered));
    this.refilling = pending
      .then(() => this.fetchQueue(1)) // what waits now
      .then((fresh) => fresh && this.merge(fresh)) // without one, the next decision tries again
      .finally(() => {
        this.refilling = null;
        if (this.isStale) this.refill();
      });
  }

  // A page of the queue as it stands now; null if the server gives none.
  async fetchQueue(page) {
    const query = new URLSearchParams({ page });
    const claim = new URLSearchParams(location.search).get("claim");
    if (claim) query.set("claim", claim);
    try {
      const answer = await fetch(`${location.pathname}?${query}`);
      return answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
    } catch {
      return null;
    }
  }

  merge(fresh) {
    for (const group of fresh.querySelectorAll("[data-claim]")) {
      const items = [...group.querySelectorAll("[data-evidence]")].filter(
        (item) => !this.seen.has(item.dataset.evidence),
      );
      if (!items.length) continue;
      let home = document.getElementById(group.id);
      if (!home) {
        home = document.importNode(group, true);
        for (const item of home.querySelectorAll("[data-evidence]")) item.remove();
        this.groups.append(home);
        this.offerSelectAll(home);
      }
      for (const item of items) {
        this.seen.add(item.dataset.evidence);
        home.append(document.importNode(item, true));
      }
    }
    const empty = fresh.querySelector(".desk-empty");
    if (!this.items().length && empty) {
      this.groups.replaceChildren(document.importNode(empty, true));
      this.main.querySelector("#queue-pages")?.remove();
      this.groups.querySelector("h2").focus();
    }
    if (!this.current?.isConnected && this.items().length) this.show(this.items()[0]);
  }

  // --- Several at once ---

  chosen() {
    return this.items().filter((item) => item.querySelector("[name=evidence]")?.checked);
  }

  tellSelected() {
    const number = this.chosen().length;
    this.selected.textContent = number || "";
  }

  select(item) {
    const box = item?.querySelector("[name=evidence]");
    if (!box) return;
    box.checked = !box.checked;
    this.tellSelected();
    this.say(box.checked ? this.main.dataset.selected : this.main.dataset.unselected);
  }

  selectAll(group) {
    if (!group) return;
    const boxes = [...group.querySelectorAll("[name=evidence][type=checkbox]")];
    const isMore = boxes.some((box) => !box.checked);
    for (const box of boxes) box.checked = isMore;
    this.tellSelected();
    const { selected, unselected } = this.main.dataset;
    this.say(`${isMore ? selected : unselected}: ${boxes.length}`);
  }

  offerSelectAll(within) {
    for (const button of within.querySelectorAll("[data-select-all]")) button.hidden = false;
  }

  // --- Keys ---

  followHint() {
    const hinted = this.current?.querySelector(".is-hinted");
    if (hinted) this.decide([this.current], hinted.value);
    else this.say(this.main.dataset.unhinted);
  }

  press(key) {
    const decisions = { s: "supports", c: "contradicts", x: "context", r: "reject" };
    const others = {
      a: () => this.followHint(),
      j: () => this.step(1),
      k: () => this.step(-1),
      u: () => this.undo(),
      m: () => this.select(this.current),
      M: () => this.selectAll(this.current?.closest("[data-claim]")),
      R: () => this.decide(this.chosen(), "reject"),
      o: () => this.current?.querySelector("h3 a")?.click(),
      "?": () => this.dialog.showModal(),
    };
    if (key in decisions && this.current) this.decide([this.current], decisions[key]);
    else if (key in others) others[key]();
    else return false;
    return true;
  }
}

function listen(queue) {
  const keysOn = document.getElementById("queue-keys-on");
  keysOn.checked = localStorage.getItem(KEYS_ON) !== "no";
  keysOn.addEventListener("change", () => localStorage.setItem(KEYS_ON, keysOn.checked ? "yes" : "no"));

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return;
    if (queue.dialog.open || !keysOn.checked) return;
    if (event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]")) return;
    if (queue.press(event.key)) event.preventDefault();
  });

  queue.main.addEventListener("submit", (event) => {
    const decision = event.submitter?.value;
    const item = event.target.closest("[data-evidence]");
    const isSeveral = event.target === queue.several;
    if (!decision || (!item && !isSeveral)) return;
    event.preventDefault();
    queue.decide(item ? [item] : queue.chosen(), decision);
  });

  queue.offerSelectAll(queue.groups);
  queue.groups.addEventListener("click", (event) => {
    if (event.target.closest("[data-select-all]")) queue.selectAll(event.target.closest("[data-claim]"));
  });
  queue.groups.addEventListener("change", () => queue.tellSelected());
  // Whoever goes on by Tab or mouse means the suggestion they are in.
  queue.groups.addEventListener("focusin", (event) => {
    const item = event.target.closest("[data-evidence]");
    if (item && item !== queue.current) queue.show(item, { focus: false });
  });

  queue.back.addEventListener("click", () => queue.undo());
  const button = document.getElementById("queue-keys-button");
  button.hidden = false;
  button.addEventListener("click", () => queue.dialog.showModal());
}

const main = document.querySelector(".desk-queue");
if (main) {
  const queue = new Queue(main);
  queue.show(queue.current, { focus: false });
  if (queue.several) listen(queue);
}
