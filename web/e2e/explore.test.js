// Names, signatories, claims, timeline, network and reuse: with scripts and without, and that every row leads to its words.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertFits, assertQuiet, axe, broadside, reading, THEMES, WIDTHS } from "./harness.js";

const room = reading();
const PAGES = ["/entities", "/signatories", "/claims", "/claims?view=rows", "/timeline", "/network", "/reuse"];

for (const path of PAGES) {
  room.test(`${path} says what it is and has rows or says why not`, path, async (page, how) => {
    assert.ok((await page.locator("h1").innerText()).length > 3);
    assert.ok((await page.locator("main").innerText()).length > 80);
    if (how.scripts) assert.deepEqual(await axe(page), []);
    await assertFits(page);
  });
}

for (const path of ["/signatories", "/claims", "/timeline"]) {
  room.test(`a row of ${path} leads to its words`, path, async (page) => {
    const link = page.locator("main table tbody a[href*='?at=']").first();
    const address = await link.getAttribute("href");
    assert.match(address, /^\/statements\/[0-9a-f]{16}(-\d+)?\?at=\d+-\d+$/);
  });
}

room.test("a name leads to all that is known of it", "/entities?sort=uses", async (page, how) => {
  const name = await page.locator("tbody th a").first().innerText();
  await page.locator("tbody th a").first().click();
  await page.waitForURL(/\/entities\/e[0-9a-f]{16}$/);
  assert.equal(await page.locator("h1").innerText(), name);
  if (how.scripts) assert.deepEqual(await axe(page), []);
  await assertFits(page);
});

test("pages and command line say the same", async () => {
  const lines = (command) => broadside(...command, "--json", "--archive", room.archive).trim().split("\n").map((line) => JSON.parse(line));
  for (const [path, command] of [["/entities", "entities"], ["/signatories", "signatories"], ["/claims", "claims"], ["/timeline", "timeline"]]) {
    const [page, said] = [await room.json(path), lines([command])];
    assert.equal(page.total, said.length, path);
    assert.deepEqual(page.items, said.slice(0, page.items.length), path);
  }
  assert.deepEqual(await room.json("/network"), lines(["network"])[0]);
  const first = (await room.json("/entities")).items[0].id;
  assert.deepEqual(await room.json(`/entities/${first}`), lines(["entity", first])[0]);
});

test("each page fits each width, in both themes and languages", async () => {
  for (const path of PAGES) {
    for (const theme of THEMES) {
      for (const width of WIDTHS) {
        const page = await room.open(path, { theme, width, language: theme === "dark" ? "es" : "en" });
        await assertFits(page);
        assert.deepEqual(await axe(page), [], `${path} ${theme} ${width}`);
        await assertQuiet(page);
        await page.context().close();
      }
    }
  }
});

test("a name that is not there gets a page that says what to do", async () => {
  const page = await room.open("/entities/e0000000000000000", { status: 404 });
  assert.match(await page.locator("main").innerText(), /Names/);
  await page.context().close();
});
