// Searching: words, facets, dates, the concordance, what is wrong at its word, names while typing, and what is taken along.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertFits, axe, reading } from "./harness.js";

const room = reading();

room.test("words are found, marked, and lead to their place", "/search?q=huelga", async (page) => {
  const found = Number((await page.locator(".total strong").textContent()).match(/\d+/)[0]);
  const all = await room.json("/search?q=huelga");
  assert.equal(found, all.total);
  assert.ok(found > 0);
  const link = page.locator(".snippet a").first();
  assert.match(await link.getAttribute("href"), /^\/statements\/[0-9a-f-]+\?at=\d+-\d+$/);
  const { items } = all;
  const { highlights, text, start } = items[0].snippets[0];
  const word = [...text].slice(highlights[0].start - start, highlights[0].end - start).join("");
  assert.match(word, /huelga/i);
});

room.test("a facet says how many choosing it leaves", "/search", async (page) => {
  const value = page.locator("details.facet ul.values a").first();
  const promised = await value.locator(".count").textContent();
  await value.click();
  await page.locator(".wishes").waitFor();
  assert.equal((await page.locator(".total strong").textContent()).match(/\d+/)[0], promised);
  await page.locator(".wishes a").first().click();
  assert.equal(await page.locator(".wishes").count(), 0);
});

room.test("dates narrow, by picture and by hand", "/search", async (page) => {
  await page.locator("form.range input[name=from]").fill("1979");
  await page.locator("form.range input[name=to]").fill("1979");
  await page.locator("form.range button").click();
  await page.waitForURL(/from=1979&to=1979/);
  assert.ok((await page.locator("ol.hits > li").count()) > 0);
  assert.ok((await page.locator(".histogram svg a").count()) > 1);
});

room.test("a concordance has a line for every match", "/search?q=huelga&view=kwic", async (page) => {
  const lines = await page.locator("table.kwic tbody tr").count();
  const all = await room.json("/search?q=huelga&view=kwic");
  assert.equal(lines, Math.min(all.total, 50));
});

room.test("a question that means nothing is shown at its word", "/search?q=" + encodeURIComponent("peace colour:red"), async (page) => {
  assert.equal(await page.locator("mark.wrong").textContent(), "colour:");
  await page.locator("main input[name=q]").fill("huelga");
  await page.locator("main form button").click();
  assert.ok((await page.locator("ol.hits > li").count()) > 0);
}, { status: 400 });

room.test("names are suggested and opened by keyboard", "/", async (page) => {
  const { items } = await room.json("/suggest?typed=un");
  assert.ok(items.length > 0);
  await page.locator("#find").pressSequentially("un", { delay: 30 });
  await page.locator("[role=option]").first().waitFor();
  assert.equal(await page.locator("#find").getAttribute("aria-expanded"), "true");
  assert.deepEqual((await axe(page)) ?? [], []);
  await page.keyboard.press("ArrowDown");
  assert.equal(await page.locator("#find").getAttribute("aria-activedescendant"), "suggested-0");
  await page.keyboard.press("Enter");
  await page.waitForURL(new RegExp(items[0].address));
}, { scripts: true });

room.test("Escape closes the names and Enter searches for what was typed", "/", async (page) => {
  await page.locator("#find").pressSequentially("un", { delay: 30 });
  await page.locator("[role=option]").first().waitFor();
  await page.keyboard.press("Escape");
  assert.equal(await page.locator("[role=option]:visible").count(), 0);
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/search\?q=un/);
}, { scripts: true });

for (const path of ["/", "/search", "/search?q=huelga", "/search?q=huelga&view=kwic", "/help", "/suggest?typed=un"]) {
  room.test(`${path} has no barrier and fits a narrow screen`, path, async (page) => {
    assert.deepEqual((await axe(page)) ?? [], []);
    await assertFits(page);
  }, { width: 360, scripts: true });
}

test("all that was found is taken along", async () => {
  const { total } = await room.json("/search?q=huelga");
  const lines = async (format) => {
    const answer = await fetch(new URL(`/search/export?q=huelga&as=${format}`, room.url));
    assert.match(answer.headers.get("content-disposition"), /^attachment/);
    return await answer.text();
  };
  assert.equal((await lines("jsonl")).trim().split("\n").length, total);
  assert.equal((await lines("csv")).split("\r\n").filter((line) => /^[0-9a-f]{16}/.test(line)).length, total);
  assert.equal(JSON.parse(await lines("csl")).length, total);
  assert.equal((await lines("ris")).match(/^ER {2}- /gm).length, total);
  assert.equal((await lines("bib")).match(/^@misc/gm).length, total);
});
