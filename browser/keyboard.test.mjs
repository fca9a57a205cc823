// With the keyboard alone and no script: from the first page to a decision that is kept.
import assert from "node:assert/strict";
import { test } from "node:test";
import { house, inLanguage, languages, screens } from "./desk.mjs";

const here = house();

/** Presses Tab until what has the focus passes `wanted`; fails after `most` presses. */
async function tabTo(page, wanted, most = 400) {
  for (let press = 0; press < most; press += 1) {
    await page.keyboard.press("Tab");
    const there = page.locator(":focus");
    if ((await there.count()) > 0 && (await wanted(there))) return there;
  }
  assert.fail("the keyboard does not get there");
}

for (const lang of languages) {
  test(`a decision with the keyboard alone (${lang})`, async () => {
    const context = await here.browser.newContext({ viewport: screens.desktop, javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(here.desk.url + inLanguage("/", lang));
    await tabTo(page, (there) => there.evaluate((node) => node.classList.contains("skip")));
    await page.keyboard.press("Enter");
    const link = await tabTo(page, (there) => there.evaluate((node) => /^\/incidents\/[^/]+/.test(node.getAttribute("href") ?? "")));
    const outline = await link.evaluate((node) => getComputedStyle(node).outlineStyle);
    assert.notEqual(outline, "none", "what has the focus can be seen");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/incidents\//);
    await tabTo(page, (there) => there.evaluate((node) => node.getAttribute("href") === "#decide"), 30);
    await page.keyboard.press("Enter");
    await tabTo(page, (there) => there.evaluate((node) => node.matches("textarea[name=why]")), 10);
    await page.keyboard.type(lang === "fr" ? "Deux récits lus en entier." : "Two accounts read in full.");
    await tabTo(page, (there) => there.evaluate((node) => node.matches("button[name=act][value=take-up], button[name=act][value=comment]")), 5);
    await Promise.all([page.waitForEvent("load"), page.keyboard.press("Enter")]);
    assert.match(await page.locator("section[aria-labelledby=history] ol").first().innerText(), /Two accounts|Deux récits/);
    await context.close();
  });
}
