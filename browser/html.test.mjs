// Every page, in both languages, is HTML that the W3C's checker finds nothing to say about.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { inLanguage, languages, reachable, startDesk } from "./desk.mjs";

const checker = new URL("node_modules/vnu-jar/build/dist/vnu.jar", import.meta.url).pathname;
let desk;
before(async () => {
  desk = await startDesk();
});
after(() => desk?.stop());

test("the HTML checker has nothing to say", async () => {
  const folder = mkdtempSync(join(tmpdir(), "tocsin-html-"));
  const names = new Map();
  for (const path of [...(await reachable(desk.url)), "/nothing-here"]) {
    for (const lang of languages) {
      const name = join(folder, `${names.size}.html`);
      writeFileSync(name, await (await fetch(desk.url + inLanguage(path, lang))).text());
      names.set(name, inLanguage(path, lang));
    }
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
