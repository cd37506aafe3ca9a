// Searches a copy of the site on disk: reads the index, scripts of up to a thousand claims each, and narrows it down as
// the form and the address ask, the way the site's own list does.
"use strict";

const me = document.currentScript;
const say = me.dataset;
const STEP = 50;
const held = [];

// Called by the index's scripts.
function claims(rows) {
  held.push(...rows);
}

const fold = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").replace(/ß/g, "ss");
const wordsOf = (text) => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];

function load(number) {
  return new Promise((resolve) => {
    const script = document.createElement("script");
    script.src = `${say.index}${number}.js`;
    script.onload = script.onerror = resolve;
    document.head.append(script);
  });
}

function dayBefore(days) {
  const day = new Date();
  day.setDate(day.getDate() - days);
  return `${day.getFullYear()}-${String(day.getMonth() + 1).padStart(2, "0")}-${String(day.getDate()).padStart(2, "0")}`;
}

const schedules = {
  upcoming: (claim) => claim.opens > dayBefore(0),
  open: (claim) => claim.opens <= dayBefore(0) && claim.closes >= dayBefore(0),
  closed: (claim) => claim.closes < dayBefore(0),
  overdue: (claim, days) => claim.outcome === "pending" && claim.closes < dayBefore(days),
};

const filters = {
  q: (claim, words) => {
    const known = wordsOf([claim.statement, claim.translatedStatement, claim.quote, claim.name].join(" "));
    return wordsOf(words).every((word) => known.some((each) => each.startsWith(word)));
  },
  outcome: (claim, outcome) => claim.outcome === outcome,
  schedule: (claim, asked) => {
    const [name, days] = asked.split("-");
    return schedules[name] ? schedules[name](claim, Number(days ?? 0)) : true;
  },
  claimant: (claim, who) => claim.claimant === who || fold(claim.name) === fold(who),
  topic: (claim, topic) => claim.topics.some(([slug]) => slug === topic),
  kind: (claim, kind) => claim.kind === kind,
  party: (claim, party) => claim.parties.includes(party),
  firmness: (claim, firmness) => claim.firmness === firmness,
  language: (claim, language) => claim.language === language,
  year: (claim, year) => claim.closes.startsWith(`${year}-`),
};

const by = (key, sign) => (one, other) =>
  sign * (one[key] < other[key] ? -1 : one[key] > other[key] ? 1 : one.id - other.id);
const orders = {
  "": by("published", -1),
  closes: by("closes", 1),
  "-closes": by("closes", -1),
  "-said": by("said", -1),
};

function make(name, text, properties = {}) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...[text].flat());
  return element;
}

function outcomeOf(claim) {
  const isOverdue = claim.outcome === "pending" && claim.closes < dayBefore(0);
  const option = document.querySelector(`#filter-outcome option[value="${claim.outcome}"]`);
  const word = isOverdue ? say.overdue : (option?.textContent ?? claim.outcome);
  return make("span", word, { className: `outcome is-${isOverdue ? "overdue" : claim.outcome}` });
}

const inWords = (day) =>
  new Date(`${day}T12:00`).toLocaleDateString(document.documentElement.lang === "de" ? "de-DE" : "en-GB", {
    day: "numeric",
    month: "long",
    year: "numeric",
  });

// What the page's language has of a text in two: the translation, or else the original.
const isOurs = (language) => language === document.documentElement.lang;

function rowOf(claim) {
  const topics = claim.topics.flatMap(([slug, name, translated, language]) => [
    " ",
    make("a", isOurs(language) ? translated : name, { className: "topic", href: `?topic=${encodeURIComponent(slug)}` }),
  ]);
  const isTranslated = isOurs(claim.translationLanguage);
  const statement = isTranslated ? claim.translatedStatement : claim.statement;
  const lang = isTranslated ? claim.translationLanguage : claim.statementLanguage;
  const mark = say[`translated${claim.statementLanguage === "de" ? "De" : "En"}`];
  const note = isTranslated ? [" ", make("span", mark, { className: "translated" })] : [];
  const who = make("a", claim.name, { href: `../claimants/${claim.claimant}/index.html` });
  return make(
    "article",
    [
      make("p", [outcomeOf(claim), " ", make("span", inWords(claim.closes), { className: "claim-row-when" })], {
        className: "claim-row-head",
      }),
      make("h3", make("a", statement, { href: `${claim.id}/index.html` }), { lang }),
      make("p", [make("span", [who, `, ${inWords(claim.said)}`]), ...note, ...topics], { className: "claim-row-foot" }),
    ],
    { className: "claim-row" },
  );
}

function show(found, asked) {
  const rows = document.querySelector(".claim-rows");
  const more = make("button", say.more, { type: "button" });
  let shown = 0;
  const step = () => {
    rows.append(...found.slice(shown, shown + STEP).map(rowOf));
    shown += STEP;
    more.hidden = shown >= found.length;
  };
  rows.replaceChildren();
  rows.after(more);
  more.addEventListener("click", step);
  step();
  const number = found.length.toLocaleString(document.documentElement.lang);
  const told = found.length === 1 ? say.one : say.many.replace("{number}", number);
  document.querySelector(".found").textContent = found.length || !asked.length ? told : say.none;
}

function fill(asked) {
  for (const [name, value] of asked) {
    const field = document.getElementById(`filter-${name}`);
    if (field) {
      field.value = value;
    }
  }
}

async function search() {
  const asked = [...new URLSearchParams(location.search)].filter(([, value]) => value.trim());
  if (!asked.length) {
    return;
  }
  fill(asked);
  await Promise.all(Array.from({ length: Number(say.last) + 1 }, (_none, number) => load(number)));
  const kept = held.filter((claim) => asked.every(([name, value]) => filters[name]?.(claim, value) ?? true));
  const order = asked.find(([name]) => name === "sort")?.[1] ?? "";
  show(kept.sort(orders[order] ?? orders[""]), asked);
}

search();
