// Keys for the queue and the incident page. Everything they do can be done without them.
"use strict";
(() => {
  const off = () => localStorage.getItem("tocsin-keys") === "off";
  const help = document.getElementById("keys");
  const toggle = document.getElementById("keys-off");
  if (toggle) {
    toggle.hidden = false;
    toggle.setAttribute("aria-pressed", String(off()));
    toggle.addEventListener("click", () => {
      if (off()) localStorage.removeItem("tocsin-keys");
      else localStorage.setItem("tocsin-keys", "off");
      toggle.setAttribute("aria-pressed", String(off()));
    });
  }
  const items = () => [...document.querySelectorAll("[data-item]")].filter((item) => item.checkVisibility?.() ?? true);
  const here = () => document.activeElement?.closest("[data-item]") ?? null;
  const go = (step) => {
    const all = items();
    if (all.length === 0) return;
    const at = all.indexOf(here());
    const next = all[at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + step))];
    next.querySelector("a[href]")?.focus();
    next.scrollIntoView({ block: "nearest" });
  };
  // Which button the form is sent by when Control and Enter are pressed in its reason.
  let wanted = null;
  const decide = (act) => {
    const item = here() ?? (document.querySelector("[data-item]") ? null : document);
    const form = item?.querySelector("form.decide");
    if (!form) return;
    const button = form.querySelector(`button[name=act][value=${act}]`);
    if (!button) return;
    form.closest("details")?.setAttribute("open", "");
    wanted = button;
    form.querySelector("textarea, input[name=why]")?.focus();
  };
  const keys = {
    j: () => go(1),
    k: () => go(-1),
    o: () => here()?.querySelector("a[href]")?.click(),
    a: () => decide("accept"),
    r: () => decide("reject"),
    c: () => decide("comment"),
    t: () => decide("take-up"),
    "?": () => {
      help?.setAttribute("open", "");
      help?.querySelector("summary")?.focus();
    },
  };
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select");
    if (typing) {
      if (event.key === "Enter" && event.ctrlKey && typing.form?.matches(".decide")) {
        const button = wanted?.form === typing.form ? wanted : typing.form.querySelector("button[name=act]");
        event.preventDefault();
        typing.form.requestSubmit(button);
      }
      if (event.key === "Escape") typing.blur();
      return;
    }
    if (off() || event.ctrlKey || event.altKey || event.metaKey) return;
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
})();
