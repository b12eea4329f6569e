// What stands around every page: menu, search, settings, the way past them by keyboard, and what is said of a wrong address.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertQuiet, reading } from "./harness.js";

const room = reading();

room.test("the first page names the archive and leads to every part", "/", async (page) => {
  assert.equal(await page.locator("h1").count(), 1);
  assert.match(await page.title(), /Broadside/);
  const links = await page.locator("nav.menu a").evaluateAll((all) => all.map((link) => link.getAttribute("href")));
  assert.deepEqual(links, [...new Set(links)]);
  assert.ok(links.length >= 8);
  assert.equal(await page.locator("nav.menu a[aria-current=page]").count(), 1);
});

room.test("a wrong address says so, and leads on", "/no-such-page", async (page) => {
  assert.equal(await page.locator("h1").count(), 1);
  await page.locator("a.mark").click();
  assert.equal(new URL(page.url()).pathname, "/");
}, { status: 404 });

room.test("by keyboard, the first stop leads past the menu", "/", async (page) => {
  await page.keyboard.press("Tab");
  assert.ok(await page.evaluate(() => document.activeElement.matches("a.skip")));
  const box = await page.locator("a.skip").boundingBox();
  assert.ok(box.x >= 0 && box.y >= 0, "what has the focus is seen");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "main");
});

room.test("language and colours are chosen, and stay", "/", async (page, { scripts }) => {
  const apply = () => page.locator("form.settings button").click();
  await page.locator("select[name=theme]").selectOption("dark");
  if (!scripts) await apply();
  await page.locator("html[data-theme=dark]").waitFor();
  await page.locator("select[name=lang]").selectOption("es");
  if (!scripts) await apply();
  await page.locator("html[lang=es]").waitFor();
  await page.goto(new URL("/no-such-page", room.url).href);
  assert.deepEqual(await page.evaluate(() => [document.documentElement.lang, document.documentElement.dataset.theme]), ["es", "dark"]);
}, { expects: [404] });

room.test("the browser's language is spoken", "/", async (page) => {
  assert.equal(await page.locator("html").getAttribute("lang"), "es");
}, { language: "es-UY" });

room.test("a slash goes to the search field", "/", async (page) => {
  await page.keyboard.press("/");
  assert.equal(await page.evaluate(() => document.activeElement.id), "find");
}, { scripts: true });

test("a document's words in a query stay words", async () => {
  const page = await room.open("/no-such-page?q=" + encodeURIComponent('"><img src=x onerror=alert(1)>'), { status: 404 });
  await assertQuiet(page);
  await page.context().close();
});
