// Takes pictures of every part of the desk, on a phone and a desktop, light and dark, to be looked at by a person:
// `TOCSIN=../target/debug/tocsin node shots.mjs FOLDER`.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { inLanguage, languages, screens, startBrowser, startDesk } from "./desk.mjs";

const folder = process.argv[2] ?? "shots";
mkdirSync(folder, { recursive: true });
const desk = await startDesk();
const browser = await startBrowser();
const first = await (await fetch(`${desk.url}/contradictions`)).text();
const id = /\/incidents\/([^?"]+)/.exec(first)[1];
const parts = {
  queue: "/queue",
  register: "/",
  incident: `/incidents/${id}`,
  changes: `/incidents/${id}/changes`,
  contradictions: "/contradictions",
  map: "/map",
  sources: "/sources",
  actors: "/actors",
  places: "/places?text=gourma",
  place: "/places/tocsin%3Aml-gao-admin1?name=Gao",
  "place-new": "/places/new?name=Zorgotown",
  shifts: "/shifts",
  suggestions: "/suggestions",
  ledger: "/ledger",
  problems: "/problems",
  bulletin: "/bulletin?status=new",
  public: "/public",
};
for (const [screen, viewport] of Object.entries(screens)) {
  for (const colorScheme of ["light", "dark"]) {
    const context = await browser.newContext({ viewport, colorScheme });
    const page = await context.newPage();
    for (const [name, path] of Object.entries(parts)) {
      // One language a screen: French on the phone, English on the desktop.
      await page.goto(desk.url + inLanguage(path, screen === "phone" ? languages[1] : languages[0]));
      const clip = { x: 0, y: 0, width: viewport.width, height: 1600 };
      await page.screenshot({ path: join(folder, `${name}-${screen}-${colorScheme}.png`), clip, fullPage: true });
    }
    await context.close();
  }
}
await browser.close();
await desk.stop();
