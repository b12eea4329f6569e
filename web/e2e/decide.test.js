// Deciding, reviewing, adding and reporting: through forms, by keyboard, and through the end of the server.
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { axe, assertFits, reading, serve } from "./harness.js";

process.env.BROADSIDE_AUTHOR ??= "Tester";
const room = reading();
const first = async () => (await room.json("/report?outcome=read")).items[0].id;
const decisions = () => room.json("/decisions");

for (const path of ["/decisions", "/review", "/add", "/report", "/report?problems=1"]) {
  room.test(`${path} is accessible and fits`, path, async (page, how) => {
    await assertFits(page);
    if (how.scripts) assert.deepEqual(await axe(page), []);
  }, { width: 360 });
}

room.test("a value is set with words, and the reason is seen", async () => `/decide?target=${await first()}/title`, async (page, how) => {
  const title = `Title, ${how.scripts ? "with" : "without"} scripts`;
  await page.locator("form:has(input[value=set]) [name=value]").fill(title);
  await page.locator("form:has(input[value=set]) [name=author]").fill("Ana Nerín");
  await page.locator("form:has(input[value=set]) [name=reason]").fill("it says so");
  await page.locator("form:has(input[value=set]) button").click();
  await page.waitForURL(/\/statements\//);
  const last = (await decisions()).items[0];
  assert.deepEqual([last.act, last.value, last.author, last.reason], ["set", title, "Ana Nerín", "it says so"]);
});

room.test("a decision is taken back from the log", "/decisions", async (page) => {
  const before = await decisions();
  await page.locator("ol.log button").first().click();
  await page.waitForURL(/\/decisions/);
  const now = await decisions();
  assert.equal(now.total, before.total + 1);
  assert.equal(now.items[0].act, "undo");
});

room.test("questions are answered one after the other by keyboard, and the last is taken back", "/review?only=questions", async (page) => {
  const left = async () => Number(await page.locator("#left").getAttribute("data-left"));
  const before = await left();
  await page.keyboard.press("r");
  await page.waitForFunction((count) => Number(document.querySelector("#left").dataset.left) === count, before - 1);
  assert.equal(await page.locator("li.item[data-now]").count(), 1);
  await page.keyboard.press("u");
  await page.waitForFunction((count) => Number(document.querySelector("#left").dataset.left) === count, before);
  assert.equal((await decisions()).items[0].act, "undo");
}, { scripts: true });

room.test("a question is answered with a form", "/review?only=questions", async (page) => {
  const left = async () => Number(await page.locator("#left").getAttribute("data-left"));
  const before = await left();
  await page.locator("li.item button[data-key=r]").first().click();
  await page.waitForURL(/\/review/);
  assert.equal(await left(), before - 1);
}, { scripts: false });

room.test("files are sent, read, and told of", "/add", async (page, how) => {
  const folder = join(room.folder, how.scripts ? "a" : "b");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "año <b>1968.txt"), `Union of Bakers. We demand bread. ${folder}`);
  writeFileSync(join(folder, "x.bin"), Buffer.from([0, 1, 2, 255, 254, how.scripts ? 1 : 2]));
  await page.locator("input[type=file]").first().setInputFiles([join(folder, "año <b>1968.txt"), join(folder, "x.bin")]);
  await page.locator("form#add button").click();
  await page.waitForURL(/\/add\/[0-9a-f]+$/);
  await page.waitForSelector("#progress[data-ended=true]");
  assert.equal(await page.locator("ul.files li").count(), 2);
  assert.match(await page.locator("#progress").innerText(), /año <b>1968\.txt/);
});

test("two who decide at once are both heard, and nothing is lost when the server is killed", { timeout: 240_000 }, async () => {
  const id = await first();
  const send = (url, fields) =>
    fetch(new URL("/decide", url), { method: "POST", headers: { accept: "application/json" }, body: new URLSearchParams(fields) });
  const before = (await decisions()).total;
  const answers = await Promise.all(
    [...Array(12).keys()].map((n) => send(room.url, { act: "set", target: `${id}/title`, value: `Title ${n}`, author: `Tab ${n % 2}` })),
  );
  const told = await Promise.all(answers.map(async (answer) => [answer.status, (await answer.json()).decisions[0].id]));
  assert.ok(told.every(([status]) => status === 200));
  assert.equal((await decisions()).total, before + 12);
  const other = await serve(room.archive);
  const acknowledged = told.map(([, decision]) => decision);
  const sending = [...Array(10).keys()].map(async (n) => {
    const answer = await send(other.url, { act: "set", target: `${id}/title`, value: `Last ${n}`, author: "Tab" });
    if (answer.ok) acknowledged.push((await answer.json()).decisions[0].id);
  });
  setTimeout(() => other.child.kill("SIGKILL"), 60);
  await Promise.allSettled(sending);
  const again = await serve(room.archive);
  const answer = await fetch(new URL("/decisions?format=json", again.url));
  const kept = new Set((await answer.json()).items.map((item) => item.id));
  assert.deepEqual(acknowledged.filter((decision) => !kept.has(decision)), []);
  await again.stop();
});

test("forms of other sites are refused", async () => {
  const id = await first();
  for (const headers of [{ origin: "http://127.0.0.1:1" }, { referer: "http://127.0.0.1:1/" }, { "sec-fetch-site": "same-site" }]) {
    const answer = await fetch(new URL("/decide", room.url), { method: "POST", headers, body: new URLSearchParams({ do: `confirm ${id}/title` }) });
    assert.equal(answer.status, 403);
  }
});
