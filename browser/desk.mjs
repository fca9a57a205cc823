// A desk and a browser for each test file, what pages there are, and what axe says of one.
import { spawn, execFileSync } from "node:child_process";
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after, before } from "node:test";
import { chromium } from "playwright-core";

/** The `tocsin` binary under test. */
export const tocsin = process.env.TOCSIN ?? "../target/debug/tocsin";

/** Starts a desk; gives its address, its register, a way to run a command on it, and a way to stop it. */
export async function startDesk(...more) {
  const folder = mkdtempSync(join(tmpdir(), "tocsin-browser-"));
  const register = join(folder, "register.db");
  const child = spawn(tocsin, ["--register", register, "serve", "--samples", "--listen", "127.0.0.1:0", ...more]);
  const said = [];
  child.stderr.on("data", (data) => said.push(String(data)));
  const url = await new Promise((found, failed) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      const address = /http:\/\/[^\s/]+/.exec(line);
      if (address) found(address[0]);
    });
    child.on("exit", () => failed(new Error(`the desk did not start: ${said.join("")}`)));
  });
  return {
    url,
    register,
    run: (...args) => execFileSync(tocsin, ["--register", register, ...args], { encoding: "utf8" }),
    async stop() {
      const gone = new Promise((done) => child.on("exit", done));
      child.kill("SIGINT");
      const patience = setTimeout(() => child.kill("SIGKILL"), 3000);
      await gone;
      clearTimeout(patience);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/**
 * What the tests of one file share: a desk on a new register with the samples, and a browser; both where nothing else is
 * asked for. They start before the first test and stop after the last, also where a test failed.
 */
export function house({ withDesk = true, withBrowser = true } = {}) {
  const here = {};
  let paths;
  before(async () => {
    [here.desk, here.browser] = await Promise.all([withDesk && startDesk(), withBrowser && startBrowser()]);
  });
  after(async () => {
    await here.browser?.close?.();
    await here.desk?.stop?.();
  });
  /** Every kind of page of this desk, walked once. */
  here.paths = () => (paths ??= reachable(here.desk.url));
  return here;
}

/** Debian's Chromium, never a downloaded one. */
export function startBrowser(...more) {
  return chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-dev-shm-usage", ...more] });
}

/** The screens the desk is looked at on. */
export const screens = {
  phone: { width: 390, height: 844 },
  desktop: { width: 1280, height: 800 },
};

/** The languages of the desk. */
export const languages = ["en", "fr"];

/**
 * Every kind of page that can be reached by links from the first one: at most `each` of a kind,
 * a kind being the path with its identifiers left out. Addresses come without `lang`.
 */
export async function reachable(url, each = 2) {
  const seen = new Map();
  const waiting = ["/"];
  const found = [];
  const known = new Set(waiting);
  while (waiting.length > 0) {
    const path = waiting.shift();
    const kind = path.split("?")[0].replace(/\/[^/]*\d[^/]*/g, "/*") + (path.includes("?") ? "?" : "");
    const count = seen.get(kind) ?? 0;
    if (count >= each) continue;
    seen.set(kind, count + 1);
    const answer = await fetch(url + path);
    if (!(answer.headers.get("content-type") ?? "").startsWith("text/html")) continue;
    found.push(path);
    for (const [, quoted] of (await answer.text()).matchAll(/<a\b[^>]*?\bhref="([^"#]*)/g)) {
      const target = new URL(quoted.replaceAll("&amp;", "&"), url + path);
      if (target.origin !== url) continue;
      target.searchParams.delete("lang");
      const next = target.pathname + target.search;
      if (!known.has(next)) {
        known.add(next);
        waiting.push(next);
      }
    }
  }
  return found;
}

/** Clicks what leads to another page, and waits until that page stands. */
export async function follow(page, target) {
  await Promise.all([page.waitForEvent("load"), target.click()]);
}

/** `path` in a language. */
export const inLanguage = (path, lang) => `${path}${path.includes("?") ? "&" : "?"}lang=${lang}`;

const axe = readFileSync(new URL("node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
const rules = { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] };
// The style sheet changes colours alone with the scheme: what else axe looks at is the same in both.
const colours = { type: "rule", values: ["color-contrast", "link-in-text-block"] };

/** What axe finds on the page that is open, each with `where` before it; by all rules, or by those about colours alone. */
export async function barriers(page, where, { coloursAlone = false } = {}) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe);
  const { violations } = await page.evaluate((runOnly) => axe.run(document, { runOnly }), coloursAlone ? colours : rules);
  return violations.map((violation) => `${where}: ${violation.id}: ${violation.nodes[0].html.slice(0, 160)}`);
}

/** Fails where axe finds a barrier on the page that is open. */
export async function noBarrier(page, where) {
  assert.equal((await barriers(page, where)).join("\n"), "");
}

/** `work` on every item, `most` at a time; the results lie in the order of the items. */
export async function sideBySide(items, most, work) {
  const results = new Array(items.length);
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      const at = next++;
      results[at] = await work(items[at], at);
    }
  };
  await Promise.all(Array.from({ length: most }, worker));
  return results;
}
