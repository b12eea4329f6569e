// For people who have no terminal, and whom the program does not know: a search for reuse is begun from its page, and who
// decides is asked for once.
import assert from "node:assert/strict";
import { test } from "node:test";
import { reading } from "./harness.js";

// A server that some service starts knows nobody.
for (const name of ["BROADSIDE_AUTHOR", "USER", "LOGNAME", "USERNAME"]) delete process.env[name];
const room = reading();
const decisions = () => room.json("/decisions");

test("a search for reuse is begun from its page and found there", { timeout: 180_000 }, async () => {
  const page = await room.open("/reuse");
  await page.locator("main form button").first().click();
  // The page looks again by itself until the search is over.
  await page.waitForFunction(() => document.querySelector("main a.chip"), null, { timeout: 120_000 });
  assert.deepEqual(page.troubles, []);
  assert.ok((await room.json("/reuse")).families > 0);
  await page.context().close();
});

room.test("who decides is asked for once, by key and by click", "/review?only=questions", async (page, how) => {
  const before = (await decisions()).total;
  if (how.scripts) await page.keyboard.press("c");
  else await page.locator("#queue button[form=decide]").first().click();
  await page.locator("input[name=author]").fill("Ana Nerín");
  await page.locator("main form button").click();
  await page.waitForURL(/\/review/);
  assert.equal((await decisions()).total, before + 1);
  await page.locator("#queue button[form=decide]").first().click();
  let now = await decisions();
  while (now.total < before + 2) now = await decisions();
  assert.deepEqual([now.total, now.items[0].author], [before + 2, "Ana Nerín"]);
});
