// The only script. It only adds to the pages; all of them work without it. Each part is a separate function, returns if
// the page has nothing for it, and sends requests only to this server.
"use strict";

// Leaving quickly: by the link, or by pressing Esc three times within two seconds. The page is replaced, so that "Back"
// does not lead to it, and everything that this tab stores is erased.
(function leaveQuickly() {
  const link = document.querySelector("[data-exit]");
  if (!link) return;
  const leave = () => {
    try { sessionStorage.clear(); } catch { /* If the browser forbids this, nothing was stored. */ }
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
  // The open list of a field handles the key press itself, so that only the release arrives here.
  document.addEventListener("keyup", (event) => {
    if (event.key !== "Escape") return;
    if (!isDown) press(event);
    isDown = false;
  });
})();

// Places and insurers to choose from while typing: a combobox whose list comes from this server. What is typed is sent in
// the body of a POST, so that it does not appear in URLs. Only Enter, a tap or a click chooses an option; everything else
// leaves the text as it is.
(function suggest() {
  const WAIT = 150;
  const MOST = 7;
  for (const part of document.querySelectorAll("[data-suggest]")) {
    const { suggest: url, members, found, none } = part.dataset;
    const [input, list, status] = [part.querySelector("input"), part.querySelector("ul"), part.querySelector("p")];
    const offered = [...list.children].map((option) => ({ name: option.textContent, text: option.textContent }));
    let [timer, asked, active] = [0, null, -1];

    const options = () => [...list.children];
    const point = (at) => {
      active = at;
      options().forEach((option, number) => option.setAttribute("aria-selected", number === at));
      if (at < 0) { input.removeAttribute("aria-activedescendant"); return; }
      input.setAttribute("aria-activedescendant", list.children[at].id);
      list.children[at].scrollIntoView({ block: "nearest" });
    };
    const open = (isOpen) => {
      list.hidden = !isOpen;
      input.setAttribute("aria-expanded", isOpen);
      if (!isOpen) point(-1);
    };
    const take = (option) => {
      input.value = asked = option.dataset.text;
      input.dispatchEvent(new Event("change", { bubbles: true }));
      status.textContent = "";
      open(false);
    };
    const show = (suggestions, isOpen) => {
      list.replaceChildren(...suggestions.map(({ name, text }, number) => {
        const option = document.createElement("li");
        Object.assign(option, { id: `${list.id}-${number}`, textContent: name });
        option.dataset.text = text ?? name;
        option.setAttribute("role", "option");
        return option;
      }));
      open(isOpen && suggestions.length > 0);
      point(-1);
    };
    const fill = async () => {
      const typed = input.value.trim();
      if (typed === asked) return;
      asked = typed;
      if (!typed) { status.textContent = ""; show(offered, false); return; }
      // Insurers that sell plans at the place of the search come first.
      const place = document.querySelector("input[name=at]") ?? document.getElementById("near");
      const near = url.endsWith("insurers") ? place.value.trim() || null : undefined;
      const body = JSON.stringify({ q: typed, near, language: document.documentElement.lang, limit: MOST });
      const headers = { "content-type": "application/json" };
      const response = await fetch(url, { method: "POST", headers, body, cache: "no-store" }).catch(() => null);
      if (!response || !response.ok || typed !== asked) return;
      const suggestions = (await response.json())[members];
      if (typed !== asked) return;
      show(suggestions, document.activeElement === input);
      status.textContent = suggestions.length ? `${found} ${suggestions.length}` : none;
    };

    const roles = { role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id };
    for (const [name, value] of Object.entries(roles)) input.setAttribute(name, value);
    show(offered, false);
    input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(fill, WAIT); });
    input.addEventListener("click", () => open(options().length > 0));
    input.addEventListener("blur", () => open(false));
    input.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const count = options().length;
      if (step && event.altKey) open(step > 0 && count > 0);
      else if (step && count) {
        if (list.hidden) open(true);
        // Moving past the last option, or above the first, returns to the text itself.
        point(((active + 1 + step + count + 1) % (count + 1)) - 1);
      } else if (event.key === "Enter" && active >= 0) take(list.children[active]);
      else if (event.key === "Escape" && !list.hidden) open(false);
      else return;
      event.preventDefault();
    });
    // Keeps the focus in the input.
    list.addEventListener("pointerdown", (event) => event.preventDefault());
    list.addEventListener("click", ({ target }) => { if (target.matches("li")) take(target); });
  }
})();

