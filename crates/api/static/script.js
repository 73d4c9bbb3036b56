// The one script. Every page works without it; it only adds. Each part stands by itself in a function of its own,
// ends when the page has nothing for it, and asks nothing of anybody but this server.
"use strict";

// Leaving quickly: the link, or Esc three times within two seconds. The page is replaced, so that "back" does not
// lead to it, and what this tab keeps is wiped.
(function leaveQuickly() {
  const link = document.querySelector("[data-exit]");
  if (!link) return;
  const leave = () => {
    try { sessionStorage.clear(); } catch { /* A browser may forbid it: then nothing was kept. */ }
    document.documentElement.hidden = true;
    location.replace(link.href);
  };
  link.addEventListener("click", (event) => { event.preventDefault(); leave(); });
  let pressed = [];
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") { pressed = []; return; }
    pressed = [...pressed.filter((time) => event.timeStamp - time < 2000), event.timeStamp];
    if (pressed.length >= 3) leave();
  });
})();

// Places and insurers to choose from while typing: the input's list is filled from this server.
(function suggest() {
  const WAIT = 150;
  for (const input of document.querySelectorAll("input[data-suggest]")) {
    const { suggest: url, member, text } = input.dataset;
    const offered = [...input.list.options];
    let timer = 0;
    let asked = "";
    const fill = async () => {
      const typed = input.value.trim();
      if (typed === asked) return;
      asked = typed;
      if (!typed) { input.list.replaceChildren(...offered); return; }
      const answer = await fetch(`${url}?q=${encodeURIComponent(typed)}`).catch(() => null);
      if (!answer || !answer.ok || typed !== asked) return;
      const found = (await answer.json())[member].map((one) => Object.assign(document.createElement("option"), { value: one[text] }));
      if (typed === asked) input.list.replaceChildren(...found);
    };
    input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(fill, WAIT); });
  }
})();

// The insurance that is typed is the one to pay with.
(function payWithInsurer() {
  const insurer = document.getElementById("insurer");
  const radio = document.querySelector("input[name=pay][value=insurance]");
  if (insurer && radio) insurer.addEventListener("input", () => { radio.checked = insurer.value.trim() !== ""; });
})();

// "Use my location": rounded to two decimals, about a mile, here on the device.
(function locate() {
  const part = document.querySelector("[data-locate]");
  const near = document.getElementById("near");
  if (!part || !near || !navigator.geolocation) return;
  const status = part.querySelector("[role=status]");
  part.hidden = false;
  part.querySelector("button").addEventListener("click", () => {
    status.textContent = "";
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => { near.value = `${coords.latitude.toFixed(2)},${coords.longitude.toFixed(2)}`; near.focus(); },
      () => { status.textContent = status.dataset.failed; near.focus(); },
      { maximumAge: 600000, timeout: 15000 },
    );
  });
})();

// What has to be set right is read out and seen first.
(function focusFaults() {
  const faults = document.querySelector("[data-focus]");
  if (faults) faults.focus();
})();
