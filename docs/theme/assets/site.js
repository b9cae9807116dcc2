// Two small services for every page, neither of which stores or fetches anything.
(function () {
  "use strict";

  // A folder opened from file:// shows its listing, so its page is named.
  function nameThePage(link) {
    const url = new URL(link.getAttribute("href"), document.baseURI);
    if (url.protocol !== "file:" || !url.pathname.endsWith("/")) return;
    url.pathname += "index.html";
    link.setAttribute("href", url.href);
  }

  // A change of language keeps the place in the page, or the answers, that the address holds; so does the way to the map.
  function keepTheFragment(link) {
    if (location.hash && link.matches("[data-language], [data-keep]")) link.hash = location.hash;
  }

  function onLink(event) {
    const link = event.target.closest && event.target.closest("a[href]");
    if (!link) return;
    if (location.protocol === "file:") nameThePage(link);
    keepTheFragment(link);
  }

  for (const kind of ["click", "auxclick", "contextmenu"]) document.addEventListener(kind, onLink, true);
  if (location.protocol === "file:") document.querySelectorAll("a[href]").forEach(nameThePage);
})();
