// Frame times of the drawings at size, printed as JSON: a network of 5,000 names and 50,000 ties, and a timeline of 100,000
// dated things, both made here by a counting generator and given to the scripts in place of the server's answer. Where a
// filter is moved, `steps` are the milliseconds from a step to the end of the frame that shows it.
//
//   node web/e2e/frames.js          (BROADSIDE and CHROMIUM as in harness.js)
//   PICTURES=folder                 also leaves pictures of both at rest, in both colours, wide and narrow
//   PLACES=file.json                a network of another making: what /network?format=places answers
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { browserPath, examples, serve } from "./harness.js";

let state = 1;
const chance = () => (state = (state * 48271) % 2147483647) / 2147483647;

function network(nodes = 5000, edges = 50_000) {
  const places = { id: [], name: [], x: [], y: [], community: [], strength: [], a: [], b: [], together: [], weight: [], first: [], last: [], backbone: nodes - 1 };
  for (let at = 0; at < nodes; at++) {
    const circle = at % 40;
    const [angle, far] = [circle * 2.4, Math.sqrt(circle) / 7];
    places.id.push(`e${at.toString(16).padStart(16, "0")}`);
    places.name.push(`Union of Workers no. ${at}`);
    places.x.push(far * Math.cos(angle) + (chance() - 0.5) * 0.2);
    places.y.push(far * Math.sin(angle) + (chance() - 0.5) * 0.2);
    places.community.push(circle);
    places.strength.push(Math.round(1000 / (at + 1)) + 1);
  }
  const seen = new Set();
  const put = (a, b) => {
    const key = a < b ? `${a} ${b}` : `${b} ${a}`;
    if (a === b || seen.has(key)) return;
    seen.add(key);
    places.a.push(a);
    places.b.push(b);
    places.together.push(1 + Math.floor(chance() * 9));
    places.weight.push(chance());
    const year = 1950 + Math.floor(chance() * 50);
    places.first.push(year);
    places.last.push(year + Math.floor(chance() * 5));
  };
  for (let at = 1; at < nodes; at++) put(at, at < 40 ? 0 : at % 40);
  while (places.a.length < edges) {
    const a = Math.floor(chance() * nodes);
    put(a, chance() < 0.8 ? (a + 40 * (1 + Math.floor(chance() * 100))) % nodes : Math.floor(chance() * nodes));
  }
  return places;
}

function days(things = 100_000) {
  const all = { from: [], to: [], what: [], count: [] };
  for (let at = 0; at < things; at++) {
    const from = Math.floor(-30_000 + chance() * 45_000);
    const length = chance() < 0.7 ? 0 : Math.floor(chance() * 1500);
    all.from.push(from);
    all.to.push(from + length);
    all.what.push(at % 3);
    all.count.push(1);
  }
  return all;
}

const sorted = (times) => {
  times.sort((a, b) => a - b);
  const at = (part) => Math.round((times[Math.floor((times.length - 1) * part)] ?? 0) * 10) / 10;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), worst: at(1) };
};

