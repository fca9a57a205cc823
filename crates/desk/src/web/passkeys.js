// Passkeys on the sign-in page and under one's own account; without script neither button shows, and nothing else changes.
(() => {
  const form = document.getElementById("passkey");
  if (!form || !window.PublicKeyCredential || !window.isSecureContext) return;
  form.hidden = false;
  const wrong = form.querySelector("[role=alert]");
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const send = async (path, body) => {
    const answer = await fetch(path, {
      method: "POST",
      credentials: "same-origin",
      headers: { "content-type": "application/json", "x-tocsin-token": form.elements.token.value },
      body: JSON.stringify(body ?? {}),
    });
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.status === 204 ? null : answer.json();
  };
  const make = async () => {
    const options = await send("/me/passkeys/offer");
    options.challenge = bytes(options.challenge);
    options.user.id = bytes(options.user.id);
    for (const held of options.excludeCredentials) held.id = bytes(held.id);
    const made = await navigator.credentials.create({ publicKey: options });
    await send("/me/passkeys", {
      name: form.elements.name.value,
      client: text(made.response.clientDataJSON),
      attestation: text(made.response.attestationObject),
    });
    location.reload();
  };
  const use = async () => {
    const options = await send("/sign-in/passkey/ask");
    options.challenge = bytes(options.challenge);
    const { rawId, response } = await navigator.credentials.get({ publicKey: options });
    const { next } = await send("/sign-in/passkey", {
      id: text(rawId),
      client: text(response.clientDataJSON),
      data: text(response.authenticatorData),
      signature: text(response.signature),
      user: response.userHandle ? text(response.userHandle) : "",
      next: form.elements.next.value,
    });
    location.assign(next);
  };
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    wrong.hidden = true;
    try {
      await (form.dataset.does === "make" ? make() : use());
    } catch {
      wrong.hidden = false;
    }
  });
})();
