// What the browser tests share: a reading room over a fresh archive, and a browser that forgives nothing.
//
//   import { reading } from "./harness.js";
//   const room = reading();                                    // one server and one browser for the file
//   room.test("a name for the test", "/search?q=huelga", async (page, how) => { … });
//
// `room.test` runs with and without scripts; `how.scripts` says which. A test fails when its page logs an error, breaks the
// content security policy, asks any other host for anything, opens a dialog, or holds what only a document could have put
// there. `room.open(path, options)` opens further pages, in any theme, width and language.
//
//   BROADSIDE   the program to test; otherwise that of `cargo build`
//   CHROMIUM    the browser; otherwise `chromium` of the path
import assert from "node:assert/strict";
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

/** The project's folder. */
export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
/** Where cargo puts what it builds. */
export const TARGET = resolve(ROOT, process.env.CARGO_TARGET_DIR ?? "target");
/** The program that is tested. */
export const PROGRAM = process.env.BROADSIDE ? resolve(process.env.BROADSIDE) : join(TARGET, "debug/broadside");
/** The widths at which pages must look right. */
export const WIDTHS = [360, 768, 1280];
/** The colours in which they must. */
export const THEMES = ["light", "dark"];
/** Nothing on this machine should take longer, however busy it is. */
const PATIENCE = 60_000;

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The path of a browser. */
export function browserPath() {
  const named = process.env.CHROMIUM;
  const found = named ?? spawnSync("sh", ["-c", "command -v chromium || command -v chromium-browser"], { encoding: "utf8" }).stdout.trim();
  if (!found) throw new Error("There is no Chromium: run scripts/setup browser, or name one in CHROMIUM.");
  return found;
}

/** Runs the program and gives what it prints; some file failing is no failure of the program. */
export function broadside(...words) {
  const ran = spawnSync(PROGRAM, words, { encoding: "utf8", maxBuffer: 1 << 28 });
  if (ran.error) throw ran.error;
  assert.ok(ran.status === 0 || ran.status === 1, `broadside ${words.join(" ")}: ${ran.status}\n${ran.stderr}`);
  return ran.stdout;
}

/** The examples as an archive, made once for each build of the program; never to be served itself. */
export function examples() {
  const built = statSync(PROGRAM);
  const name = `examples-${Math.floor(built.mtimeMs)}-${built.size}.broadside`;
  const folder = join(TARGET, "e2e", name);
  if (!existsSync(folder)) {
    mkdirSync(dirname(folder), { recursive: true });
    const making = mkdtempSync(join(TARGET, "e2e", "making-"));
    broadside("add", join(ROOT, "examples/documents"), "--archive", join(making, "a.broadside"));
    try {
      renameSync(join(making, "a.broadside"), folder);
    } catch (error) {
      if (!existsSync(folder)) throw error; // another test made it meanwhile
    }
    rmSync(making, { recursive: true, force: true });
  }
  return folder;
}

