// Hostile words stay words: as the text of a document, the names in it, its file's name, a value that a person sets, a query.
//
//   HOSTILE_EVERY=1   every string of the collection beside the project; otherwise one in 40, and all of our own
//
// Every string has documents, values and queries for itself, unless there are thousands: then they share them, as many as a
// file's name holds. What parameters answer is read for each of our own strings, and opened for the next few in turn.
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { assertQuiet, broadside, foreignAt, reading } from "./harness.js";
import { OWN, others } from "./hostile.js";
import { items, places } from "./places.js";

const EVERY = Number(process.env.HOSTILE_EVERY ?? 40);
const found = others(EVERY);
if (found.length === 0) console.log("SKIPPED: the collection of hostile strings is not beside the project (../shared/corpora/strings); our own are tested.");
const STRINGS = [...OWN, ...found];
/** Strings in one statement. */
const IN_ONE = 25;
/** Bytes that a file's name may take, short of what file systems allow. */
const NAME_BYTES = 200;
/** Bytes of a value, an author and a reason. */
const VALUE_BYTES = 1500;
/** Bytes of a query. */
const QUERY_BYTES = 1000;
/** Strings above which they share names and queries, and one in so many documents is cited. */
const FEW = 1000;
const CITED = 5;

const clean = (text) => text.replaceAll("\u0000", "");
const line = (text) => clean(text).replace(/\s+/g, " ").trim().slice(0, 400);

/** A statement that has a string in every place that is read out of one. */
const statement = (strings) => {
  const [first] = strings;
  return `${line(first)}\n\nCOMMUNIQUE No. 7: ${line(first)}\n\nPuerto Alvar, 12 March 1978\n\nTo ${line(first)}:\n\n${strings.map(clean).join("\n\n")}\n\n` +
    `According to ${line(first)}, 12 people were killed and 40 wounded in ${line(first)}.\n\n"${line(first)}", said ${line(first)}.\n\n` +
    `WE DEMAND:\n\n1. ${line(first)}\n2. Bread\n\nSigned by:\n\n${strings.map(line).join("\n")}\nBakers' Union of Alvar\n`;
};

/** Strings each alone; of thousands our own, and the others as many together as fit into so many bytes. */
function groups(most) {
  if (STRINGS.length <= FEW) return STRINGS.map((text) => [text]);
  const list = OWN.map((text) => [text]);
  let bytes = most;
  for (const text of found) {
    bytes += Buffer.byteLength(text) + 1;
    if (bytes > most) {
      list.push([]);
      bytes = Buffer.byteLength(text) + 1;
    }
    list.at(-1).push(text);
  }
  return list;
}

/** Strings that share a file's name. */
const NAMED = groups(NAME_BYTES);
/** Strings that are asked for together. */
const ASKED = groups(QUERY_BYTES);

/** Words as far as a file system takes them for a name. */
function fileName(words, at) {
  let name = clean(words).replaceAll("/", "\u2215");
  while (Buffer.byteLength(name) > NAME_BYTES) name = name.slice(0, -1);
  return `${name.trim() || "blank"} ${at}.txt`.replace(/^\.+/, "_");
}

const letter = (group, at) => `Letter ${at}\n\nTo the port.\n\n${group.map((text) => `We greet number ${at}: ${line(text)}\n`).join("\n")}`;
const webPage = (text) => `<!doctype html><title>${text}</title><h1>${text}</h1><p>Puerto Alvar, 12 March 1978.</p>${text}<p title="${text}">We greet the port.</p>`;

const room = reading({
  make(archive, folder) {
    const files = join(folder, "files");
    mkdirSync(files);
    const file = (name, words) => writeFileSync(join(files, name), words);
    for (let at = 0; at < STRINGS.length; at += IN_ONE) file(`text-${at}.txt`, statement(STRINGS.slice(at, at + IN_ONE)));
    NAMED.forEach((group, at) => file(fileName(group.join(" "), at), letter(group, at)));
    OWN.forEach((text, at) => file(`web-${at}.html`, webPage(text)));
    broadside("add", files, "--archive", archive);
  },
});

/** Windows by whether scripts run in them, each opened once; what is opened in them is counted. */
const windows = new Map();
let opened = 0;
after(() => console.log(`${STRINGS.length} strings in ${NAMED.length} names; ${opened} pages opened`));

async function windowFor(scripts) {
  if (!windows.has(scripts)) windows.set(scripts, await room.open("/", { scripts, expects: [400, 404] }));
  return windows.get(scripts);
}

/** Opens addresses one after the other in one window, and fails where one of them does more than show words. */
async function visit(addresses, { scripts = true } = {}) {
  const page = await windowFor(scripts);
  const wrong = [];
  for (const address of addresses) {
    opened += 1;
    try {
      const answer = await page.goto(new URL(address, room.url).href, { waitUntil: "load" });
      assert.ok(answer.status() < 500, `answers ${answer.status()}`);
      await assertQuiet(page);
    } catch (error) {
      if (!/download is starting/i.test(error.message)) wrong.push(`${address}: ${error.message}`);
      page.troubles.length = 0;
    }
  }
  assert.deepEqual(wrong, [], `${wrong.length} of ${addresses.length}:\n${wrong.slice(0, 20).join("\n")}`);
}

