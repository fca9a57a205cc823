// The users' days, as far as the desk has what they need: the analyst's, the officer's and the coordinator's,
// in both languages, with script and without; answers to forms are held to the same rules as pages.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { inLanguage, languages, screens, startBrowser, startDesk } from "./desk.mjs";

const axe = readFileSync(new URL("node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const words = {
  en: { why: "Two accounts read in full.", new: "new since you looked", sample: "sample", stays: "Stays at the desk" },
  fr: { why: "Deux récits lus en entier.", new: "nouveau depuis votre passage", sample: "exemple", stays: "Reste au bureau" },
};
let browser, folder;
before(async () => {
  browser = await startBrowser();
  folder = mkdtempSync(join(tmpdir(), "tocsin-days-"));
});
after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Fails where axe finds a barrier on the page that is open; pages without script are loaded once more with it. */
async function noBarrier(page, where) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate((tags) => axe.run(document, { runOnly: tags }), rules);
  assert.equal(violations.map((v) => `${where}: ${v.id}: ${v.nodes[0].html.slice(0, 160)}`).join("\n"), "");
}

/** A report of our own, taken in as real: about a place and a day no sample tells of. */
function takeInReal(desk, name, text) {
  const path = join(folder, name);
  writeFileSync(path, text);
  desk.run("take-in", path, "--source", "Radio Essai", "--published", "2026-03-03");
}

/** Opens a closed `details` by its summary, as a person would. */
async function unfold(details) {
  if ((await details.getAttribute("open")) === null) await details.locator("summary").first().click();
}

