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
