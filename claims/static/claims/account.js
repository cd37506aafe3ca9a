// Passkeys: shows what needs a script, and says so when the browser gives none.
"use strict";

for (const part of document.querySelectorAll("[data-needs-script]")) {
  part.hidden = !window.PublicKeyCredential;
}

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  for (const fault of document.querySelectorAll("[data-passkey-fault]")) {
    fault.hidden = false;
  }
});
