// The switch of languages, in a folder: each language is a folder of its own. Where that folder lies beside this one, the
// switch goes to the same page in it; else it says where the page is on line. Whether it is there is asked only then.
(function () {
  "use strict";
  const words = document.currentScript.dataset;
  const config = JSON.parse(document.getElementById("__config").textContent);
  const root = new URL(config.base, location);
  const page = location.href.split(/[?#]/)[0].slice(root.href.length);

  // Some programs unpack a zip into a folder of its name, which here holds the folder.
  const places = (language) => [`../guia-${language}/`, `../../guia-${language}/guia-${language}/`];

  function isThere(folder) {
    return new Promise((answer) => {
      const image = new Image();
      image.onload = () => answer(true);
      image.onerror = () => answer(false);
      image.src = new URL("assets/favicon.svg", folder);
    });
  }

  async function beside(language) {
    for (const place of places(language)) {
      const folder = new URL(place, root);
      if (await isThere(folder)) return folder;
    }
    return null;
  }

  function say(link) {
    const dialog = document.createElement("dialog");
    const [text, address, form] = ["p", "p", "form"].map((tag) => document.createElement(tag));
    const [online, close] = [document.createElement("a"), document.createElement("button")];
    dialog.className = "md-typeset";
    dialog.style.cssText = "background: var(--md-default-bg-color); max-width: 30rem; border-radius: .4rem";
    text.textContent = words.absent.replaceAll("{folder}", `guia-${link.dataset.language}`);
    online.href = online.textContent = link.href;
    form.method = "dialog";
    close.className = "md-button";
    close.textContent = words.close;
    address.append(online);
    form.append(close);
    dialog.append(text, address, form);
    dialog.setAttribute("aria-label", link.textContent.trim());
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
  }

  document.addEventListener("click", async (event) => {
    const link = event.target.closest && event.target.closest("a[data-language]");
    if (!link || event.defaultPrevented) return;
    event.preventDefault();
    if (link.getAttribute("aria-current")) return;
    const folder = await beside(link.dataset.language);
    if (folder) location.href = new URL(page, folder).href + location.hash;
    else say(link);
  });
})();
