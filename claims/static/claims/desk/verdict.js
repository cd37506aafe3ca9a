// Shows the sentence that readers will see of a verdict while it is typed. Without this file the form works all the same.

const PREVIEW_PAUSE_MS = 250;
const RULING_FIELDS = ["outcome", "happened_on", "known_on", "can_no_longer_happen", "condition_failed"];

document.addEventListener("DOMContentLoaded", () => {
  const place = document.getElementById("sentence");
  const form = place?.closest("form");
  if (!place || !form) return;
  let asked = "";
  let waiting = 0;

  const ask = async () => {
    const typed = [...new FormData(form)].filter(([name, value]) => RULING_FIELDS.includes(name) && value);
    const question = new URLSearchParams(typed).toString();
    if (question === asked) return;
    asked = question;
    const answer = await fetch(`${place.dataset.address}?${question}`, { headers: { Accept: "text/html" } });
    // A slower answer to an older question must not replace a newer one.
    if (answer.ok && !answer.redirected && question === asked) place.innerHTML = await answer.text();
  };
  const later = () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, PREVIEW_PAUSE_MS);
  };
  // The calendar sets a day without an event of its own, but gives the focus back.
  for (const event of ["input", "change", "focusin", "focusout"]) form.addEventListener(event, later);
  later();
});
