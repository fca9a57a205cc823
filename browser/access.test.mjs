// Every page, in both languages, on a phone and a desktop, light and dark: no violation of WCAG 2.2 AA that axe can find.
import assert from "node:assert/strict";
import { test } from "node:test";
import { barriers, house, inLanguage, languages, screens, sideBySide } from "./desk.mjs";

/** Pages looked at beside each other in one browser. */
const beside = 3;
const here = house();

/** What is wrong with one page, loaded once and then looked at on every screen and in both schemes. */
async function look(page, path, lang) {
  const found = [];
  await page.goto(here.desk.url + inLanguage(path, lang));
  for (const [screen, viewport] of Object.entries(screens)) {
    await page.setViewportSize(viewport);
    for (const colorScheme of ["light", "dark"]) {
      const where = `${path} (${lang}, ${screen}, ${colorScheme})`;
      await page.emulateMedia({ colorScheme });
      found.push(...(await barriers(page, where, { coloursAlone: colorScheme === "dark" })));
    }
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (wide > 0) found.push(`${path} (${lang}, ${screen}): wider than the screen by ${wide} px`);
  }
  return found;
}

for (const lang of languages) {
  test(`no barrier on any page (${lang})`, async () => {
    const paths = [...(await here.paths()), "/nothing-here"];
    const context = await here.browser.newContext({ bypassCSP: true });
    const idle = await Promise.all(Array.from({ length: beside }, () => context.newPage()));
    const found = await sideBySide(paths, beside, async (path) => {
      const page = idle.pop();
      const said = await look(page, path, lang);
      idle.push(page);
      return said;
    });
    await context.close();
    assert.ok(paths.length > 20, `only ${paths.length} pages were reached`);
    assert.equal(found.flat().join("\n"), "");
  });
}
