// What holds for every page: it is quiet and fits at every width and in both colours, axe finds nothing, one heading leads it,
// and pictures of it are left in target/screens to be looked at.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { TARGET, THEMES, WIDTHS, assertFits, assertQuiet, axe, reading } from "./harness.js";
import { called, places } from "./places.js";

const SCREENS = join(TARGET, "screens");
/** Bytes of a first page that its user waits for. */
const LARGEST = 100_000;
const room = reading();

/** Calls `look` with every page in a theme and a width. */
async function everyPage(theme, width, look, options = {}) {
  const wrong = [];
  for (const path of [...(await places(room)), "/search?q=huelga", "/search?q=harbour&view=kwic", "/no-such-page"]) {
    const status = path === "/no-such-page" ? 404 : 200;
    let page;
    try {
      page = await room.open(path, { theme, width, status, ...options });
      await look(page, path);
      await assertQuiet(page);
    } catch (error) {
      wrong.push(`${path} (${theme}, ${width}): ${error.message}`);
    } finally {
      await page?.context().close();
    }
  }
  assert.deepEqual(wrong, [], wrong.join("\n\n"));
}

for (const theme of THEMES) {
  test(`axe finds nothing on any page, ${theme}`, { timeout: 900_000 }, () =>
    everyPage(theme, 1280, async (page) => {
      const violations = await axe(page);
      assert.deepEqual(violations, [], violations.join("\n"));
      assert.equal(await page.locator("h1").count(), 1, "one heading leads the page");
    }));
  for (const width of WIDTHS) {
    test(`every page fits, ${theme}, ${width} wide`, { timeout: 900_000 }, () => {
      mkdirSync(SCREENS, { recursive: true });
      return everyPage(theme, width, async (page, path) => {
        await page.screenshot({ path: join(SCREENS, `${called(path)}-${theme}-${width}.png`), fullPage: true });
        await assertFits(page);
      });
    });
  }
}

test("axe finds nothing on any page, narrow and in Spanish, before any script runs", { timeout: 900_000 }, () =>
  everyPage("light", 360, async (page) => {
    const violations = await axe(page);
    assert.deepEqual(violations, [], violations.join("\n"));
    assert.equal(await page.locator("html").getAttribute("lang"), "es");
  }, { language: "es-UY", scripts: "blocked" }));

test("a first page is small", async () => {
  for (const path of await places(room)) {
    const answer = await fetch(new URL(path, room.url));
    const bytes = (await answer.arrayBuffer()).byteLength;
    assert.ok(bytes <= LARGEST, `${path} is ${bytes} bytes`);
  }
});
