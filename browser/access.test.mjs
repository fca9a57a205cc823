// Every page, in both languages, on a phone and a desktop, light and dark: no violation of WCAG 2.2 AA that axe can find.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { inLanguage, languages, reachable, screens, startBrowser, startDesk } from "./desk.mjs";

const axe = readFileSync(new URL("node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
let desk, browser;
before(async () => {
  desk = await startDesk();
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await desk?.stop();
});

for (const [screen, viewport] of Object.entries(screens)) {
  for (const colorScheme of ["light", "dark"]) {
    test(`no barrier on a ${screen}, ${colorScheme}`, async () => {
      const context = await browser.newContext({ viewport, colorScheme, bypassCSP: true });
      const page = await context.newPage();
      const found = [];
      const paths = await reachable(desk.url);
      for (const path of [...paths, "/nothing-here"]) {
        for (const lang of languages) {
          await page.goto(desk.url + inLanguage(path, lang));
          await page.evaluate(axe);
          const { violations } = await page.evaluate((tags) => axe.run(document, { runOnly: tags }), rules);
          for (const violation of violations) {
            found.push(`${path} (${lang}): ${violation.id}: ${violation.nodes[0].html.slice(0, 160)}`);
          }
          const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          if (wide > 0) found.push(`${path} (${lang}): wider than the screen by ${wide} px`);
        }
      }
      await context.close();
      assert.ok(paths.length >= 6, `only ${paths.length} pages were reached`);
      assert.equal(found.join("\n"), "");
    });
  }
}
