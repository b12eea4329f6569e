// Hostile words stay words: as the text of a document, the names in it, its file's name, a value that a person sets, a query.
//
//   HOSTILE_EVERY=40   one in so many strings of the collection beside the project too (1: all, and every string of our own in
//                      every parameter of every page); otherwise our own alone, taking turns among parameters and places
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { assertQuiet, broadside, reading } from "./harness.js";
import { OWN, others } from "./hostile.js";
import { items, places } from "./places.js";

const EVERY = Number(process.env.HOSTILE_EVERY ?? 0);
const found = EVERY > 0 ? others(EVERY) : [];
if (EVERY > 0 && found.length === 0) console.log("SKIPPED: the collection of hostile strings is not beside the project (../shared/corpora/strings); our own are tested.");
const STRINGS = [...OWN, ...found];
/** Strings in one document. */
const IN_ONE = 25;

const clean = (text) => text.replaceAll("\u0000", "");
const line = (text) => clean(text).replace(/\s+/g, " ").trim().slice(0, 400);

/** A statement that has a string in every place that is read out of one. */
const statement = (strings) => {
  const [first] = strings;
  return `${line(first)}\n\nCOMMUNIQUE No. 7: ${line(first)}\n\nPuerto Alvar, 12 March 1978\n\nTo ${line(first)}:\n\n${strings.map(clean).join("\n\n")}\n\n` +
    `According to ${line(first)}, 12 people were killed and 40 wounded in ${line(first)}.\n\n"${line(first)}", said ${line(first)}.\n\n` +
    `WE DEMAND:\n\n1. ${line(first)}\n2. Bread\n\nSigned by:\n\n${strings.map(line).join("\n")}\nBakers' Union of Alvar\n`;
};

/** A string as far as a file system takes it for a name. */
function fileName(text, at) {
  let name = clean(text).replaceAll("/", "\u2215");
  while (Buffer.byteLength(name) > 200) name = name.slice(0, -1);
  return `${name.trim() || "blank"} ${at}.txt`.replace(/^\.+/, "_");
}

const room = reading({
  make(archive, folder) {
    const files = join(folder, "files");
    mkdirSync(files);
    for (let at = 0; at < STRINGS.length; at += IN_ONE) writeFileSync(join(files, `text-${at}.txt`), statement(STRINGS.slice(at, at + IN_ONE)));
    STRINGS.forEach((text, at) => writeFileSync(join(files, fileName(text, at)), `Letter ${at}\n\nTo the port.\n\nWe greet number ${at}: ${line(text)}\n`));
    OWN.forEach((text, at) => writeFileSync(join(files, `web-${at}.html`), `<!doctype html><title>${text}</title><h1>${text}</h1><p>Puerto Alvar, 12 March 1978.</p>${text}<p title="${text}">We greet the port.</p>`));
    broadside("add", files, "--archive", archive);
  },
});

/** Opens addresses one after the other in one window, and fails where one of them does more than show words. */
async function visit(addresses, options = {}) {
  const page = await room.open("/", { ...options, expects: [400, 404] });
  const wrong = [];
  for (const address of addresses) {
    try {
      const answer = await page.goto(new URL(address, room.url).href, { waitUntil: "load" });
      assert.ok(answer.status() < 500, `answers ${answer.status()}`);
      await assertQuiet(page);
    } catch (error) {
      if (!/download is starting/i.test(error.message)) wrong.push(`${address}: ${error.message}`);
      page.troubles.length = 0;
    }
  }
  await page.context().close();
  assert.deepEqual(wrong, [], wrong.slice(0, 20).join("\n"));
}

/** All items of a list, page after page. */
async function all(path) {
  const list = [];
  for (let page = 1; page < 1000; page += 1) {
    const some = await items(room, `${path}?page=${page}`);
    if (some.length === 0 || (page > 1 && JSON.stringify(some[0]) === JSON.stringify(list[0]))) break;
    list.push(...some);
  }
  return list;
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
  const statements = (await all("/search")).map((item) => item.id);
  assert.ok(statements.length >= STRINGS.length, `${statements.length} statements are listed`);
  const views = statements.flatMap((id) => [`/statements/${id}`, `/statements/${id}/cite`]);
  await visit(views);
});

test("in lists, page after page", LONG, async () => {
  for (const list of ["/search", "/entities", "/signatories", "/claims", "/report"]) {
    const count = (await all(list)).length;
    const size = (await items(room, list)).length || 1;
    await visit(Array.from({ length: Math.ceil(count / size) }, (_, at) => `${list}?page=${at + 1}`));
  }
  const names = (await all("/entities")).map((item) => item.id);
  await visit(names.slice(0, EVERY === 1 ? names.length : 40).map((id) => `/entities/${id}`));
});

test("on every page", LONG, async () => visit(await places(room, 10)));

test("as queries, with and without scripts", LONG, async () => {
  const asked = (text) => encodeURIComponent(Buffer.from(clean(text), "utf8").toString("utf8"));
  await visit(STRINGS.map((text) => `/search?q=${asked(text)}`));
  await visit(OWN.flatMap((text) => [`/search?q=${asked(text)}&view=kwic`, `/search?kind=${asked(text)}&issuer=${asked(text)}&place=${asked(text)}`]));
  await visit(OWN.map((text) => `/search?q=${asked(text)}`), { scripts: false });
});

test("as parameters of every page", LONG, async () => {
  const description = await room.json("/openapi.json");
  const addresses = [];
  for (const [path, methods] of Object.entries(description.paths)) {
    if (!methods.get || path.includes("{") || path.includes("export")) continue;
    for (const { name, in: where } of methods.get.parameters ?? []) {
      if (where === "query") own(5).forEach((text) => addresses.push(`${path}?${name}=${encodeURIComponent(clean(text))}`));
    }
  }
  await visit(addresses);
});

test("as places of addresses", LONG, async () => {
  const places = ["/statements/", "/entities/", "/reuse/", "/report/", "/add/", "/assets/", "/"];
  await visit(places.flatMap((place) => own(12).map((text) => `${place}${encodeURIComponent(clean(text))}`)));
});

test("as values that people set", LONG, async () => {
  const [first] = await items(room, "/search?q=greet");
  for (const [at, text] of OWN.entries()) {
    const fields = new URLSearchParams({ act: "set", target: `${first.id}/title`, value: clean(text), author: clean(text), reason: clean(text), back: `/statements/${first.id}` });
    const answer = await fetch(new URL("/decide", room.url), { method: "POST", body: fields, redirect: "manual", headers: { origin: room.url } });
    assert.ok(answer.status < 500, `${text} answers ${answer.status}`);
    const next = answer.headers.get("location") ?? `/statements/${first.id}`;
    assert.equal(new URL(next, room.url).origin, room.url, "it leads to no other host");
    if (at % 4 === 0) await visit([next, "/decisions", "/review"]);
  }
});

test("as the page to go back to", async () => {
  for (const back of ["//elsewhere.example/", "https://elsewhere.example/", "/\\elsewhere.example/", "javascript:alert(1)", "/\t/elsewhere.example", "\\\\elsewhere.example"]) {
    const body = new URLSearchParams({ lang: "en", theme: "light", back });
    const answer = await fetch(new URL("/settings", room.url), { method: "POST", body, redirect: "manual", headers: { origin: room.url } });
    assert.equal(new URL(answer.headers.get("location") ?? "/", room.url).origin, room.url, back);
  }
});
