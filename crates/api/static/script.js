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
  let isDown = false;
  const press = (event) => {
    pressed = [...pressed.filter((time) => event.timeStamp - time < 2000), event.timeStamp];
    if (pressed.length >= 3) leave();
  };
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") { pressed = []; return; }
    isDown = true;
    press(event);
  });
  // The open list of a field takes the key for itself; only its release is heard.
  document.addEventListener("keyup", (event) => {
    if (event.key !== "Escape") return;
    if (!isDown) press(event);
    isDown = false;
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

// The short list: ids of places, in this tab only, or on this device when that was chosen. Nothing of what was searched
// for is among them. Without a browser that keeps anything, the boxes and forms work as they do without a script.
const shortList = (() => {
  const KEY = "iopfinder-list";
  const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
  const attempt = (action, otherwise) => { try { return action(); } catch { return otherwise; } };
  const isKept = () => attempt(() => localStorage.getItem(KEY) !== null, false);
  const store = () => (isKept() ? localStorage : sessionStorage);
  const ids = () => attempt(() => JSON.parse(store().getItem(KEY) ?? "[]").filter((id) => ID.test(id)), []);
  const set = (wanted) => {
    attempt(() => store().setItem(KEY, JSON.stringify(wanted)));
    document.dispatchEvent(new Event("shortlist"));
  };
  return {
    ids,
    isKept,
    add: (id) => set([...ids().filter((known) => known !== id), id]),
    remove: (id) => set(ids().filter((known) => known !== id)),
    // On this device instead of in this tab, or the other way round.
    keep: (onDevice) => attempt(() => {
      const text = JSON.stringify(ids());
      (onDevice ? sessionStorage : localStorage).removeItem(KEY);
      (onDevice ? localStorage : sessionStorage).setItem(KEY, text);
    }),
    clear: () => attempt(() => { sessionStorage.removeItem(KEY); localStorage.removeItem(KEY); }),
  };
})();

// The boxes "On my list" show and change the list; its link in the head says how many are on it. A form that sends the
// boxes of a page sends the rest of the list as well.
(function choose() {
  const show = () => {
    const ids = shortList.ids();
    for (const box of document.querySelectorAll("[data-choose]")) box.checked = ids.includes(box.value);
    for (const count of document.querySelectorAll("[data-count]")) count.textContent = ids.length ? ` (${ids.length})` : "";
  };
  document.addEventListener("change", ({ target }) => {
    if (target.matches("[data-choose]")) (target.checked ? shortList.add : shortList.remove)(target.value);
  });
  document.addEventListener("submit", ({ target: form }) => {
    if (!form.matches("[data-chosen]")) return;
    for (const old of form.querySelectorAll("input")) old.remove();
    const boxes = [...document.querySelectorAll("[data-choose]")].map((box) => box.value);
    for (const id of shortList.ids().filter((id) => !boxes.includes(id))) {
      form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "id", value: id }));
    }
  });
  document.addEventListener("shortlist", show);
  addEventListener("pageshow", show);
  show();
})();

// The list's own page: its address alone leads to nothing, so what the browser keeps is asked for and put in.
(function showList() {
  const prepare = () => {
    const keep = document.querySelector("[data-keep]");
    const print = document.querySelector("[data-print]");
    if (print) { print.hidden = false; print.querySelector("button").addEventListener("click", () => window.print()); }
    if (!keep) return;
    const box = keep.querySelector("input");
    box.checked = shortList.isKept();
    box.addEventListener("change", () => shortList.keep(box.checked));
    keep.querySelector("[data-clear]").addEventListener("click", ({ target }) => {
      shortList.clear();
      location.replace(target.dataset.clear);
    });
    keep.hidden = false;
  };
  document.addEventListener("click", ({ target }) => {
    const remove = target.closest("[data-remove]");
    if (remove) shortList.remove(remove.value);
  });
  const fill = async (url) => {
    const body = new URLSearchParams(shortList.ids().map((id) => ["id", id]));
    const answer = await fetch(url, { method: "POST", body }).catch(() => null);
    if (!answer || !answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    document.querySelector("main").replaceChildren(...page.querySelector("main").childNodes);
    prepare();
  };
  const empty = document.querySelector("[data-fill]");
  if (empty && shortList.ids().length) fill(empty.dataset.fill);
  prepare();
})();

// A text to copy.
(function copy() {
  const part = document.querySelector("[data-copy]");
  if (!part || !navigator.clipboard) return;
  const status = part.querySelector("[role=status]");
  part.hidden = false;
  part.querySelector("button").addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(part.dataset.copy).textContent);
    status.textContent = status.dataset.done;
  });
})();
