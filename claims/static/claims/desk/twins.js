// Names the claims on record that the one being typed may be. Without this file they are named once it is saved.

"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const PAUSE_MS = 500;
  const place = document.getElementById("claim-twins");
  if (!place) return;
  const fields = { claimant: "claimant", statement: "statement", quote: "quote", address: "source_address" };
  const inputs = Object.entries(fields)
    .map(([name, id]) => [name, document.getElementById(`id_${id}`)])
    .filter(([, input]) => input);
  let asked = "";
  let waiting = 0;

  const ask = async () => {
    const query = new URLSearchParams(inputs.map(([name, input]) => [name, input.value.slice(0, 1000)]));
    query.set("besides", place.dataset.besides);
    if (query.toString() === asked) return;
    asked = query.toString();
    const answer = await fetch(`${place.dataset.address}?${asked}`, { headers: { Accept: "text/html" } });
    // A slower answer to an older question must not replace a newer one.
    if (answer.ok && !answer.redirected && query.toString() === asked) place.innerHTML = await answer.text();
  };
  const later = () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE_MS);
  };
  for (const [, input] of inputs) input.addEventListener("input", later);
  // select2 tells jQuery alone.
  window.django?.jQuery?.("#id_claimant").on("change", later);
});
