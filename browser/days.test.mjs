// The users' days, as far as the desk has what they need: the analyst's, the officer's and the coordinator's,
// in both languages, with script and without; answers to forms are held to the same rules as pages.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { follow, house, inLanguage, languages, noBarrier, screens, startDesk } from "./desk.mjs";

const words = {
  en: { why: "Two accounts read in full.", new: "new since you looked", sample: "sample", stays: "Stays at the desk" },
  fr: { why: "Deux récits lus en entier.", new: "nouveau depuis votre passage", sample: "exemple", stays: "Reste au bureau" },
};
// Each day has a desk of its own, so that none finds what another left behind.
const here = house({ withDesk: false });
const folder = mkdtempSync(join(tmpdir(), "tocsin-days-"));
after(() => rmSync(folder, { recursive: true, force: true }));

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

/** Suggests a correction from the public page, as someone without account, name or cookie. */
async function outsider(page, lang, script) {
  await follow(page, page.locator("main a[href*='/suggest']").first());
  if (script) await noBarrier(page, "suggest");
  await follow(page, page.locator("main form button"));
  assert.equal(await page.locator("[role=alert]").count(), 1, "an empty one is not taken");
  await page.locator("textarea[name=text]").fill("<b onclick=alert(1)>2</b> morts, non 4");
  await follow(page, page.locator("main form button"));
  if (script) await noBarrier(page, "thanks");
  assert.deepEqual(await page.context().cookies(), []);
}

/** Adds a place that reports name and the gazetteer lacks, and takes that back. */
async function addPlace(page, lang, go) {
  await go("/places?text=Zorgotown");
  await follow(page, page.locator("a[href*='/places/new']"));
  await page.locator("input[name=latitude]").fill("114,5");
  await page.locator("input[name=longitude]").fill("-3,9");
  await page.locator("input[name=unit]").fill("ML.04");
  await page.locator("input[name=source]").fill("Radio Essai");
  await page.locator("textarea[name=why]").fill(words[lang].why);
  await follow(page, page.locator("button[value=set]"));
  assert.equal(await page.locator("[role=alert] li").count(), 1, "bad coordinates are named");
  assert.equal(await page.locator("textarea[name=why]").inputValue(), words[lang].why, "nothing typed is lost");
  await page.locator("input[name=latitude]").fill("14,5");
  await follow(page, page.locator("button[value=set]"));
  assert.match(page.url(), /\/places\/desk/);
  await go("/places");
  assert.equal(await page.locator("section[aria-labelledby=own] tbody tr").count(), 1);
  await follow(page, page.locator("section[aria-labelledby=own] tbody a"));
  const back = page.locator("form[action*='/undo']");
  await back.locator("input[name=why]").fill(words[lang].why);
  await follow(page, back.locator("button"));
  await go("/places");
  assert.equal(await page.locator("section[aria-labelledby=own] tbody tr").count(), 0, "taken back");
}