// "Use my location": the point is rounded on the device to two decimals, which is about a mile. The field shows the city
// nearby, and the point is sent along until another place is typed.
(function locate() {
  const part = document.querySelector("[data-locate]");
  const near = document.getElementById("near");
  if (!part || !near || !navigator.geolocation) return;
  const [button, status] = [part.querySelector("[data-here]"), part.querySelector("[data-failed]")];
  const fail = () => { status.textContent = status.dataset.failed; near.focus(); };
  const forget = () => { for (const old of document.querySelectorAll("input[name=at]")) old.remove(); };
  const place = async ({ coords }) => {
    const point = `${coords.latitude.toFixed(2)},${coords.longitude.toFixed(2)}`;
    const headers = { "content-type": "application/json" };
    const body = JSON.stringify({ q: point });
    const response = await fetch("/v1/places", { method: "POST", headers, body, cache: "no-store" }).catch(() => null);
    const city = response?.ok ? (await response.json()).places[0]?.near : null;
    if (!city) { fail(); return; }
    forget();
    near.value = part.dataset.locate.replace("{}", city);
    near.form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "at", value: point }));
    near.focus();
  };
  button.hidden = false;
  near.addEventListener("input", forget);
  near.addEventListener("change", ({ isTrusted }) => { if (!isTrusted) forget(); });
  button.addEventListener("click", () => {
    status.textContent = "";
    navigator.geolocation.getCurrentPosition(place, fail, { maximumAge: 600000, timeout: 15000 });
  });
})();

// Moves the focus to the faults, so that they are seen and read out first.
(function focusFaults() {
  const faults = document.querySelector("[data-focus]");
  if (!faults) return;
  faults.focus({ preventScroll: true });
  // Shows the top of the faults, even if they are taller than the screen.
  faults.scrollIntoView({ block: "start" });
})();

// The lists of places to call, A, B and C: IDs of facilities, stored only in this tab, or on this device if the visitor chose
// that. They contain nothing of what was searched for. If the browser stores nothing, the boxes and forms work as they do
// without a script.
const shortList = (() => {
  const KEY = "iopfinder-list";
  const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
  const FIELDS = { A: "id", B: "id-b", C: "id-c" };
  const attempt = (action, otherwise) => { try { return action(); } catch { return otherwise; } };
  const isKept = () => attempt(() => localStorage.getItem(KEY) !== null, false);
  const store = () => (isKept() ? localStorage : sessionStorage);
  const read = () => {
    const stored = attempt(() => JSON.parse(store().getItem(KEY)), null) ?? {};
    // Once there was only one list.
    return Array.isArray(stored) ? { A: stored } : stored;
  };
  const ids = (letter) => [read()[letter] ?? []].flat().filter((id) => ID.test(id));
  const lists = () => Object.fromEntries(Object.keys(FIELDS).map((letter) => [letter, ids(letter)]));
  const set = (wanted) => {
    attempt(() => store().setItem(KEY, JSON.stringify(wanted)));
    document.dispatchEvent(new Event("shortlist"));
  };
  const all = () => [...new Set(Object.values(lists()).flat())];
  return {
    all,
    isKept,
    // The names and values of a form that sends the lists.
    fields: () => Object.entries(lists()).flatMap(([letter, ids]) => ids.map((id) => [FIELDS[letter], id])),
    // A new place is on list A.
    add: (id) => { if (!all().includes(id)) set({ ...lists(), A: [...ids("A"), id] }); },
    remove: (id) => set(Object.fromEntries(
      Object.entries(lists()).map(([letter, ids]) => [letter, ids.filter((known) => known !== id)]))),
    // Puts a place on a list or takes it off, unless it is on no other.
    toggle: (letter, id) => {
      const before = lists();
      const after = before[letter].includes(id) ? before[letter].filter((known) => known !== id) : [...before[letter], id];
      const changed = { ...before, [letter]: after };
      if (Object.values(changed).flat().includes(id)) set(changed);
    },
    // Moves the lists from this tab to this device, or back.
    keep: (onDevice) => attempt(() => {
      const text = JSON.stringify(lists());
      (onDevice ? sessionStorage : localStorage).removeItem(KEY);
      (onDevice ? localStorage : sessionStorage).setItem(KEY, text);
    }),
    clear: () => attempt(() => { sessionStorage.removeItem(KEY); localStorage.removeItem(KEY); }),
  };
})();

