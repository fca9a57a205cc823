// Passkeys, with Chromium's own virtual authenticator: made, used, refused; and the way without script beside them.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startBrowser, startDesk } from "./desk.mjs";

const said = {
  en: { add: "Add a passkey", use: "Sign in with a passkey", remove: "Remove: my phone", not: "opens no account" },
  fr: { add: "Ajouter une clé d'accès", use: "Se connecter avec une clé d'accès", remove: "Retirer: my phone", not: "n'ouvre aucun compte" },
};

let desk;
let browser;
let url;
let password;

before(async () => {
  desk = await startDesk();
  // Browsers make passkeys for names, not for numbers.
  url = desk.url.replace("127.0.0.1", "localhost");
  password = JSON.parse(desk.run("--json", "account", "add", "ana", "--role", "analyst")).password;
  // The running desk looks every two seconds whether it has accounts now.
  for (let tries = 0; tries < 50 && !(await fetch(`${desk.url}/queue`)).url.includes("/sign-in"); tries++) {
    await new Promise((done) => setTimeout(done, 200));
  }
  browser = await startBrowser();
});

after(async () => {
  await browser?.close();
  await desk?.stop();
});

async function signIn(page, lang) {
  await page.goto(`${url}/sign-in?lang=${lang}&next=/me`);
  await page.fill("input[name=name]", "ana");
  await page.fill("input[name=password]", password);
  await page.locator("form[action^='/sign-in?'] button").click();
  await page.waitForURL(/\/me/);
}

async function authenticator(page) {
  const client = await page.context().newCDPSession(page);
  await client.send("WebAuthn.enable");
  const { authenticatorId } = await client.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    verifies: (isUserVerified) => client.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified }),
    count: async () => (await client.send("WebAuthn.getCredentials", { authenticatorId })).credentials.length,
  };
}

for (const lang of ["en", "fr"]) {
  test(`a passkey opens its account and no other way is lost (${lang})`, async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const key = await authenticator(page);
    await signIn(page, lang);
    await page.goto(`${url}/me?lang=${lang}`);
    await page.fill("#passkey input[name=name]", "my phone");
    await page.getByRole("button", { name: said[lang].add }).click();
    await page.getByText("my phone").waitFor();
    assert.equal(await key.count(), 1);

    await page.locator("form.who button").click();
    await page.waitForURL(/\/sign-in/);
    await page.goto(`${url}/sign-in?lang=${lang}&next=/queue`);
    await page.getByRole("button", { name: said[lang].use }).click();
    await page.waitForURL(/\/queue/);
    assert.equal(await page.locator("form.who a").innerText(), "ana");

    // Whoever finds the device but not its PIN gets nowhere.
    await page.locator("form.who button").click();
    await page.goto(`${url}/sign-in?lang=${lang}`);
    await key.verifies(false);
    await page.getByRole("button", { name: said[lang].use }).click();
    await page.getByText(said[lang].not).waitFor();
    await key.verifies(true);

    // Taken away, it opens nothing, though the device still has it.
    await signIn(page, lang);
    await page.goto(`${url}/me?lang=${lang}`);
    await page.getByRole("button", { name: said[lang].remove }).click();
    await page.getByText("my phone").waitFor({ state: "detached" });
    await page.locator("form.who button").click();
    await page.goto(`${url}/sign-in?lang=${lang}`);
    await page.getByRole("button", { name: said[lang].use }).click();
    await page.getByText(said[lang].not).waitFor();
    await context.close();
  });
}

test("without script the password is enough, and nothing of passkeys shows", async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await signIn(page, "en");
  assert.equal(await page.locator("#passkey").isVisible(), false);
  await page.goto(`${url}/sign-in?lang=en`);
  assert.equal(await page.locator("#passkey").isVisible(), false);
  await context.close();
});
