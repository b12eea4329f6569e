// Frame times of the drawings at size, printed as JSON: a network of 5,000 names and 50,000 ties, and a timeline of 100,000
// dated things, both made here by a counting generator and given to the scripts in place of the server's answer.
//
//   node web/e2e/frames.js          (BROADSIDE and CHROMIUM as in harness.js)
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { browserPath, examples, serve } from "./harness.js";

let state = 1;
const chance = () => (state = (state * 48271) % 2147483647) / 2147483647;

function network(nodes = 5000, edges = 50_000) {
  const places = { id: [], name: [], x: [], y: [], community: [], strength: [], partners: [], a: [], b: [], together: [], weight: [], backbone: nodes - 1 };
  for (let at = 0; at < nodes; at++) {
    const circle = at % 40;
    const [angle, far] = [circle * 2.4, Math.sqrt(circle) / 7];
    places.id.push(`e${at.toString(16).padStart(16, "0")}`);
    places.name.push(`Union of Workers no. ${at}`);
    places.x.push(far * Math.cos(angle) + (chance() - 0.5) * 0.2);
    places.y.push(far * Math.sin(angle) + (chance() - 0.5) * 0.2);
    places.community.push(circle);
    places.strength.push(Math.round(1000 / (at + 1)) + 1);
    places.partners.push(20);
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
  };
  for (let at = 1; at < nodes; at++) put(at, at < 40 ? 0 : at % 40);
  while (places.a.length < edges) {
    const a = Math.floor(chance() * nodes);
    put(a, chance() < 0.8 ? (a + 40 * (1 + Math.floor(chance() * 100))) % nodes : Math.floor(chance() * nodes));
  }
  return places;
}

function days(things = 100_000) {
  const all = { from: [], to: [], count: [] };
  for (let at = 0; at < things; at++) {
    const from = Math.floor(-30_000 + chance() * 45_000);
    const length = chance() < 0.7 ? 0 : Math.floor(chance() * 1500);
    all.from.push(from);
    all.to.push(from + length);
    all.count.push(1);
  }
  return all;
}

/** Times between frames while something is done, printed. */
async function frames(page, what, act) {
  await page.evaluate(() => {
    window.times = [];
    let last = performance.now();
    const tick = (now) => {
      window.times.push(now - last);
      last = now;
      if (window.times) requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  });
  await act();
  const times = await page.evaluate(() => {
    const times = window.times.slice(2);
    window.times = null;
    return times;
  }).catch(() => []);
  times.sort((a, b) => a - b);
  const at = (part) => Math.round((times[Math.floor((times.length - 1) * part)] ?? 0) * 10) / 10;
  console.log(JSON.stringify({ what, frames: times.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), worst: at(1) }));
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

const folder = mkdtempSync(join(tmpdir(), "broadside-frames-"));
cpSync(examples(), join(folder, "a.broadside"), { recursive: true });
const server = await serve(join(folder, "a.broadside"));
const args = [...(process.getuid?.() === 0 ? ["--no-sandbox"] : []), "--disable-dev-shm-usage", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist"];
const browser = await chromium.launch({ executablePath: browserPath(), args });
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.route(/format=places/, (route) => route.fulfill({ json: network() }));
  await page.route(/format=days/, (route) => route.fulfill({ json: days() }));
  await page.goto(`${server.url}/network`);
  const began = Date.now();
  await page.locator("figure.network > button").click();
  await page.locator(".full canvas").first().waitFor({ state: "attached" });
  await page.waitForTimeout(500);
  const opened = Date.now() - began;
  const box = page.locator(".full");
  await box.scrollIntoViewIfNeeded();
  await frames(page, "network: move", () => drag(page, box));
  await frames(page, "network: zoom", () => wheel(page, box));
  await frames(page, "network: filter", async () => {
    for (const value of [60, 80, 100, 50]) {
      await page.locator(".tools input[type=range]").first().evaluate((input, value) => {
        input.value = String(value);
        input.dispatchEvent(new Event("input"));
      }, value);
      await page.waitForTimeout(250);
    }
  });
  await frames(page, "network: search", async () => {
    await page.locator(".tools input[type=search]").pressSequentially("no. 49");
    await page.waitForTimeout(250);
  });
  if (process.env.PICTURES) await page.screenshot({ path: join(process.env.PICTURES, "network.png") });
  console.log(JSON.stringify({ what: "network: open", nodes: 5000, edges: 50_000, ms: opened }));
  await page.goto(`${server.url}/timeline`);
  const canvas = page.locator("figure.timeline canvas");
  await canvas.waitFor();
  await page.waitForTimeout(300);
  await frames(page, "timeline of 100,000: move", () => drag(page, canvas));
  await frames(page, "timeline of 100,000: zoom", () => wheel(page, canvas));
  if (process.env.PICTURES) await page.screenshot({ path: join(process.env.PICTURES, "timeline.png") });
} finally {
  await browser.close();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
