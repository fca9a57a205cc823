// Every page, in both languages, is HTML that the W3C's checker finds nothing to say about.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { house, inLanguage, languages } from "./desk.mjs";

const checker = new URL("node_modules/vnu-jar/build/dist/vnu.jar", import.meta.url).pathname;
const here = house({ withBrowser: false });

/** Pages that only come as the answer to a form: a brief in both languages, a decision not recorded, a form of nobody's. */
async function answersToForms(url) {
  const builder = await (await fetch(`${url}/bulletin?status=new`)).text();
  const token = /name="token" value="([^"]+)"/.exec(builder)[1];
  const ids = [...builder.matchAll(/name="incident" value="([^"]+)"/g)].map((found) => found[1]);
  const send = async (path, fields) => (await fetch(url + path, { method: "POST", body: new URLSearchParams(fields) })).text();
  const order = [...ids.slice(0, 5).map((id) => ["incident", id]), ["token", token], ["for", "desk"], ["language", "both"], ["as", "page"]];
  const decide = `/incidents/${ids[0]}/decide`;
  return [
    ["a brief", await send("/bulletin", order)],
    ["a brief for the public", await send("/bulletin", order.map(([name, value]) => [name, name === "for" ? "public" : value]))],
    ["a brief of nothing", await send("/bulletin", [["token", token]])],
    ["no reason", await send(decide, [["token", token], ["version", "1"], ["act", "accept"], ["why", ""]])],
    ["a place not recorded", await send("/places", [["token", token], ["name", "<Zorgo> & \"x\""], ["kind", "town"], ["latitude", "a"]])],
    ["a hand-over without a note", await send("/shifts", [["token", token], ["tlp", "TLP:GREEN"]])],
    ["a hand-over", await send("/shifts", [["token", token], ["tlp", "TLP:GREEN"], ["note", "Seen & <read>."]])],
    ["nothing chosen", await send(decide, [["token", token], ["version", "1"], ["act", "prefer"], ["why", "x"]])],
  ];
}

test("the HTML checker has nothing to say", async () => {
  const folder = mkdtempSync(join(tmpdir(), "tocsin-html-"));
  const names = new Map();
  for (const path of [...(await here.paths()), "/nothing-here"]) {
    for (const lang of languages) {
      const name = join(folder, `${names.size}.html`);
      writeFileSync(name, await (await fetch(here.desk.url + inLanguage(path, lang))).text());
      names.set(name, inLanguage(path, lang));
    }
  }
  for (const [name, html] of await answersToForms(here.desk.url)) {
    const file = join(folder, `${names.size}.html`);
    writeFileSync(file, html);
    names.set(file, name);
  }
  const run = spawnSync("java", ["-jar", checker, "--format", "json", "--stdout", ...names.keys()], {
    encoding: "utf8",
    maxBuffer: 1 << 26,
  });
  rmSync(folder, { recursive: true });
  const { messages } = JSON.parse(run.stdout);
  const said = messages.map((m) => `${names.get(m.url.replace("file:", ""))}: line ${m.lastLine}: ${m.message}`);
  assert.ok(names.size >= 12);
  assert.equal(said.join("\n"), "");
});
