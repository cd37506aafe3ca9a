// Keeps what is typed into a form of the desk in this browser until it is saved, and offers it on return.
// A session that ends, a network that drops or a window closed by a slip then lose nothing. Sign-out drops it all.

"use strict";

(() => {
  const PREFIX = "foresaid.draft.";
  const PAUSE_MS = 300;
  const KEPT_DAYS = 14;
  // Whose drafts these are stands behind the script's address: two people may share a browser.
  const person = document.currentScript.src.split("#")[1] || "";
  const GERMAN = document.documentElement.lang.startsWith("de");
  const WORDS = GERMAN
    ? {
        kept: (when) => `Was Sie hier am ${when} eingegeben haben, wurde nicht gespeichert.`,
        restore: "Wieder einsetzen",
        drop: "Verwerfen",
        restored: "Ihre Eingaben sind wieder da. Gespeichert sind sie noch nicht.",
      }
    : {
        kept: (when) => `What you typed here on ${when} was not saved.`,
        restore: "Put it back",
        drop: "Throw it away",
        restored: "What you typed is back. It is not saved yet.",
      };
  const NEVER = new Set(["csrfmiddlewaretoken", "form_key", "seen", "next"]);

  function dropAll() {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(PREFIX)) localStorage.removeItem(key);
    }
  }

  function fieldsOf(form) {
    return [...form.elements].filter(
      (field) =>
        field.name &&
        !NEVER.has(field.name) &&
        !["password", "file", "submit", "button", "reset", "image"].includes(field.type) &&
        (field.type !== "hidden" || field.classList.contains("admin-autocomplete")),
    );
  }

  function valueOf(field) {
    if (field.type === "checkbox" || field.type === "radio") return field.checked;
    if (field instanceof HTMLSelectElement) {
      return [...field.selectedOptions].map((option) => [option.value, option.textContent.trim()]);
    }
    return field.value;
  }

  // A field is known by its name and, among choices of one name, by its value.
  const nameOf = (field) =>
    field.type === "radio" || field.type === "checkbox" ? `${field.name}=${field.value}` : field.name;

  const contentOf = (form) => Object.fromEntries(fieldsOf(form).map((field) => [nameOf(field), valueOf(field)]));

  function putInto(field, value) {
    if (field.type === "checkbox" || field.type === "radio") {
      field.checked = value;
    } else if (field instanceof HTMLSelectElement) {
      const chosen = new Map(value);
      for (const [key, label] of chosen) {
        if (![...field.options].some((option) => option.value === key)) field.add(new Option(label, key));
      }
      for (const option of field.options) option.selected = chosen.has(option.value);
    } else {
      field.value = value;
    }
    for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind, { bubbles: true }));
  }

  function restore(form, content) {
    for (const field of fieldsOf(form)) {
      if (nameOf(field) in content) putInto(field, content[nameOf(field)]);
    }
  }

  function read(key) {
    try {
      const draft = JSON.parse(localStorage.getItem(key));
      return draft && draft.content && Date.now() - draft.at < KEPT_DAYS * 86_400_000 ? draft : null;
    } catch {
      return null;
    }
  }

  function offer(form, key, draft) {
    const bar = document.createElement("div");
    bar.className = "desk-draft";
    bar.setAttribute("role", "status");
    const text = document.createElement("p");
    text.textContent = WORDS.kept(
      new Date(draft.at).toLocaleString(document.documentElement.lang, { dateStyle: "long", timeStyle: "short" }),
    );
    const buttons = [WORDS.restore, WORDS.drop].map((label) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "desk-plain";
      button.textContent = label;
      return button;
    });
    buttons[0].addEventListener("click", () => {
      restore(form, draft.content);
      text.textContent = WORDS.restored;
      buttons.forEach((button) => button.remove());
      fieldsOf(form).find((field) => field.offsetParent)?.focus();
    });
    buttons[1].addEventListener("click", () => {
      localStorage.removeItem(key);
      bar.remove();
    });
    bar.append(text, ...buttons);
    form.prepend(bar);
  }

  function keep(form) {
    const key = `${PREFIX}${person}.${location.pathname}`;
    const cameBack = document.querySelector(".errornote, .desk-fault") !== null;
    const opened = JSON.stringify(contentOf(form));
    const draft = read(key);
    if (draft && !cameBack && JSON.stringify(draft.content) !== opened) offer(form, key, draft);
    let timer = 0;
    const write = () => {
      const content = contentOf(form);
      if (JSON.stringify(content) === opened && !cameBack) return;
      localStorage.setItem(key, JSON.stringify({ at: Date.now(), content }));
    };
    const soon = () => {
      clearTimeout(timer);
      timer = setTimeout(write, PAUSE_MS);
    };
    form.addEventListener("input", soon);
    form.addEventListener("change", soon);
    // select2 tells jQuery alone.
    if (window.django?.jQuery) {
      window.django.jQuery(form).on("select2:select select2:unselect", () => setTimeout(write, PAUSE_MS));
    }
    form.addEventListener("submit", (event) => {
      clearTimeout(timer);
      if (form.dataset.isSent) {
        event.preventDefault(); // a double click sends one form
        return;
      }
      form.dataset.isSent = "1";
      setTimeout(() => delete form.dataset.isSent, 5_000);
      localStorage.setItem(key, JSON.stringify({ at: Date.now(), content: contentOf(form) }));
    });
  }

  // The page that says that it was done is asked for by the form's page: what was typed there is saved.
  function dropWhatWasSaved() {
    if (!document.querySelector(".bg-green-100") || !document.referrer) return;
    localStorage.removeItem(`${PREFIX}${person}.${new URL(document.referrer).pathname}`);
  }

  window.addEventListener("pageshow", (event) => {
    if (event.persisted) document.querySelectorAll("form").forEach((form) => delete form.dataset.isSent);
  });
  document.addEventListener("DOMContentLoaded", () => {
    document.getElementById("logout-form")?.addEventListener("submit", dropAll);
    document.querySelector("[data-signs-out]")?.addEventListener("submit", dropAll);
    if (!person) return;
    dropWhatWasSaved();
    const forms = document.querySelectorAll("#content-main form[method=post][id$=_form], form.desk-card[method=post]");
    // Not of a file's form, which no script can fill again.
    for (const form of forms) if (form.enctype !== "multipart/form-data" || form.id.endsWith("_form")) keep(form);
  });
})();
