// Shows the window that a horizon's words give while they are typed, and hides the days by hand until they are wanted.
// Without this file the window appears after saving, and all fields are there.

const PAUSE_MS = 250;

function showDaysByHand() {
  const byHand = document.getElementById("id_by_hand");
  const days = document.querySelector(".field-opens_on")?.closest(".form-row");
  if (!byHand || !days) return;
  const toggle = () => {
    days.style.display = byHand.checked ? "" : "none";
  };
  byHand.addEventListener("change", toggle);
  toggle();
}

// As much of a quote as tells its language.
const QUOTE_LENGTH = 500;

// A new claim has the language of its quote until somebody chooses another one.
function followQuote(place, language) {
  let chosen = !document.getElementById("id_source_publisher") || document.querySelector(".errornote") !== null;
  language.addEventListener("change", () => {
    chosen = true;
  });
  return () => {
    const quoted = place.querySelector(".desk-window")?.dataset.quotedIn;
    if (chosen || !quoted || quoted === language.value) return;
    language.value = quoted;
    language.dispatchEvent(new Event("input"));
  };
}

function followWords(address, inputs, place, language, answered = () => {}) {
  // The rows of a longer form number their fields: "form-2-horizon".
  const name = (input) => input.name.split("-").pop();
  const known = language ? [["language", language]] : [];
  const value = (input) => (name(input) === "quote" ? input.value.slice(0, QUOTE_LENGTH) : input.value);
  const query = () => new URLSearchParams([...inputs.map((input) => [name(input), value(input)]), ...known]).toString();
  // A form that came back with faults has words but no reading of them yet.
  let asked = place.querySelector('[data-kind="nothing"]') ? "" : query();
  let waiting = 0;

  const ask = async () => {
    const question = query();
    if (question === asked) return;
    asked = question;
    const answer = await fetch(`${address}?${question}`, { headers: { Accept: "text/html" } });
    // A slower answer to an older question must not replace a newer one.
    if (!answer.ok || answer.redirected || question !== asked) return;
    place.innerHTML = await answer.text();
    answered();
  };
  const later = () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE_MS);
  };
  // The calendar sets a day without an event of its own, but gives the focus back.
  later();
  for (const input of inputs) {
    for (const event of ["input", "change", "focus", "blur"]) input.addEventListener(event, later);
  }
}

function followRows() {
  const address = document.querySelector("[data-windows]")?.dataset.windows;
  for (const row of document.querySelectorAll("[data-window-row]")) {
    const whole = row.closest("section");
    const inputs = ["horizon", "said_on", "quote"].map((name) => whole.querySelector(`[name$="-${name}"]`));
    const place = row.querySelector("[data-window-place]");
    place.setAttribute("aria-live", "polite");
    followWords(address, inputs, place, row.dataset.language);
    const byHand = row.querySelector('[name$="-by_hand"]');
    const days = row.querySelector(".tracker-byhand .tracker-grid");
    const toggle = () => {
      days.style.display = byHand.checked ? "" : "none";
    };
    byHand.addEventListener("change", toggle);
    toggle();
  }
}

document.addEventListener("DOMContentLoaded", () => {
  showDaysByHand();
  followRows();
  const preview = document.getElementById("window-preview");
  const place = document.querySelector(".desk-window")?.parentElement;
  const inputs = ["horizon", "said_on", "language", "quote"].map((name) => document.getElementById(`id_${name}`));
  if (!preview || !place || !inputs.every(Boolean)) return;
  place.setAttribute("aria-live", "polite");
  followWords(preview.dataset.address, inputs, place, "", followQuote(place, inputs[2]));
});
