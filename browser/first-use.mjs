// Times the way from the README to the first decision, as a new user walks it who reads what stands there and types with
// two fingers: `TOCSIN=../target/release/tocsin node first-use.mjs [phone|desktop]`. The build is not in it; time that by itself.
import { follow, inLanguage, languages, screens, startBrowser, startDesk } from "./desk.mjs";

/** Milliseconds a person takes for a word read (200 words a minute), for a key (150 a minute), and to find what to press. */
const pace = { word: 300, key: 400, find: 3000 };
const why = { en: "Two accounts agree on place and day.", fr: "Deux récits s’accordent sur le lieu et le jour." };

const pause = (ms) => new Promise((done) => setTimeout(done, ms));
/** Waits as long as someone needs to read what `parts` show; the number of words. */
async function read(parts) {
  const words = (await parts.allInnerTexts()).join(" ").split(/\s+/).filter(Boolean).length;
  await pause(words * pace.word);
  return words;
}

const asked = process.argv.slice(2);
for (const [screen, viewport] of Object.entries(screens)) {
  if (asked.length > 0 && !asked.includes(screen)) continue;
  for (const lang of languages) {
    const steps = [];
    let last = Date.now();
    const begun = last;
    const step = (name, more = "") => {
      const now = Date.now();
      steps.push([name, ((now - last) / 1000).toFixed(1), more]);
      last = now;
    };
    const desk = await startDesk();
    step("the desk starts on an empty register and reads the samples");
    const browser = await startBrowser();
    const page = await (await browser.newContext({ viewport })).newPage();
    last = Date.now();
    await page.goto(desk.url + inLanguage("/", lang));
    await pause(pace.find);
    step("the first page stands, and one looks round");
    await follow(page, page.locator("nav a[href^='/queue']"));
    const first = page.locator("[data-item]").first();
    const waits = await read(page.locator("main > p, [data-item]:first-of-type").first());
    const why_it_waits = await read(first);
    step("the queue, and why the first incident waits", `${waits + why_it_waits} words`);
    await pause(pace.find);
    await follow(page, first.locator("a").first());
    const said = await read(page.locator("section.field details[open] blockquote"));
    step("the incident, and the sentence behind each value", `${said} words`);
    await pause(pace.find);
    const form = page.locator("#decide ~ form");
    await form.locator("textarea").pressSequentially(why[lang], { delay: pace.key });
    await pause(pace.find);
    await follow(page, form.locator("button[value=accept]"));
    await page.locator(".tag.accepted").first().waitFor();
    step("accepted, with a reason typed", `${why[lang].length} keys`);
    const all = (last - begun) / 1000;
    console.log(`\n${screen}, ${lang}: ${all.toFixed(0)} s`);
    for (const [name, seconds, more] of steps) console.log(`  ${seconds.padStart(6)} s  ${name}${more && ` (${more})`}`);
    await browser.close();
    await desk.stop();
  }
}
