// From the first page to an answer, as somebody walks who has just run `make try`: who signed both the Spanish and the English
// Communiqué 14, and what do statements claim happened? docs/room.md tells the same walk; each click here is one there.
import assert from "node:assert/strict";
import { assertQuiet, reading } from "./harness.js";

const room = reading();
/** More than these a newcomer should not need. */
const MOST = 10;

room.test("who signed both, and what do they claim happened?", "/", async (page) => {
  let clicks = 0;
  const click = async (locator) => {
    await locator.first().click();
    await page.waitForLoadState();
    clicks += 1;
    await assertQuiet(page);
  };
  const menu = (address) => page.locator(`nav.menu a[href="${address}"]`);
  await click(menu("/entities"));
  await click(page.locator('main a[href^="/entities/"]').filter({ hasText: "Elena Marrufo" }));
  const signed = await page.locator('main a[href^="/statements/"]').evaluateAll((all) => new Set(all.map((link) => link.getAttribute("href").split("?")[0])).size);
  assert.ok(signed >= 2, `she signed ${signed} statements`);
  const company = await page.locator("main").innerText();
  assert.match(company, /Iriberri/, "with whom she signs stands there");
  assert.match(company, /Quesal/);
  await click(page.locator('main a[href^="/statements/"]'));
  assert.match(await page.locator("main").innerText(), /Marrufo[^]*Iriberri[^]*Quesal/);
  await click(menu("/claims"));
  const claimed = await page.locator("main").innerText();
  for (const figure of [/\b4\b/, /\b11\b/, /\b14\b/]) assert.match(claimed, figure);
  await click(page.locator('main a[href^="/statements/"]'));
  assert.match(page.url(), /\/statements\//);
  assert.ok(clicks <= MOST, `${clicks} clicks`);
});
