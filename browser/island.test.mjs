// The map with script: MapLibre from the desk's own origin alone, under its strict policy, by keyboard too; without its
// assets or without script the drawn map stays. Skipped, and said so, where the assets cannot be built.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { after, before, test } from "node:test";
import { house, inLanguage, noBarrier, screens, startBrowser, startDesk } from "./desk.mjs";

const folder = fileURLToPath(new URL("../islands/map/", import.meta.url));
const plain = house();

/** Builds the assets where they are not there yet; why not, or "" where they are there. */
function built() {
  const npm = (...args) => spawnSync("npm", args, { cwd: folder, encoding: "utf8" });
  if (!existsSync(`${folder}node_modules/maplibre-gl`)) {
    const got = npm("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent");
    if (got.status !== 0) return "the npm registry gave no packages for the map with script";
  }
  const made = npm("run", "build", "--silent");
  return made.status === 0 ? "" : `the map with script could not be built: ${made.stderr}`;
}

const why = built();
let desk, browser;
before(async () => {
  if (why) return;
  desk = await startDesk("--map-island", `${folder}dist`);
  // Without a graphics card: WebGL in software.
  browser = await startBrowser("--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist");
});
after(async () => {
  await browser?.close();
  await desk?.stop();
});

test("without assets the map is drawn, and nothing else is asked for", async () => {
  const context = await plain.browser.newContext({ viewport: screens.desktop });
  const page = await context.newPage();
  const asked = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(`${plain.desk.url}/map?lang=en`);
  assert.ok((await page.locator("svg.map .pin").count()) > 5);
  assert.equal(await page.locator("#island").count(), 0);
  assert.ok(!asked.some((path) => path.includes("island")), asked.join(" "));
  assert.equal((await fetch(`${plain.desk.url}/map-island/map.js`)).status, 404);
  await context.close();
});

/** Opens the map page and waits until the map with script stands, or says that it cannot; whether it stands. */
async function stands(page, lang) {
  await page.goto(desk.url + inLanguage("/map", lang));
  const box = page.locator("#island[data-ready]");
  await box.waitFor({ state: "attached", timeout: 60000 });
  return (await box.getAttribute("data-ready")) === "yes";
}

test("the map with script", { skip: why || false }, async (t) => {
  const context = await browser.newContext({ viewport: screens.desktop });
  const page = await context.newPage();
  const outside = [];
  const said = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(desk.url)) outside.push(request.url());
  });
  page.on("console", (message) => {
    if (message.type() === "error" || /Content Security Policy|webgl/i.test(message.text())) said.push(message.text());
  });
  page.on("pageerror", (error) => said.push(String(error)));
  if (!(await stands(page, "en"))) {
    assert.ok(said.every((text) => /webgl/i.test(text)), said.join("\n"));
    return t.skip("this Chromium has no WebGL");
  }
  assert.deepEqual(said, []);
  // The very pins of the drawn map, each as exact as there.
  const pins = await page.locator("svg.map .pin").count();
  const data = await (await fetch(`${desk.url}/map.geojson?lang=en`)).json();
  assert.equal(data.features.length, pins);
  assert.equal(await page.locator("#drawn svg").isVisible(), false, "one map at a time");
  // With the keyboard: the map moves, Enter names what is near the middle, Escape gives the map back.
  const middle = () => page.evaluate(() => document.getElementById("island").tocsin.getCenter().toArray());
  await page.locator("#island canvas").focus();
  const before = await middle();
  await page.keyboard.press("ArrowRight");
  await page.waitForFunction((lng) => Math.abs(document.getElementById("island").tocsin.getCenter().lng - lng) > 0.01, before[0]);
  const first = data.features[0];
  await page.evaluate((center) => document.getElementById("island").tocsin.jumpTo({ center, zoom: 7 }), first.geometry.coordinates);
  await page.waitForFunction(() => document.getElementById("island").tocsin.areTilesLoaded() && !document.getElementById("island").tocsin.isMoving());
  await page.locator("#island canvas").focus();
  await page.keyboard.press("Enter");
  const link = page.locator(".maplibregl-popup a").first();
  await link.waitFor({ timeout: 10000 });
  assert.match(await link.getAttribute("href"), /^\/incidents\//);
  // On paper the drawn map stands.
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator("#drawn svg").isVisible(), true);
  assert.equal(await page.locator("#island").isVisible(), false);
  await page.emulateMedia({ media: "screen" });
  assert.deepEqual(outside, [], "a request left for another machine");
  await context.close();
});

test("the map with script on a phone, in French: no barrier", { skip: why || false }, async (t) => {
  const context = await browser.newContext({ viewport: screens.phone, bypassCSP: true });
  const page = await context.newPage();
  if (!(await stands(page, "fr"))) return t.skip("this Chromium has no WebGL");
  assert.equal(await page.locator("#island canvas").getAttribute("aria-label"), "Carte des incidents de la liste", "it speaks the page's language");
  await noBarrier(page, "map with script");
  await context.close();
});

test("without script the map is drawn, assets or not", { skip: why || false }, async () => {
  const context = await browser.newContext({ viewport: screens.phone, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${desk.url}/map?lang=fr`);
  assert.equal(await page.locator("#drawn svg").isVisible(), true);
  assert.equal(await page.locator("#island").isVisible(), false);
  await context.close();
});
