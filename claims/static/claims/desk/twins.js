// Names the claims on record that the one being typed may be. Without this file the claim's form names them once it is
// saved, and a claim from an article those that were found when it was read.

"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const PAUSE_MS = 500;
  const LENGTH = 1000;

  // What is asked, and which field has it: the place says so, `data-statement="id_statement"`.
  const ASKED = ["claimant", "name", "statement", "quote", "address"];

  const follow = (place) => {
    const inputs = ASKED.map((name) => [name, document.getElementById(place.dataset[name] ?? "")]).filter(([, input]) => input);
    const details = place.closest("details");
    let asked = "";
    let waiting = 0;

    const ask = async () => {
      const query = new URLSearchParams(inputs.map(([name, input]) => [name, input.value.slice(0, LENGTH)]));
      query.set("besides", place.dataset.besides);
      if (query.toString() === asked) return;
      asked = query.toString();
      const answer = await fetch(`${place.dataset.twins}?${asked}`, { headers: { Accept: "text/html" } });
      // A slower answer to an older question must not replace a newer one.
      if (answer.ok && !answer.redirected && query.toString() === asked) place.innerHTML = await answer.text();
    };
    const later = () => {
      clearTimeout(waiting);
      // Of a sentence that is folded away nothing is asked.
      if (details?.open ?? true) waiting = setTimeout(ask, PAUSE_MS);
    };
    for (const [, input] of inputs) input.addEventListener("input", later);
    for (const [name, input] of inputs) if (name === "name") input.addEventListener("change", later);
    // select2 tells jQuery alone.
    if (place.dataset.claimant) window.django?.jQuery?.(`#${place.dataset.claimant}`).on("change", later);
    // What an article says is there before anybody types.
    details?.addEventListener("toggle", later);
    if (details?.open) later();
  };

  for (const place of document.querySelectorAll("[data-twins]")) follow(place);
});
