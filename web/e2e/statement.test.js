// The page of a statement: evidence both ways, the picture, lists, versions, and how it is cited.
import assert from "node:assert/strict";
import { test } from "node:test";
import { THEMES, WIDTHS, assertFits, assertQuiet, axe, broadside, reading } from "./harness.js";

const room = reading();
const ids = new Map();

/** The id of the example whose path ends so. */
const id = (end) => {
  if (ids.size === 0) {
    const lines = broadside("list", "--json", "--archive", room.archive).trim().split("\n");
    for (const line of lines.map((line) => JSON.parse(line))) for (const path of line.paths) if (!ids.has(path)) ids.set(path, line.id);
  }
  const found = [...ids].find(([path]) => path.endsWith(end));
  assert.ok(found, `${end} is an example`);
  return found[1];
};

const comunicado = () => `/statements/${id("1978/comunicado-14.txt")}`;
const pdf = () => `/statements/${id("ministry-statement.pdf")}`;

room.test("a fact leads to its words", comunicado, async (page, { scripts }) => {
  const row = page.locator("section.list tr.fact", { hasText: "Baldomero Quesal" });
  await row.locator("a.ev").click();
  await page.waitForURL(/[?&]at=\d+-\d+/);
  if (scripts) {
    const words = await page.evaluate(() => [...CSS.highlights.get("lit")].map(String).join(" "));
    assert.match(words, /Baldomero Quesal/);
  } else {
    assert.match(await page.locator("#text .lit").allInnerTexts().then((all) => all.join("")), /Baldomero Quesal/);
  }
});

room.test("words lead to what was made of them", comunicado, async (page) => {
  await page.locator("#text a.w", { hasText: "cuatro muertos" }).click();
  const panel = page.locator("#of");
  await panel.waitFor({ state: "visible" });
  assert.match(await panel.innerText(), /claim/i);
  assert.match(await panel.innerText(), /\d+% sure/);
});

room.test("parts stand in the margin, and the card names its reasons", comunicado, async (page) => {
  const labels = await page.locator("#text .label").allInnerTexts();
  for (const part of ["title", "dateline", "demand", "signatories"]) assert.ok(labels.some((label) => label.includes(part)), `${part} in ${labels}`);
  assert.match(await page.locator(".facts dl").innerText(), /1978-03-12[\s\S]*dateline/);
});

room.test("a page of a PDF stands beside the text with the same words boxed", () => `${pdf()}?at=0-29`, async (page) => {
  const picture = page.locator("#picture img");
  await picture.scrollIntoViewIfNeeded();
  await page.waitForFunction(() => document.querySelector("#picture img").naturalWidth > 100);
  assert.ok((await page.locator("#picture rect.lit").count()) > 0);
});

room.test("repairs are shown on demand", () => `${pdf()}?repairs=shown`, async (page) => {
  assert.ok((await page.locator("#repairs tbody tr").count()) > 0);
  assert.ok((await page.locator("#text a.edit del").count()) > 0);
});

room.test("versions stand side by side", () => `${comunicado()}/compare?with=${id("comunicado-14-memoria-del-puerto.html")}`, async (page) => {
  assert.ok((await page.locator("del.reading.words").count()) > 0);
  assert.equal(await page.locator("table.collation thead th").count(), 2);
});

room.test("words that were cited are found again", () => `${comunicado()}?${new URLSearchParams({ quote: "hubo 31  accidentes\ngraves", suffix: "y cuatro" })}`, async (page) => {
  assert.match((await page.locator("#text .lit").allInnerTexts()).join(""), /hubo 31 accidentes graves/);
});

room.test("words that are gone are said to be gone", () => `${comunicado()}?quote=nowhere%20to%20be%20found`, async (page) => {
  assert.match(await page.locator(".notice").innerText(), /not in the text/);
});

room.test("a statement is cited in styles and formats", () => `${comunicado()}/cite?at=100-150`, async (page) => {
  const text = await page.locator("article.cite").innerText();
  for (const style of ["APA", "Chicago", "MLA", "ISO 690", "CSL-JSON", "BibTeX", "RIS"]) assert.ok(text.includes(style), style);
  assert.equal(await page.locator("span.Z3988").count(), 1);
  assert.ok((await page.locator('meta[name="citation_title"]').getAttribute("content")).includes("COMUNICADO"));
});

room.test("there is a clear page where there is no statement", "/statements/0000000000000000", async (page) => {
  assert.match(await page.locator("main").innerText(), /no statement 0000000000000000/);
}, { status: 404 });

test("signatories are sorted, filtered and copied", async () => {
  const page = await room.open(comunicado());
  await page.locator("section.list button.sort", { hasText: "Name" }).first().click();
  const sorted = await page.locator("section.list").first().locator("tbody tr td:nth-child(2)").allInnerTexts();
  assert.deepEqual(sorted, [...sorted].sort((a, b) => a.localeCompare(b)));
  await page.locator("section.list").first().locator("input[type=search]").fill("tesorero");
  assert.equal(await page.locator("section.list").first().locator("tbody tr:visible").count(), 1);
  await assertQuiet(page);
  await page.context().close();
});

test("selected words get an address, counted in code points", async () => {
  const page = await room.open(comunicado());
  const at = await page.evaluate(() => {
    const para = [...document.querySelectorAll("#text [data-o]")].find((one) => one.textContent.includes("Cámara de Armadores"));
    const walker = document.createTreeWalker(para, NodeFilter.SHOW_TEXT);
    let node = walker.nextNode();
    while (!node.data.includes("Cámara")) node = walker.nextNode();
    const start = node.data.indexOf("Cámara");
    getSelection().setBaseAndExtent(node, start, node, start + "Cámara".length);
    return true;
  });
  assert.ok(at);
  const cite = page.locator(".selected a[href*='/cite?at=']");
  await cite.waitFor();
  const href = await cite.getAttribute("href");
  const { passage } = await room.json(href);
  assert.equal(passage.quote, "Cámara");
  await assertQuiet(page);
  await page.context().close();
});

test("the JSON is what the command line shows", async () => {
  const path = comunicado();
  const shown = JSON.parse(broadside("show", "--json", path.split("/").pop(), "--archive", room.archive));
  assert.deepEqual(await room.json(path), shown);
});

test("an original is a file to keep, never a page", async () => {
  const answer = await fetch(new URL(`/statements/${id("growers-open-letter.html")}/original`, room.url));
  assert.equal(answer.headers.get("content-type"), "application/octet-stream");
  assert.match(answer.headers.get("content-disposition"), /^attachment/);
  assert.equal(answer.headers.get("x-content-type-options"), "nosniff");
});

test("the pages are within reach of everybody, at every width and in both themes", async () => {
  const pages = [comunicado(), `${pdf()}?of=0-29&repairs=shown`, `${comunicado()}/cite?at=100-150`, `${comunicado()}/compare?with=${id("comunicado-14-memoria-del-puerto.html")}`];
  for (const path of pages) {
    for (const theme of THEMES) {
      for (const width of WIDTHS) {
        const page = await room.open(path, { theme, width, language: width === 768 ? "es" : "en" });
        await assertFits(page);
        assert.deepEqual(await axe(page), [], `${path} ${theme} ${width}`);
        await assertQuiet(page);
        await page.context().close();
      }
    }
  }
});
