// Says that something changed; the reader decides when to load it. Without script, reloading the page does the same.
"use strict";
(() => {
  const line = document.getElementById("news");
  if (!line || !window.EventSource) return;
  let changed = 0;
  const source = new EventSource("/live");
  source.addEventListener("changed", (event) => {
    changed += Number(event.data) || 1;
    line.querySelector("b").textContent = String(changed);
    line.hidden = false;
  });
  addEventListener("pagehide", () => source.close());
})();