/** Times between frames while something is done, printed; and the times that `act` gives. */
async function frames(page, what, act) {
  await page.evaluate(() => {
    const times = (window.times = []);
    let last = performance.now();
    const tick = (now) => {
      times.push(now - last);
      last = now;
      if (window.times === times) requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  });
  const steps = await act();
  const times = await page.evaluate(() => {
    const times = window.times.slice(2);
    window.times = null;
    return times;
  });
  console.log(JSON.stringify({ what, frames: times.length, ...sorted(times), ...(steps && { steps: sorted(steps) }) }));
}

/** Gives a field these values, one after the other; gives the milliseconds until each is shown. */
async function step(page, field, values) {
  const times = [];
  for (const value of values) {
    const took = await field.evaluate(async (field, value) => {
      const began = performance.now();
      if (field.type === "checkbox") field.checked = value;
      else field.value = String(value);
      field.dispatchEvent(new Event("input"));
      await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
      // What was asked of the graphics hardware is done once a pixel can be read.
      const gl = document.querySelector(".full canvas")?.getContext("webgl2");
      gl?.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
      return performance.now() - began;
    }, value);
    times.push(took);
    await page.waitForTimeout(300);
  }
  return times;
}

async function drag(page, target) {
  const box = await target.boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  for (let at = 0; at < 60; at++) await page.mouse.move(box.x + box.width / 2 + Math.sin(at / 6) * 150, box.y + box.height / 2 + (at % 20));
  await page.mouse.up();
}

async function wheel(page, target) {
  const box = await target.boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  for (let at = 0; at < 40; at++) await page.mouse.wheel(0, at < 20 ? -80 : 80);
  await page.waitForTimeout(400);
}

async function openNetwork(page) {
  await page.goto(`${server.url}/network`);
  const button = page.locator("figure.network > button");
  await button.waitFor();
  const began = Date.now();
  await button.click();
  await page.locator(".full canvas").first().waitFor({ state: "attached" });
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
  const took = Date.now() - began;
  await page.locator(".full").scrollIntoViewIfNeeded();
  await page.waitForTimeout(1000);
  return took;
}

async function openTimeline(page) {
  await page.goto(`${server.url}/timeline`);
  await page.locator("figure.timeline canvas").waitFor();
  await page.waitForTimeout(500);
}

const ranges = (page) => page.locator(".tools input[type=range]");

async function pictures(page, name) {
  const box = page.locator("figure.network");
  const picture = async (of, what) => of.screenshot({ path: join(process.env.PICTURES, `${what}-${name}.png`) });
  await openNetwork(page);
  await picture(box, "network");
  await step(page, ranges(page).first(), [100]);
  await page.waitForTimeout(4000);
  await picture(box, "network-all");
  await step(page, ranges(page).first(), [50]);
  await page.locator(".tools input[type=search]").fill("no. 49");
  await page.waitForTimeout(1000);
  await picture(box, "network-search");
  await page.locator(".tools input[type=search]").press("Enter");
  await page.waitForTimeout(1000);
  await picture(box, "network-around");
  await openTimeline(page);
  await picture(page.locator("figure.timeline"), "timeline");
}

const folder = mkdtempSync(join(tmpdir(), "broadside-frames-"));
cpSync(examples(), join(folder, "a.broadside"), { recursive: true });
const server = await serve(join(folder, "a.broadside"));
const args = [...(process.getuid?.() === 0 ? ["--no-sandbox"] : []), "--disable-dev-shm-usage", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist"];
const browser = await chromium.launch({ executablePath: browserPath(), args });
const places = process.env.PLACES ? JSON.parse(readFileSync(process.env.PLACES, "utf8")) : network();
const dated = days();

async function open(options) {
  const page = await browser.newPage(options);
  page.on("pageerror", (error) => {
    throw error;
  });
  await page.route(/format=places/, (route) => route.fulfill({ json: places }));
  await page.route(/format=days/, (route) => route.fulfill({ json: dated }));
  return page;
}

try {
  const page = await open({ viewport: { width: 1280, height: 900 } });
  await frames(page, "nothing, for comparison", () => page.waitForTimeout(2000));
  const opened = await openNetwork(page);
  console.log(JSON.stringify({ what: "network: open", nodes: places.id.length, edges: places.a.length, ms: opened }));
  const box = page.locator(".full");
  await frames(page, "network: move", () => drag(page, box));
  await frames(page, "network: zoom", () => wheel(page, box));
  await frames(page, "network: filter by number of ties", () => step(page, ranges(page).first(), [50, 60, 70, 80, 90, 100, 80, 60, 40, 20, 0, 50]));
  await frames(page, "network: filter by statements together", () => step(page, ranges(page).nth(1), [2, 3, 4, 5, 6, 7, 8, 6, 4, 1]));
  await frames(page, "network: filter by years", () => step(page, ranges(page).nth(2), [1955, 1960, 1965, 1970, 1975, 1980, 1985, 1970, 1960, 1950]));
  await frames(page, "network: search", () => step(page, page.locator(".tools input[type=search]"), ["n", "no", "no.", "no. 4", "no. 49", ""]));
  await step(page, ranges(page).first(), [100]);
  await page.waitForTimeout(3000);
  await frames(page, "network: move, all ties asked for", () => drag(page, box));
  await openTimeline(page);
  const canvas = page.locator("figure.timeline canvas");
  await frames(page, "timeline of 100,000: move", () => drag(page, canvas));
  await frames(page, "timeline of 100,000: zoom", () => wheel(page, canvas));
  await frames(page, "timeline of 100,000: filter", async () => {
    const times = [];
    for (const tick of await page.locator("figure.timeline input[type=checkbox]").all()) times.push(...(await step(page, tick, [false, true])));
    return times;
  });
  await page.close();
  for (const [colorScheme, width] of process.env.PICTURES ? [["light", 1280], ["dark", 1280], ["light", 360], ["dark", 360]] : []) {
    const page = await open({ viewport: { width, height: 900 }, colorScheme });
    await pictures(page, `${colorScheme}-${width}`);
    await page.close();
  }
} finally {
  await browser.close();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
