// What a reader's browser computes of the record: digests, the tree (RFC 9162), checkpoints (C2SP). No library.
// Reads files by `reading`, and knows nothing of the page. A check gives what it computed, or throws `Fails` or `NotSeen` with the place.
"use strict";

class Fails extends Error {}
class NotSeen extends Error {}

const record = (() => {
  const encoder = new TextEncoder();
  const equal = (one, other) => one.length === other.length && one.every((byte, at) => byte === other[at]);
  const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  const base64 = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

  function fromHex(text, length) {
    if (!new RegExp(`^[0-9a-f]{${2 * length}}$`).test(text)) {
      throw new Fails(`${length} bytes of hex`);
    }
    return Uint8Array.from(text.match(/../g), (digits) => parseInt(digits, 16));
  }

  async function sha256(...parts) {
    const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
    let at = 0;
    for (const part of parts) {
      bytes.set(part, at);
      at += part.length;
    }
    return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  }

  const leafHash = (leaf) => sha256([0], encoder.encode(leaf));
  const nodeHash = (left, right) => sha256([1], left, right);

  // RFC 8785, of values without fractions.
  function canonical(value) {
    if (Array.isArray(value)) {
      return `[${value.map(canonical).join(",")}]`;
    }
    if (value !== null && typeof value === "object") {
      const names = Object.keys(value).sort();
      return `{${names.map((name) => `${canonical(name)}:${canonical(value[name])}`).join(",")}}`;
    }
    if (typeof value === "number" && !Number.isSafeInteger(value)) {
      throw new Fails(`${value}`);
    }
    if (typeof value === "string") {
      encodeURIComponent(value); // throws where there is half a character
    }
    return JSON.stringify(value);
  }

  async function digest(salt, name, value) {
    return hex(await sha256(fromHex(salt, 16), encoder.encode(canonical([name, value]))));
  }

  function largestPowerBelow(size) {
    let power = 1;
    while (power * 2 < size) {
      power *= 2;
    }
    return power;
  }

  // The root to which a leaf's path leads in a tree of this size; nothing where the path is not of its length.
  async function rootByPath(leaf, index, size, path) {
    if (size <= 1 || !path.length) {
      return index === 0 && size === 1 && !path.length ? leaf : new Uint8Array();
    }
    const left = largestPowerBelow(size);
    const [below, beside] = [path.slice(0, -1), path[path.length - 1]];
    return index < left
      ? nodeHash(await rootByPath(leaf, index, left, below), beside)
      : nodeHash(beside, await rootByPath(leaf, index - left, size - left, below));
  }

  // The hash over these entries, by tiles, but by none that has entries on both sides of the cut.
  async function over(readHash, start, end, cut) {
    const width = end - start;
    let [level, whole] = [0, 1];
    while (whole * 256 <= width) {
      [level, whole] = [level + 1, whole * 256];
    }
    if (width === whole && !(start < cut && cut < end)) {
      return readHash(level, start / whole);
    }
    const middle = start + largestPowerBelow(width);
    return nodeHash(await over(readHash, start, middle, cut), await over(readHash, middle, end, cut));
  }

  // Reads hashes of a published log of this size (C2SP tlog-tiles), each tile once.
  function tilesAt(address, size) {
    const tiles = new Map();
    return async (level, index) => {
      const number = Math.floor(index / 256);
      const hashes = Math.floor(size / 256 ** level);
      const digits = String(number).padStart(Math.ceil(String(number).length / 3) * 3, "0").match(/.../g);
      const path = digits.map((part, at) => (at < digits.length - 1 ? `x${part}` : part)).join("/");
      const partial = Math.floor(hashes / 256) > number ? "" : `.p/${hashes % 256}`;
      const url = `${address}/tile/${level}/${path}${partial}`;
      if (!tiles.has(url)) {
        const answer = await reading(url).catch(() => null);
        if (!answer?.ok) {
          throw new NotSeen(url);
        }
        tiles.set(url, new Uint8Array(await answer.arrayBuffer()));
      }
      return tiles.get(url).slice((index % 256) * 32, (index % 256) * 32 + 32);
    };
  }

  function checkpointOf(note) {
    const gap = note.lastIndexOf("\n\n");
    const [origin, size, root] = note.slice(0, gap).split("\n");
    if (gap < 0 || !/^(0|[1-9][0-9]{0,14})$/.test(size)) {
      throw new Fails("checkpoint");
    }
    const lines = note.slice(gap + 2).split("\n");
    return { text: note.slice(0, gap + 1), origin, size: Number(size), root: base64(root), lines };
  }

  async function signature(file) {
    const checkpoint = checkpointOf(file.checkpoint);
    for (const key of file.key) {
      const [name, identity] = key.split("+", 2);
      const material = base64(key.slice(name.length + identity.length + 2));
      const wanted = (await sha256(encoder.encode(`${name}\n`), material)).slice(0, 4);
      if (material[0] !== 1 || hex(wanted) !== identity || name !== checkpoint.origin) {
        throw new Fails(key);
      }
      let known;
      try {
        known = await crypto.subtle.importKey("raw", material.slice(1), "Ed25519", false, ["verify"]);
      } catch (fault) {
        throw new NotSeen(fault.name);
      }
      for (const line of checkpoint.lines.filter((each) => each.startsWith(`— ${name} `))) {
        const signed = base64(line.slice(name.length + 3));
        const text = encoder.encode(checkpoint.text);
        if (equal(signed.slice(0, 4), wanted) && (await crypto.subtle.verify("Ed25519", known, signed.slice(4), text))) {
          return { size: checkpoint.size, key };
        }
      }
    }
    throw new Fails("checkpoint");
  }

  async function inclusion(file) {
    const checkpoint = checkpointOf(file.checkpoint);
    for (const [at, entry] of file.leaves.entries()) {
      const leaf = await leafHash(entry.leaf);
      const root = await rootByPath(leaf, entry.index, checkpoint.size, entry.path.map(base64));
      if (!equal(root, checkpoint.root)) {
        throw new Fails(at + 1);
      }
    }
    return { count: file.leaves.length, size: checkpoint.size, pending: file.pending };
  }

  async function chain(file) {
    const subject = await digest(file.subject.salt, "subject", file.subject.name);
    let [previous, last] = ["", -1];
    for (const [at, entry] of file.leaves.entries()) {
      const told = { ...JSON.parse(entry.leaf), number: at + 1, previous, subject };
      if (canonical(told) !== entry.leaf || entry.index <= last) {
        throw new Fails(at + 1);
      }
      [previous, last] = [hex(await leafHash(entry.leaf)), entry.index];
    }
    return { count: file.leaves.length };
  }

  async function values(file) {
    let [count, closed] = [0, 0];
    for (const [at, entry] of file.leaves.entries()) {
      const digests = new Set(JSON.parse(entry.leaf).values);
      const names = new Set(entry.openings.map((opening) => opening.name));
      for (const opening of entry.openings) {
        const found = await digest(opening.salt, opening.name, opening.value);
        if (!digests.has(found) || names.size < entry.openings.length) {
          throw new Fails(at + 1);
        }
      }
      count += entry.openings.length;
      closed += entry.openings.length ? 0 : 1;
    }
    return { count, closed };
  }

  // `shown` is what the page says, by the names of the record's fields.
  async function claim(file, shown) {
    const logged = new Map();
    for (const { openings } of file.leaves) {
      const opened = new Map(openings.map(({ name, value }) => [name, value]));
      for (const [name, value] of opened.get("row") === file.subject.name ? opened : []) {
        if (name.startsWith("new/")) {
          logged.set(name.slice(4), value);
        }
      }
    }
    const names = new Set([...Object.keys(file.claim), ...shown.keys()]);
    const plain = (value) => String(value ?? "").replace(/\s+/g, ""); // a page breaks lines where it likes
    for (const name of names) {
      const differs = logged.has(name) && canonical(logged.get(name)) !== canonical(file.claim[name] ?? null);
      if (differs || (shown.has(name) && plain(shown.get(name)) !== plain(file.claim[name]))) {
        throw file.pending > 0 ? Object.assign(new NotSeen(name), { slots: { told: "waiting" } }) : new Fails(name);
      }
    }
    const wanted = [...names].filter((name) => shown.has(name) || (file.claim[name] ?? null) !== null);
    const closed = wanted.filter((name) => !logged.has(name));
    if (closed.length) {
      throw new NotSeen(closed.join(", "));
    }
    return { count: names.size };
  }

  // How many entries the newest checkpoint at the address has.
  async function sizeOf(address) {
    const answer = await reading(`${address}/checkpoint`, { cache: "no-store" }).catch(() => null);
    if (!answer?.ok) {
      throw new NotSeen(`${address}/checkpoint`);
    }
    return checkpointOf(await answer.text()).size;
  }

  // Whether the log of the kept checkpoint is the beginning of that of the other, by the tiles at the address.
  async function older(notes, address) {
    const [kept, now] = notes.map(checkpointOf);
    const [small, large] = kept.size > now.size ? [now, kept] : [kept, now];
    const sizes = { then: small.size, size: large.size };
    if (small.origin !== large.origin || (small.size === large.size && !equal(small.root, large.root))) {
      throw new Fails(large.size);
    }
    if (large === kept && (await sizeOf(address)) < kept.size) {
      throw new Fails(kept.size);
    }
    const readHash = tilesAt(address, large.size);
    for (const each of small.size === large.size ? [] : [small, large]) {
      if (!equal(await over(readHash, 0, each.size, small.size), each.root)) {
        throw new Fails(small.size);
      }
    }
    return sizes;
  }

  return { canonical, digest, leafHash, rootByPath, over, checkpointOf, signature, inclusion, chain, values, claim, older, hex };
})();
