// Shows how far a long table is while a worker is at it; once its state changes, the page loads anew with its buttons.
// Without this file the page says the same whenever it is loaded.

"use strict";

const PAUSE_MS = 2000;

document.addEventListener("DOMContentLoaded", () => {
  const place = document.getElementById("progress");
  if (!place) return;
  const ask = async () => {
    try {
      const answer = await fetch(place.dataset.address, { headers: { Accept: "text/html" } });
      if (answer.ok && !answer.redirected) {
        place.innerHTML = await answer.text();
        const now = place.querySelector("[data-state]");
        if (now && now.dataset.state !== place.dataset.state) {
          location.reload();
          return;
        }
      }
    } catch {
      // No network just now: the next time says more.
    }
    setTimeout(ask, PAUSE_MS);
  };
  setTimeout(ask, PAUSE_MS);
});