/** The pages of a list, from the first to the one that names no next, and all their items. */
async function all(path) {
  const pages = [];
  const list = [];
  for (let next = path; next; ) {
    const answer = await room.json(next);
    assert.ok(!pages.includes(next), `${next} names an earlier page as its next`);
    pages.push(next);
    list.push(...(answer.items ?? []));
    next = answer.next;
  }
  return { pages, list };
}

const LONG = { timeout: 4 * 3600_000 };

let turn = 0;
/** All of our own strings, or the next few of them in turn. */
function own(few) {
  if (EVERY === 1) return OWN;
  turn += few;
  return Array.from({ length: few }, (_, at) => OWN[(turn + at) % OWN.length]);
}

test("as the text of documents, as names in it, and as file names", LONG, async () => {
  const statements = (await all("/search")).list.map((item) => item.id);
  assert.ok(statements.length >= NAMED.length + OWN.length, `${statements.length} statements are listed`);
  await visit(statements.map((id) => `/statements/${id}`));
  await visit(statements.filter((_, at) => STRINGS.length <= FEW || at % CITED === 0).map((id) => `/statements/${id}/cite`));
});

test("in lists, page after page", LONG, async () => {
  for (const list of ["/search", "/entities", "/signatories", "/claims", "/report"]) await visit((await all(list)).pages);
  const names = (await all("/entities")).list;
  await visit(names.slice(0, EVERY === 1 ? names.length : 150).map((item) => `/entities/${item.id}`));
});

test("on every page", LONG, async () => visit(await places(room, 10)));

test("as queries, with and without scripts", LONG, async () => {
  const asked = (text) => encodeURIComponent(Buffer.from(clean(text), "utf8").toString("utf8"));
  await visit(ASKED.map((group) => `/search?q=${asked(group.join(" "))}`));
  await visit(OWN.flatMap((text) => [`/search?q=${asked(text)}&view=kwic`, `/search?kind=${asked(text)}&issuer=${asked(text)}&place=${asked(text)}`]));
  await visit(OWN.map((text) => `/search?q=${asked(text)}`), { scripts: false });
});

test("as parameters of every page", LONG, async () => {
  const description = await room.json("/openapi.json");
  const ids = {
    "/statements/": (await items(room, "/search?q=greet"))[0].id,
    "/entities/": (await items(room, "/entities"))[0].id,
  };
  const [read, addresses] = [[], []];
  for (const [path, methods] of Object.entries(description.paths)) {
    const start = Object.keys(ids).find((start) => path.startsWith(start));
    const place = path.replace("{id}", ids[start] ?? "{id}");
    if (!methods.get || place.includes("{") || path.includes("export")) continue;
    for (const { name, in: where } of methods.get.parameters ?? []) {
      if (where !== "query") continue;
      const address = (text) => `${place}?${name}=${encodeURIComponent(clean(text))}`;
      read.push(...OWN.map(address));
      addresses.push(...own(3).map(address));
    }
  }
  const page = await windowFor(true);
  assert.deepEqual(await foreignAt(page, read), []);
  await visit(addresses);
});

test("as places of addresses", LONG, async () => {
  const places = ["/statements/", "/entities/", "/reuse/", "/report/", "/add/", "/assets/", "/"];
  const address = (text) => places.map((place) => `${place}${encodeURIComponent(clean(text))}`);
  await visit(OWN.flatMap(address));
  assert.deepEqual(await foreignAt(await windowFor(true), found.flatMap(address)), []);
});

test("as values that people set", LONG, async () => {
  const [first] = await items(room, "/search?q=greet");
  for (const [at, text] of groups(VALUE_BYTES).map((group) => group.join(" ")).entries()) {
    const fields = new URLSearchParams({ act: "set", target: `${first.id}/title`, value: clean(text), author: clean(text), reason: clean(text), back: `/statements/${first.id}` });
    const answer = await fetch(new URL("/decide", room.url), { method: "POST", body: fields, redirect: "manual", headers: { origin: room.url } });
    assert.ok(answer.status < 500, `${text} answers ${answer.status}`);
    const next = answer.headers.get("location") ?? `/statements/${first.id}`;
    assert.equal(new URL(next, room.url).origin, room.url, "it leads to no other host");
    if (at % (at < OWN.length ? 4 : 25) === 0) await visit([next, "/decisions", "/review"]);
  }
  await visit((await all("/decisions")).pages);
});

test("as the page to go back to", async () => {
  for (const back of ["//elsewhere.example/", "https://elsewhere.example/", "/\\elsewhere.example/", "javascript:alert(1)", "/\t/elsewhere.example", "\\\\elsewhere.example"]) {
    const body = new URLSearchParams({ lang: "en", theme: "light", back });
    const answer = await fetch(new URL("/settings", room.url), { method: "POST", body, redirect: "manual", headers: { origin: room.url } });
    assert.equal(new URL(answer.headers.get("location") ?? "/", room.url).origin, room.url, back);
  }
});
