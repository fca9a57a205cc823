// The first pages on a 2G link: what they weigh, without script, and when they can be read.
import assert from "node:assert/strict";
import { test } from "node:test";
import { house, inLanguage, languages, screens } from "./desk.mjs";

// 250 kbit/s down, 50 kbit/s up, 300 ms: the "Regular 2G" of Chromium's own network presets.
const twoG = { offline: false, downloadThroughput: 31_250, uploadThroughput: 6_250, latency: 300 };
const here = house();

for (const lang of languages) {
  test(`the first page is light and soon there on 2G (${lang})`, async () => {
    const context = await here.browser.newContext({ viewport: screens.phone, javaScriptEnabled: false });
    const page = await context.newPage();
    const network = await context.newCDPSession(page);
    await network.send("Network.enable");
    await network.send("Network.emulateNetworkConditions", twoG);
    let bytes = 0;
    const outside = [];
    network.on("Network.loadingFinished", (event) => (bytes += event.encodedDataLength));
    page.on("request", (request) => {
      if (!request.url().startsWith(here.desk.url)) outside.push(request.url());
    });
    const start = Date.now();
    await page.goto(here.desk.url + inLanguage("/", lang), { waitUntil: "load" });
    const took = Date.now() - start;
    await context.close();
    assert.deepEqual(outside, [], "a request left for another machine");
    assert.ok(bytes > 1000 && bytes <= 30 * 1024, `${bytes} bytes came over the wire`);
    assert.ok(took <= 3000, `${took} ms until everything was there`);
  });

  test(`the first page is under 30 KB before it is packed (${lang})`, async () => {
    const html = await (await fetch(here.desk.url + inLanguage("/", lang), { headers: { "accept-encoding": "identity" } })).text();
    assert.ok(Buffer.byteLength(html) <= 30 * 1024, `${Buffer.byteLength(html)} bytes`);
  });
}
