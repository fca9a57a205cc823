// A desk of its own for each test file: started on a new register with the samples, stopped at the end.
import { spawn, execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
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

/** Debian's Chromium, never a downloaded one. */
export function startBrowser() {
  return chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-dev-shm-usage"] });
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

/** `path` in a language. */
export const inLanguage = (path, lang) => `${path}${path.includes("?") ? "&" : "?"}lang=${lang}`;
