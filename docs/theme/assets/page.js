// What every page does: the menu, the place in it, the header, boxes, copying, colours, and the search at its first use.
// It looks at the page only when the browser says that something came into sight or moved, and never measures it all.
(function () {
  "use strict";
  const config = JSON.parse(document.getElementById("__config").textContent);
  const drawer = document.getElementById("__drawer");
  const searching = document.getElementById("__search");
  const query = document.querySelector(".md-search__input");
  const HEADER = 48; // px: what the header covers

  function watch(elements, seen, options) {
    const observer = new IntersectionObserver((entries) => seen(entries, observer), options);
    for (const element of elements) observer.observe(element);
    return observer;
  }

  function decode(text) {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  }

  // ---- the header says where one is, once the page's own title is out of sight ----

  const header = document.querySelector(".md-header");
  watch(document.querySelectorAll("article h1"), ([{ isIntersecting }]) => {
    header.classList.toggle("md-header--shadow", !isIntersecting);
    header.querySelector(".md-header__title").classList.toggle("md-header__title--active", !isIntersecting);
  }, { rootMargin: `-${HEADER}px 0px 1000000px` });

  // ---- the place in the page: a heading has been passed that lies, if only in part, above the line where links stop ----

  const links = [...document.querySelectorAll(".md-sidebar--secondary .md-nav__link[href^='#']")];
  const headings = links.map((link) => document.getElementById(decode(link.hash.slice(1))));
  const passed = new Set();
  const WHOLE = 0.99; // parts of a pixel are lost in rounding

  function markPlace(entries) {
    for (const { target, intersectionRatio, boundingClientRect } of entries) {
      if (intersectionRatio >= WHOLE || !boundingClientRect.height) passed.delete(target);
      else passed.add(target);
    }
    const last = headings.findLastIndex((heading) => passed.has(heading));
    if (last >= 0) follow(links[last]);
    links.forEach((link, n) => {
      link.classList.toggle("md-nav__link--passed", n <= last);
      link.classList.toggle("md-nav__link--active", n === last);
    });
  }

  // Keeps a link of a menu in sight within it, without moving the page, nor what has the focus there out of sight.
  function follow(link) {
    const frame = link.closest(".md-sidebar__scrollwrap");
    if (frame.scrollHeight <= frame.clientHeight || frame.contains(document.activeElement)) return;
    const [outer, inner] = [frame.getBoundingClientRect(), link.getBoundingClientRect()];
    if (inner.top < outer.top || inner.bottom > outer.bottom) frame.scrollTop += inner.top - outer.top - outer.height / 2;
  }

  watch(headings.filter(Boolean), markPlace, { rootMargin: `-${HEADER + 32}px 0px 1000000px`, threshold: WHOLE });
  watch(document.querySelectorAll(".md-sidebar--primary .md-nav__link--active[href]"), (entries, observer) => {
    const shown = entries.filter(({ boundingClientRect }) => boundingClientRect.height);
    if (shown.length) follow(shown[0].target);
    observer.disconnect();
  });

  const top = document.querySelector(".md-top");
  let before = 0;
  addEventListener("scroll", () => {
    const hidden = scrollY >= before || scrollY < innerHeight / 2;
    before = scrollY;
    if (top.hidden !== hidden) top.hidden = hidden;
  }, { passive: true });
  top.addEventListener("click", () => scrollTo({ top: 0 }));

  // ---- boxes: a link to what lies in a closed one opens it; on paper all are open but those of code ----

  function reveal() {
    const target = document.getElementById(decode(location.hash.slice(1)));
    if (!target || !target.closest("details:not([open])")) return;
    for (let box; (box = target.closest("details:not([open])"));) box.open = true;
    target.scrollIntoView();
  }

  let opened = [];
  function print(active) {
    if (active) opened.push(...document.querySelectorAll("details:not([open], :has(pre))"));
    for (const box of opened) box.open = active;
    if (!active) opened = [];
  }

  addEventListener("hashchange", reveal);
  // The foot of a sheet says where its page is (main.html, guide.css); the part after # may hold the reader's answers.
  const address = document.querySelector("[rel=canonical]")?.href;
  addEventListener("beforeprint", () => {
    if (address) document.documentElement.style.setProperty("--sheet-address", JSON.stringify(address + location.hash));
    print(true);
  });
  addEventListener("afterprint", () => print(false));
  matchMedia("print").addEventListener("change", ({ matches }) => print(matches));
  reveal();

  // ---- code: a button to copy it, made when the code comes near; what scrolls by itself is reached by keyboard ----

  const bare = new Set(document.querySelectorAll("pre > code"));
  function dress(code) {
    if (bare.delete(code)) code.before(copyButton());
  }

  // All that are shown, at once, so that the tab key passes none over; what lies in a closed box when that is opened,
  // for to ask how wide it is lays it out. All are asked before any is changed.
  const SCROLLING = "pre > code, .md-typeset table:not([class])";
  function reach(elements) {
    const found = elements.filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth);
    for (const each of found) each.tabIndex = 0;
    return found;
  }

  function reachShown(entries, observer) {
    const shown = entries.filter(({ boundingClientRect }) => boundingClientRect.height);
    for (const each of reach(shown.map(({ target }) => target))) observer.unobserve(each);
  }

  function copyButton() {
    const [place, button] = [document.createElement("div"), document.createElement("button")];
    place.className = "md-code__nav";
    button.className = "md-code__button";
    button.dataset.mdType = "copy";
    button.title = config.words.copy;
    place.append(button);
    return place;
  }

  const dialog = document.querySelector(".md-dialog");
  dialog.setAttribute("role", "status");

  async function copy(code) {
    try {
      await navigator.clipboard.writeText(code.textContent.trimEnd());
    } catch { // no clipboard here (an insecure page, a refusal): the old way
      getSelection().selectAllChildren(code);
      document.execCommand("copy");
    }
    dialog.firstElementChild.textContent = config.words.copied;
    dialog.classList.add("md-dialog--active");
    setTimeout(() => dialog.classList.remove("md-dialog--active"), 2000);
  }

  watch(document.querySelectorAll(SCROLLING), reachShown);
  addEventListener("toggle", ({ target }) => target.open && reach([...target.querySelectorAll(SCROLLING)]), true);

  // Of a link in a table that scrolls, the browser may leave a hair in sight, and the rest beyond the edge.
  addEventListener("focusin", ({ target }) => {
    if (target.matches("table a:focus-visible")) target.scrollIntoView({ block: "nearest", inline: "nearest" });
  });
  watch(bare, (entries, observer) => {
    for (const { target } of entries.filter((entry) => entry.isIntersecting)) {
      observer.unobserve(target);
      dress(target);
    }
  }, { rootMargin: "200px" });

  // ---- colours: as the system has them, until the reader chooses; only a choice is remembered ----

  document.querySelector("[data-md-component=palette]").addEventListener("change", ({ target }) => {
    window.colours.apply(target);
    try {
      localStorage.setItem(window.colours.key, target.id);
    } catch { /* the browser keeps nothing: the choice holds for this page */ }
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => window.colours.apply());

  // ---- the search: its script and index come when it is first used ----

  let script;
  function prepareSearch() {
    if (script) return;
    script = document.createElement("script");
    script.src = new URL("assets/search.js", new URL(config.base, location));
    document.head.append(script);
  }

  function openSearch() {
    prepareSearch();
    searching.checked = true;
    query.focus();
  }

  query.addEventListener("focus", openSearch);
  query.addEventListener("input", prepareSearch);
  searching.addEventListener("change", () => searching.checked && openSearch());

  // ---- the menu of a narrow window: labels open it, which no key reaches; buttons and the tab key do ----

  const menu = document.querySelector(".md-sidebar--primary");
  const back = menu.querySelectorAll("label[for]:not([tabindex])");
  const label = document.querySelector(".md-header__button[for=__drawer]");
  const opener = document.createElement("button");
  opener.className = `${label.className} drawer-button`;
  opener.setAttribute("aria-label", config.words.menu);
  opener.append(...label.childNodes);
  label.replaceWith(opener);

  // Only the part of it that is in sight can have the focus (guide.css).
  function openMenu(open) {
    drawer.checked = open;
    opener.setAttribute("aria-expanded", open);
    for (const step of back) step.tabIndex = open ? 0 : -1;
    const steps = open ? [...menu.querySelectorAll("a, label[for]")] : [];
    steps.find((step) => step.checkVisibility({ visibilityProperty: true }))?.focus({ preventScroll: true });
  }

  opener.addEventListener("click", () => openMenu(!drawer.checked));
  drawer.addEventListener("change", () => openMenu(drawer.checked));
  openMenu(false);

  // It goes when the keyboard leaves it: what then has the focus would be covered.
  addEventListener("focusin", ({ target }) => {
    if (drawer.checked && target !== opener && !menu.contains(target)) openMenu(false);
  });

  // ---- keys and clicks ----

  addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented) return;
    if (event.key === "Escape") {
      if (searching.checked) document.activeElement.blur();
      searching.checked = false;
      if (drawer.checked) opener.focus();
      openMenu(false);
    } else if (event.key === "Tab") {
      searching.checked = false; // the arrows walk what was found; the next stop would lie below it
      bare.forEach(dress); // it may be further away than what is near
    } else if (event.key === "Enter" && event.target.matches("label[for]")) {
      event.target.click();
    } else if (["/", "f", "s"].includes(event.key) && !event.target.closest("input, select, textarea")) {
      event.preventDefault();
      openSearch();
      query.select();
    }
  });

  addEventListener("click", ({ target }) => {
    const button = target.closest(".md-code__button");
    if (button) copy(button.closest("pre").querySelector("code"));
    if (target.closest(".md-sidebar a")) openMenu(false);
  });
})();