for (const lang of languages) {
  for (const script of [true, false]) {
    const how = script ? "with script" : "without script";
    const open = async (desk, screen) => {
      const context = await here.browser.newContext({ viewport: screens[screen], javaScriptEnabled: script, bypassCSP: script, acceptDownloads: true });
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
        await follow(page, page.locator("form[action^='/queue/looked'] button"));
        // The first is accepted where it stands, with keys or with the form.
        if (script) {
          await page.keyboard.press("j");
          await page.locator("[data-item] a:focus").waitFor({ timeout: 5000 });
          await page.keyboard.press("a");
          await page.locator("form.decide textarea:focus").waitFor({ timeout: 5000 });
          await page.keyboard.type(words[lang].why);
          await Promise.all([page.waitForEvent("load"), page.keyboard.press("Control+Enter")]);
        } else {
          const item = page.locator("[data-item]").first();
          await unfold(item.locator("details"));
          await item.locator("textarea").fill(words[lang].why);
          await follow(page, item.locator("button[value=accept]"));
        }
        assert.match(page.url(), /\/queue/);
        assert.equal(await page.locator(`[data-item] a[href="${first}"]`).count(), 0, "what is accepted waits no more");
        // A late report: new since one looked.
        takeInReal(desk, `late-${lang}-${script}.txt`, "Des hommes armés ont attaqué le village de Koro le 2 mars 2026, tuant 4 civils, a dit le maire de Koro.\n");
        await go("/queue");
        await page.locator("[data-item]", { hasText: "Koro" }).getByText(words[lang].new).first().waitFor();
        // A decision without a reason is not recorded, and nothing typed is lost.
        await page.goto(desk.url + first);
        await follow(page, page.locator("#decide ~ form button[value=withdraw]"));
        assert.equal(await page.locator("textarea[name=why]").count(), 1);
        if (script) await noBarrier(page, "refused");
        await page.locator("textarea[name=why]").fill(words[lang].why);
        await follow(page, page.locator("form.decide button"));
        assert.match(page.url(), /\/incidents\//);
        // A contradiction answered, a value chosen, a grade set.
        await go("/contradictions");
        const cards = await page.locator("[data-item]").count();
        const about = await page.locator("[data-item] h2 a").first().getAttribute("href");
        const answer = page.locator("[data-item] details").first();
        await unfold(answer);
        await answer.locator("input[type=checkbox]").first().check();
        await answer.locator("input[name=why]").fill(words[lang].why);
        await follow(page, answer.locator("button[value=resolve]"));
        assert.match(page.url(), /\/contradictions/);
        await page.goto(desk.url + about);
        const grade = page.locator("section[aria-labelledby=grade] details");
        await unfold(grade);
        await grade.locator("select[name=source]").selectOption("B");
        await grade.locator("select[name=information]").selectOption("2");
        await grade.locator("input[name=why]").fill(words[lang].why);
        await follow(page, grade.locator("button"));
        assert.match(await page.locator("#grade").innerText(), /B2/);
        const choose = page.locator("details:has(input[type=radio][name=claim])").first();
        await unfold(choose);
        await choose.locator("input[type=radio]").last().check();
        await choose.locator("input[name=why]").fill(words[lang].why);
        await follow(page, choose.locator("button"));
        assert.ok((await page.locator("summary .tag.accepted").count()) >= 1, "the value chosen is shown as chosen");
        // An account taken out, and that taken back.
        const split = page.locator("details:has(input[name=account])");
        const members = await page.locator("input[name=account]").count();
        await unfold(split);
        await split.locator("input[name=account]").last().check();
        await split.locator("input[name=why]").fill(words[lang].why);
        await follow(page, split.locator("button"));
        assert.ok((await page.locator("input[name=account]").count()) < members);
        const undo = page.locator("details:has(button[value=undo])").last();
        await unfold(undo);
        await undo.locator("input[name=why]").fill(words[lang].why);
        await follow(page, undo.locator("button"));
        assert.equal(await page.locator("input[name=account]").count(), members, "what was taken out is back");
        // A place the gazetteer lacks, and the shift handed over with what was done in it.
        await addPlace(page, lang, go);
        await go("/shifts");
        assert.ok((await page.locator("section[aria-labelledby=decisions] li").count()) >= 5, "what was decided is told");
        await page.locator("textarea[name=note]").fill(words[lang].why);
        await follow(page, page.locator("section[aria-labelledby=leave] button"));
        assert.match(page.url(), /\/shifts\/\d+/);
        if (script) await noBarrier(page, "hand-over");
        await follow(page, page.locator("form[action*='/take'] button"));
        assert.equal(await page.locator("form[action*='/take']").count(), 0, "taken over");
        await page.emulateMedia({ media: "print" });
        assert.equal(await page.locator("p.note").isVisible(), true);
        await page.emulateMedia({ media: "screen" });
        // The bulletin: samples stay marked, every sentence has its note.
        await go("/bulletin?status=new");
        assert.ok(cards > 0);
        for (const box of (await page.locator("input[name=incident]").all()).slice(0, 4)) await box.check();
        await page.locator("input[value=both]").check();
        await follow(page, page.locator("button[value=page]"));
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
        await follow(page, page.locator("form.filters button"));
        const listed = await page.locator("ol.incidents > li").count();
        assert.ok(listed >= 2, `${listed} in Burkina Faso`);
        await follow(page, page.locator("ol.incidents > li a").first());
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
        await follow(page, kept.locator("button").last());
        await go("/");
        await follow(page, page.getByRole("link", { name: "Mali", exact: true }));
        assert.match(page.url(), /country=ML/);
        // A source's profile set.
        await go("/sources");
        await follow(page, page.locator("tbody a").first());
        await page.locator("select[name=interest]").selectOption("independent");
        await follow(page, page.locator("main form button"));
        assert.equal(await page.locator("select[name=interest]").inputValue(), "independent");
        // Samples never leave; a real incident accepted and released is on the public page, with its history.
        await go("/bulletin?status=new");
        await page.locator("input[name=incident]").first().check();
        await page.locator("input[name=for][value=public]").check();
        await follow(page, page.locator("button[value=page]"));
        await page.getByText(words[lang].stays).first().waitFor();
        takeInReal(desk, `real-${lang}-${script}.txt`, "Des hommes armés ont attaqué le village de Koro le 2 mars 2026, tuant 4 civils, a dit le maire de Koro.\n");
        await go("/?text=Koro");
        await follow(page, page.locator("ol.incidents > li a").first());
        const incident = page.url();
        await page.locator("#decide ~ form textarea").fill(words[lang].why);
        await follow(page, page.locator("#decide ~ form button[value=accept]"));
        await go("/public");
        assert.equal(await page.locator(".notes li").count(), 0, "accepting publishes nothing");
        desk.run("export", "--for", "public", "--format", "json", "--text", "Koro", "-o", join(folder, `out-${lang}-${script}.json`));
        await go("/public");
        assert.ok((await page.locator(".notes li").count()) >= 1, "what is told to the public has notes");
        // Someone outside suggests a correction: no cookie, hostile words stay words, the register stays as it is.
        await outsider(page, lang, script);
        await go("/suggestions");
        assert.equal(await page.locator("blockquote.outside").innerText(), "<b onclick=alert(1)>2</b> morts, non 4");
        if (script) await noBarrier(page, "suggestions");
        await page.locator("article input[name=why]").fill(words[lang].why);
        await follow(page, page.locator("button[value=decline]"));
        assert.equal(await page.locator("blockquote.outside").count(), 0, "the words of a declined one are forgotten");
        // Taken back: gone from the page, named among the corrections.
        await page.goto(incident);
        await page.locator("#decide ~ form textarea").fill(words[lang].why);
        await follow(page, page.locator("#decide ~ form button[value=withdraw]"));
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