// The boxes that save a place show and change the lists, and the link in the header says how many places are on them. A form
// that sends the boxes of a page sends the stored lists instead.
(function choose() {
  const show = () => {
    const ids = shortList.all();
    for (const box of document.querySelectorAll("[data-choose]")) box.checked = ids.includes(box.value);
    for (const count of document.querySelectorAll("[data-count]")) count.textContent = ids.length || "";
  };
  document.addEventListener("change", ({ target }) => {
    if (target.matches("[data-choose]")) (target.checked ? shortList.add : shortList.remove)(target.value);
  });
  document.addEventListener("formdata", ({ target: form, formData }) => {
    const fields = shortList.fields();
    if (!form.matches("[data-chosen]") || !fields.length) return;
    formData.delete("id");
    for (const [name, id] of fields) formData.append(name, id);
  });
  document.addEventListener("shortlist", show);
  addEventListener("pageshow", show);
  show();
})();

// A place of the results is opened with the search in the body of the request, so that its page can say how it fits, and
// lead back.
(function openWithSearch() {
  const search = document.getElementById("again");
  if (!search) return;
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".card a[href*='/facilities/']");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    const button = Object.assign(document.createElement("button"), { formAction: link.href, hidden: true });
    search.append(button);
    search.requestSubmit(button);
    button.remove();
  });
})();

// In a place that has the focus, S saves it, and J and K go to the next place and back. They work only there, so that nobody
// presses them by accident.
(function keys() {
  const PLACES = ".card, .sheet tbody tr";
  document.addEventListener("keydown", (event) => {
    const place = event.target.closest?.(PLACES);
    if (!place || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { j: 1, k: -1 }[event.key];
    if (event.key === "s") place.querySelector("[data-choose], [data-remove]")?.click();
    else if (step) {
      const places = [...document.querySelectorAll(PLACES)];
      places[places.indexOf(place) + step]?.querySelector("a")?.focus();
    } else return;
    event.preventDefault();
  });
})();

// A card and its pin on the map highlight each other while the pointer or the focus is on one of them.
(function highlight() {
  const pins = [...document.querySelectorAll("[data-places]")];
  if (!pins.length) return;
  const placesOf = (part) => part.dataset.places?.split(" ") ?? [part.id.replace("place-", "")];
  const show = ({ target }) => {
    const part = target.closest?.("[data-places], .card");
    const places = part ? placesOf(part) : [];
    for (const pin of pins) pin.classList.toggle("map-on", placesOf(pin).some((place) => places.includes(place)));
    for (const card of document.querySelectorAll(".card")) {
      card.classList.toggle("card-on", places.includes(card.id.replace("place-", "")));
    }
  };
  document.addEventListener("pointerover", show);
  document.addEventListener("focusin", show);
})();

// On a phone, the bar of answers scrolls sideways. Browsers leave an answer that gets the focus half out of sight.
(function showAnswer() {
  document.querySelector(".answers-row")?.addEventListener("focusin", ({ target }) => {
    if (target.matches(".chip")) target.scrollIntoView({ block: "nearest", inline: "nearest" });
  });
})();

// The page of the list. Its URL alone shows an empty list, so the script loads the list for the stored IDs and inserts it.
(function showList() {
  const prepare = () => {
    const keep = document.querySelector("[data-keep]");
    for (const print of document.querySelectorAll("[data-print]")) {
      print.hidden = false;
      print.querySelector("button").addEventListener("click", () => window.print());
    }
    const take = document.querySelector("[data-take]");
    if (take) { take.hidden = false; take.addEventListener("click", () => takeAll(take.dataset.take)); }
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
  // Puts all places of a list that somebody sent on the visitor's own.
  const takeAll = (url) => {
    for (const { value } of document.querySelectorAll("#list [name=id]")) shortList.add(value);
    location.assign(url);
  };
  document.addEventListener("click", ({ target }) => {
    const [remove, letter] = ["[data-remove]", "[data-letter]"].map((button) => target.closest(button));
    if (remove) shortList.remove(remove.value);
    if (letter) shortList.toggle(...letter.value.split(" "));
  });
  const fill = async (url) => {
    const body = new URLSearchParams(shortList.fields());
    const response = await fetch(url, { method: "POST", body }).catch(() => null);
    if (!response || !response.ok) return;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    document.querySelector("main").replaceChildren(...page.querySelector("main").childNodes);
    prepare();
  };
  const empty = document.querySelector("[data-fill]");
  if (empty && shortList.all().length) fill(empty.dataset.fill);
  prepare();
})();

// The button that copies a text. It is shown only if the browser has a clipboard.
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