for (const lang of languages) {
  for (const script of [true, false]) {
    const how = script ? "with script" : "without script";
    const open = async (desk, screen) => {
      const context = await browser.newContext({ viewport: screens[screen], javaScriptEnabled: script, bypassCSP: script, acceptDownloads: true });
      const page = await context.newPage();
      const go = (path) => page.goto(desk.url + inLanguage(path, lang));
      return { context, page, go };
    };

    test(`the analyst's day (${lang}, ${how})`, async () => {
      const desk = await startDesk();
      try {
        const { context, page, go } = await open(desk, "desktop");
        // The night's queue, looked through.
        await go("/queue");
        const waiting = await page.locator("[data-item]").count();
        assert.ok(waiting >= 15, `${waiting} wait`);
        const first = await page.locator("[data-item] a").first().getAttribute("href");
        await Promise.all([page.waitForEvent("load"), page.locator("form[action^='/queue/looked'] button").click()]);
        // The first is accepted where it stands, with keys or with the form.
        if (script) {
          await page.keyboard.press("j");
          await page.locator("[data-item] a:focus").waitFor({ timeout: 5000 });
          await page.keyboard.press("a");
          await page.locator("form.decide textarea:focus").waitFor({ timeout: 5000 });
          await page.keyboard.type(words[lang].why);
          await Promise.all([page.waitForEvent("framenavigated"), page.keyboard.press("Control+Enter")]);
        } else {
          const item = page.locator("[data-item]").first();
          await unfold(item.locator("details"));
          await item.locator("textarea").fill(words[lang].why);
          await item.locator("button[value=accept]").click();
        }
        await page.waitForLoadState();
        assert.match(page.url(), /\/queue/);
        assert.equal(await page.locator(`[data-item] a[href="${first}"]`).count(), 0, "what is accepted waits no more");
        // A late report: new since one looked.
        takeInReal(desk, `late-${lang}-${script}.txt`, "Des hommes armés ont attaqué le village de Koro le 2 mars 2026, tuant 4 civils, a dit le maire de Koro.\n");
        await go("/queue");
        await page.locator("[data-item]", { hasText: "Koro" }).getByText(words[lang].new).first().waitFor();
        // A decision without a reason is not recorded, and nothing typed is lost.
        await page.goto(desk.url + first);
        await page.locator("#decide ~ form button[value=withdraw]").click();
        assert.equal(await page.locator("textarea[name=why]").count(), 1);
        if (script) await noBarrier(page, "refused");
        await page.locator("textarea[name=why]").fill(words[lang].why);
        await page.locator("form.decide button").click();
        assert.match(page.url(), /\/incidents\//);
        // A contradiction answered, a value chosen, a grade set.
        await go("/contradictions");
        const cards = await page.locator("[data-item]").count();
        const about = await page.locator("[data-item] h2 a").first().getAttribute("href");
        const answer = page.locator("[data-item] details").first();
        await unfold(answer);
        await answer.locator("input[type=checkbox]").first().check();
        await answer.locator("input[name=why]").fill(words[lang].why);
        await answer.locator("button[value=resolve]").click();
        assert.match(page.url(), /\/contradictions/);
        await page.goto(desk.url + about);
        const grade = page.locator("section[aria-labelledby=grade] details");
        await unfold(grade);
        await grade.locator("select[name=source]").selectOption("B");
        await grade.locator("select[name=information]").selectOption("2");
        await grade.locator("input[name=why]").fill(words[lang].why);
        await grade.locator("button").click();
        assert.match(await page.locator("#grade").innerText(), /B2/);
        const choose = page.locator("details:has(input[type=radio][name=claim])").first();
        await unfold(choose);
        await choose.locator("input[type=radio]").last().check();
        await choose.locator("input[name=why]").fill(words[lang].why);
        await choose.locator("button").click();
        assert.ok((await page.locator("summary .tag.accepted").count()) >= 1, "the value chosen is shown as chosen");
        // An account taken out, and that taken back.
        const split = page.locator("details:has(input[name=account])");
        const members = await page.locator("input[name=account]").count();
        await unfold(split);
        await split.locator("input[name=account]").last().check();
        await split.locator("input[name=why]").fill(words[lang].why);
        await split.locator("button").click();
        assert.ok((await page.locator("input[name=account]").count()) < members);
        const undo = page.locator("details:has(button[value=undo])").last();
        await unfold(undo);
        await undo.locator("input[name=why]").fill(words[lang].why);
        await undo.locator("button").click();
        assert.equal(await page.locator("input[name=account]").count(), members, "what was taken out is back");
        // The bulletin: samples stay marked, every sentence has its note.
        await go("/bulletin?status=new");
        assert.ok(cards > 0);
        for (const box of (await page.locator("input[name=incident]").all()).slice(0, 4)) await box.check();
        await page.locator("input[value=both]").check();
        await page.locator("button[value=page]").click();
        assert.equal(await page.locator("article.brief").count(), 2);
        const notes = await page.locator("article.brief").first().locator(".notes li").count();
        assert.equal(await page.locator("article.brief").first().locator("sup a").count(), notes);
        assert.ok(notes > 4);
        if (script) await noBarrier(page, "brief");
        await context.close();
      } finally {
        await desk.stop();
      }
    });

    test(`the officer's day on a phone (${lang}, ${how})`, async () => {
      const desk = await startDesk();
      try {
        const { context, page, go } = await open(desk, "phone");
        const outside = [];
        page.on("request", (request) => {
          if (!request.url().startsWith(desk.url)) outside.push(request.url());
        });
        await go("/");
        await page.locator("select[name=country]").selectOption("BF");
        await page.locator("form.filters button").click();
        const listed = await page.locator("ol.incidents > li").count();
        assert.ok(listed >= 2, `${listed} in Burkina Faso`);
        await page.locator("ol.incidents > li a").first().click();
        assert.ok((await page.locator("blockquote mark").count()) > 0, "every value shows its words");
        for (const path of ["/map", "/", "/queue"]) {
          const html = await (await fetch(desk.url + inLanguage(path, lang))).text();
          assert.ok(Buffer.byteLength(html) <= 60 * 1024, `${path} is ${Buffer.byteLength(html)} bytes`);
        }
        await go("/map");
        assert.ok((await page.locator("svg.map .pin").count()) > 5);
        assert.deepEqual(outside, []);
        await context.close();
      } finally {
        await desk.stop();
      }
    });

    test(`the coordinator's day (${lang}, ${how})`, async () => {
      const desk = await startDesk();
      try {
        const { context, page, go } = await open(desk, "desktop");
        // A view kept and found again.
        await go("/?country=ML");
        const kept = page.locator("details:has(input[name=name])");
        await unfold(kept);
        await kept.locator("input[name=name]").fill("Mali");
        await kept.locator("button").last().click();
        await go("/");
        await page.getByRole("link", { name: "Mali", exact: true }).click();
        assert.match(page.url(), /country=ML/);
        // A source's profile set.
        await go("/sources");
        await page.locator("tbody a").first().click();
        await page.locator("select[name=interest]").selectOption("independent");
        await page.locator("main form button").click();
        assert.equal(await page.locator("select[name=interest]").inputValue(), "independent");
        // Samples never leave; a real incident accepted and released is on the public page, with its history.
        await go("/bulletin?status=new");
        await page.locator("input[name=incident]").first().check();
        await page.locator("input[name=for][value=public]").check();
        await page.locator("button[value=page]").click();
        await page.getByText(words[lang].stays).first().waitFor();
        takeInReal(desk, `real-${lang}-${script}.txt`, "Des hommes armés ont attaqué le village de Koro le 2 mars 2026, tuant 4 civils, a dit le maire de Koro.\n");
        await go("/?text=Koro");
        await page.locator("ol.incidents > li a").first().click();
        const incident = page.url();
        await page.locator("#decide ~ form textarea").fill(words[lang].why);
        await page.locator("#decide ~ form button[value=accept]").click();
        await go("/public");
        assert.equal(await page.locator(".notes li").count(), 0, "accepting publishes nothing");
        desk.run("export", "--for", "public", "--format", "json", "--text", "Koro", "-o", join(folder, `out-${lang}-${script}.json`));
        await go("/public");
        assert.ok((await page.locator(".notes li").count()) >= 1, "what is told to the public has notes");
        // Taken back: gone from the page, named among the corrections.
        await page.goto(incident);
        await page.locator("#decide ~ form textarea").fill(words[lang].why);
        await page.locator("#decide ~ form button[value=withdraw]").click();
        await go("/public");
        assert.equal(await page.locator(".notes li").count(), 0);
        assert.equal(await page.locator("section[aria-labelledby=corrections] li").count(), 1);
        if (script) await noBarrier(page, "public");
        // The table, the ledger, the map on paper.
        const csv = await (await fetch(desk.url + "/register.csv")).text();
        assert.ok(csv.split("\r\n").length > 15 && csv.startsWith("event_id_cnty"));
        await go("/ledger");
        assert.ok((await page.locator("tbody tr").count()) > 20);
        await go("/map");
        await page.emulateMedia({ media: "print" });
        assert.equal(await page.locator("form.filters").isVisible(), false);
        assert.equal(await page.locator("svg.map").isVisible(), true);
        await context.close();
      } finally {
        await desk.stop();
      }
    });
  }
}