/** Starts a server over an archive; gives its address, its process and how to end it. */
export async function serve(archive, ...words) {
  const child = spawn(PROGRAM, ["serve", "--port", "0", "--json", "--archive", archive, ...words], { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  child.stderr.on("data", (bytes) => (said += bytes));
  const ended = new Promise((done) => child.once("exit", done));
  const url = await new Promise((done, fail) => {
    let line = "";
    child.stdout.on("data", (bytes) => {
      line += bytes;
      if (line.includes("\n")) done(JSON.parse(line.slice(0, line.indexOf("\n"))).url);
    });
    child.once("exit", (status) => fail(new Error(`broadside serve ended (${status}): ${said}`)));
  });
  const stop = async () => {
    child.kill("SIGINT");
    const late = setTimeout(() => child.kill("SIGKILL"), 10_000);
    await ended;
    clearTimeout(late);
  };
  return { url, child, stop };
}

/** Starts a browser that reaches this machine only. */
export function launch() {
  const asRoot = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const args = [...asRoot, "--disable-dev-shm-usage", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--force-color-profile=srgb"];
  return chromium.launch({ executablePath: browserPath(), args, timeout: PATIENCE });
}

/** Opens a page and notes all that goes wrong in it, in `page.troubles`. */
export async function openPage(browser, url, path = "/", options = {}) {
  const { scripts = true, theme = "light", width = 1280, height = 900, language = "en", status = 200, expects = [], files = false } = options;
  const context = await browser.newContext({
    javaScriptEnabled: scripts !== false,
    colorScheme: theme,
    locale: language,
    viewport: { width, height },
    reducedMotion: "reduce",
    acceptDownloads: files,
  });
  context.setDefaultTimeout(PATIENCE);
  const troubles = [];
  watch(context, url, troubles);
  // "blocked" leaves a page as it is before any script runs, yet lets a test look into it with scripts of its own.
  if (scripts === "blocked") await context.route("**/assets/*.js*", (route) => route.fulfill({ contentType: "text/javascript", body: "" }));
  const page = await context.newPage();
  page.troubles = troubles;
  // A page that is expected to say "no" is no trouble.
  page.expected = new Set([status, ...expects]);
  const answer = await page.goto(new URL(path, url).href);
  assert.equal(answer.status(), status, `${path} answers ${answer.status()}`);
  return page;
}

function watch(context, url, troubles) {
  const home = new URL(url).host;
  const isOwn = (address) => /^(data|blob|about):/.test(address) || new URL(address).host === home;
  context.on("request", (request) => isOwn(request.url()) || troubles.push(`asks another host: ${request.url()}`));
  context.on("dialog", (dialog) => {
    troubles.push(`dialog: ${dialog.type()} ${dialog.message()}`);
    dialog.dismiss().catch(() => {});
  });
  context.on("weberror", (error) => troubles.push(`error: ${error.error().stack ?? error.error()}`));
  context.on("console", (message) => {
    if (message.type() !== "error" && !/content security policy|refused to/i.test(message.text())) return;
    const said = /the server responded with a status of (\d+)/.exec(message.text());
    const expected = message.page()?.expected;
    if (said && expected?.has(Number(said[1]))) return;
    troubles.push(`console: ${message.text()} (${message.location().url})`);
  });
}

/** What stands under a root that only a document, not a template, could have put there; runs in the browser. */
function foreignUnder(root) {
  const found = [];
  const isOwn = (address) => new URL(address, location.href).origin === location.origin;
  for (const element of root.querySelectorAll("*")) {
    const name = element.localName;
    if (name === "script" && !(element.getAttribute("src") ?? "").startsWith("/assets/") && !/json/.test(element.type)) found.push(element.outerHTML);
    if (/^(iframe|frame|object|embed|applet|base|portal|marquee|blink|xss|foreignobject|set|animate)$/i.test(name)) found.push(element.outerHTML);
    if (name === "meta" && element.httpEquiv && !/^\d+$/.test(element.content)) found.push(element.outerHTML);
    if (name === "style") found.push(element.outerHTML);
    // A name of a vocabulary is never asked for.
    if (name === "link" && /^schema\./.test(element.rel || element.getAttribute("rel"))) continue;
    for (const attribute of element.attributes) {
      if (/^on/i.test(attribute.name) || attribute.name === "srcdoc") found.push(element.outerHTML);
      if (/^(href|src|action|formaction|xlink:href|poster|data)$/i.test(attribute.name) && !/^data:image\//.test(attribute.value)) {
        let own = false;
        try {
          own = isOwn(attribute.value);
        } catch {}
        if (!own) found.push(`${attribute.name}=${attribute.value}`);
      }
    }
  }
  return found.map((html) => html.slice(0, 300));
}

/** What stands in a page that only a document, not a template, could have put there. */
export const foreign = (page) => page.evaluate(`(${foreignUnder})(document)`);

/** The same of what these addresses answer, read in a page without being opened; and answers that no question should get. */
export const foreignAt = (page, addresses) =>
  page.evaluate(`(async () => {
    const wrong = [];
    for (const address of ${JSON.stringify(addresses)}) {
      const answer = await fetch(address, { headers: { accept: "text/html" } });
      const found = (${foreignUnder})(new DOMParser().parseFromString(await answer.text(), "text/html"));
      if (answer.status >= 500 || found.length > 0) wrong.push(address + " answers " + answer.status + ": " + found.join(", "));
    }
    return wrong;
  })()`);

/** The violations that axe-core finds of WCAG 2.2 A and AA and of good practice. */
export async function axe(page, options = {}) {
  // Evaluated from outside the page, so that its policy stays as it is.
  const session = await page.context().newCDPSession(page);
  await session.send("Runtime.evaluate", { expression: `{ const module = undefined, define = undefined, exports = undefined; ${AXE} }` });
  await session.detach();
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const result = await page.evaluate((wanted) => window.axe.run(document, wanted), {
    runOnly: { type: "tag", values: tags },
    resultTypes: ["violations"],
    ...options,
  });
  return result.violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${rule.help}: ${node.target.join(" ")}: ${node.html.slice(0, 200)} ${node.any.map((one) => one.message).join("; ")}`));
}

/** Fails where something went wrong in a page, or foreign things stand in it. */
export async function assertQuiet(page) {
  assert.deepEqual(page.troubles, [], `${page.url()}: ${page.troubles.join("\n")}`);
  if (!page.isClosed() && /^http/.test(page.url())) assert.deepEqual(await foreign(page), [], page.url());
}

/** Fails where a page is wider than its window. */
export async function assertFits(page) {
  const [wide, room] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  assert.ok(wide <= room, `${page.url()} is ${wide} px wide in a window of ${room}`);
}

/** A reading room for a test file. `make(folder)` may give another archive than that of the examples. */
export function reading({ make } = {}) {
  const room = { url: "", archive: "", browser: null };
  let folder;
  let server;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "broadside-e2e-"));
    room.archive = join(folder, "examples.broadside");
    if (make) await make(room.archive, folder);
    else cpSync(examples(), room.archive, { recursive: true });
    room.folder = folder;
    server = await serve(room.archive);
    room.url = server.url;
    room.process = server.child;
    room.browser = await launch();
  }, { timeout: 10 * PATIENCE });
  after(async () => {
    await room.browser?.close();
    await server?.stop();
    if (folder) rmSync(folder, { recursive: true, force: true });
  });
  /** Opens a page; look at its troubles with `assertQuiet`, and close it with `page.context().close()`. */
  room.open = (path, options) => openPage(room.browser, room.url, path, options);
  /** The JSON of an address. */
  room.json = async (path) => {
    const answer = await fetch(new URL(path, room.url), { headers: { accept: "application/json" } });
    assert.equal(answer.status, 200, `${path} answers ${answer.status}`);
    return answer.json();
  };
  /** A test of one page, with and without scripts (or as `options.scripts` says). */
  room.test = (name, path, check, options = {}) => {
    const ways = options.scripts === undefined ? [true, false] : [options.scripts];
    for (const scripts of ways) {
      test(`${name}${scripts ? "" : ", without scripts"}`, { timeout: 4 * PATIENCE }, async () => {
        const page = await room.open(typeof path === "function" ? await path(room) : path, { ...options, scripts });
        try {
          await check(page, { ...options, scripts });
          await assertQuiet(page);
        } finally {
          await page.context().close();
        }
      });
    }
  };
  return room;
}

/** The program's own version, for what is written about a run. */
export const version = () => execFileSync(PROGRAM, ["--version"], { encoding: "utf8" }).trim();
