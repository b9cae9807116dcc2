// The search, from its first use on: it brings the index, asks the theme's worker, and shows what comes back. A file
// may neither start a worker nor fetch, so there the worker's script runs in a frame, and the index is a script anyway.
(function () {
  "use strict";
  const config = JSON.parse(document.getElementById("__config").textContent);
  const base = new URL(config.base, location);
  const words = config.words;
  const searching = document.getElementById("__search");
  const query = document.querySelector(".md-search__input");
  const output = document.querySelector(".md-search__scrollwrap");
  const told = output.querySelector(".md-search-result__meta");
  const list = output.querySelector(".md-search-result__list");
  const diagnose = output.querySelector(".search-diagnose");
  const AT_ONCE = 10; // pages shown before the reader scrolls for more
  const AT_ONCE_IN_PAGE = 2; // sections of each
  const [SETUP, READY, ASK, ANSWER] = [0, 1, 2, 3]; // the worker's messages

  function element(tag, attributes, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) node.setAttribute(name, value);
    node.append(...children.filter(Boolean));
    return node;
  }

  function load(address, place = document) {
    return new Promise((done, failed) => {
      const script = place.createElement("script");
      Object.assign(script, { src: new URL(address, base), onload: done, onerror: failed });
      place.head.append(script);
    });
  }

  // ---- the worker ----

  function start(answered) {
    if (location.protocol === "file:") return startInFrame(answered);
    const worker = new Worker(new URL(config.worker, base));
    worker.onmessage = ({ data }) => answered(data);
    return (message) => worker.postMessage(message);
  }

  function startInFrame(answered) {
    const frame = element("iframe", { hidden: "" });
    document.body.append(frame);
    const inside = frame.contentWindow;
    window.IFrameWorker = true; // how the worker knows that its scripts lie beside its own
    inside.postMessage = answered;
    inside.importScripts = async (...addresses) => {
      for (const address of addresses) await load(address, frame.contentDocument);
    };
    const ready = load(config.worker, frame.contentDocument);
    return (message) => ready.then(() => inside.dispatchEvent(new inside.MessageEvent("message", { data: message })));
  }

  // ---- what is found ----

  let looked = { asked: [] }; // what is asked for: the words and the query (search-words.js)

  // The index holds the words of the pages as HTML of few tags, made and escaped when the site was built.
  function html(tag, text) {
    const node = document.createElement(tag);
    node.innerHTML = text;
    return node;
  }

  function missing({ terms }) {
    const lacking = looked.asked.filter(({ stem }) => terms[stem] === false);
    const absent = lacking.map(({ typed }) => element("del", null, typed));
    return absent.length && element("p", { class: "md-search-result__terms" }, words.missing + ": ",
      ...absent.flatMap((term) => [term, " "]));
  }

  function link(found, isPage, withText) {
    const article = element("article", { class: "md-search-result__article md-typeset", "data-md-score": found.score.toFixed(2) },
      isPage && element("div", { class: "md-search-result__icon md-icon" }), html(isPage ? "h1" : "h2", found.title));
    if (withText) article.append(...html("div", found.text).childNodes, missing(found) || "");
    return element("a", { href: new URL(found.location, base), class: "md-search-result__link", tabindex: "-1" }, article);
  }

  // The sections of one page: the best two and those as good as the page at once, the others behind a line that opens.
  function item(sections) {
    const at = Math.max(0, sections.findIndex(({ location }) => !location.includes("#")));
    const others = sections.filter((_, n) => n !== at);
    const isShown = ({ score }, n) => n < AT_ONCE_IN_PAGE || score >= sections[0].score;
    const shown = others.filter(isShown);
    const more = others.filter((section, n) => !isShown(section, n));
    const count = more.length === 1 ? words.more_one : words.more_other.replace("#", more.length);
    const asLinks = (found) => found.map((section) => link(section, false, true));
    return element("li", { class: "md-search-result__item" }, link(sections[at], true, at === 0 && !shown.length),
      ...asLinks(shown), more.length && element("details", { class: "md-search-result__more" },
        element("summary", { tabindex: "-1" }, element("div", null, count)), ...asLinks(more)));
  }

  let waiting = [];
  function showMore(most) {
    list.append(...waiting.splice(0, most).map(item));
  }

  // A text from a screen is better off in the diagnosis, which takes all of it.
  const LOOKS_LIKE_AN_ERROR = /error|exception|denied|failed|not found|invalid|refused|traceback/i;
  const LONG = 6; // words
  function offerDiagnosis() {
    diagnose.hidden = !(LOOKS_LIKE_AN_ERROR.test(query.value) || looked.asked.length >= LONG);
  }

  function show({ items }) {
    offerDiagnosis();
    const none = looked.query ? words.none : words.placeholder;
    told.textContent = [none, words.one][items.length] || words.other.replace("#", items.length);
    list.replaceChildren();
    waiting = [...items];
    output.scrollTop = 0;
    showMore(AT_ONCE);
  }

  output.addEventListener("scroll", () => {
    if (waiting.length && output.scrollTop + output.clientHeight > output.scrollHeight - 100) showMore(4);
  }, { passive: true });

  // ---- asking: what was typed before the index was read is asked once it is ----

  let ready = false;
  let asked;
  function ask() {
    if (!ready || query.value === asked) return;
    asked = query.value;
    looked = window.searchWords.query(asked, window.__index.config);
    send({ type: ASK, data: looked.query });
  }

  const send = start(({ type, data }) => {
    ready ||= type === READY;
    if (type === READY) ask();
    if (type === ANSWER) show(data);
  });

  Promise.all(["search/search_index.js", "assets/search-words.js"].map((script) => load(script))).then(() => {
    const { config: settings, docs } = window.__index;
    send({ type: SETUP, data: { config: settings, docs, options: { suggest: false } } });
  });

  // ---- the keys ----

  function bestLink() {
    const score = (link) => Number(link.firstElementChild.dataset.mdScore);
    return [...list.querySelectorAll("a")].sort((a, b) => score(b) - score(a))[0];
  }

  function step(by) {
    const stops = [query, ...list.querySelectorAll(":not(details) > a, summary, details[open] a")];
    stops[(Math.max(0, stops.indexOf(document.activeElement)) + stops.length + by) % stops.length].focus();
  }

  query.closest(".md-search").addEventListener("keydown", (event) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (by) step(by);
    if (event.key === "Enter" && event.target === query) (bestLink() || query).click();
    if (by || (event.key === "Enter" && event.target === query)) event.preventDefault();
  });
  query.addEventListener("input", ask);
  query.form.addEventListener("reset", () => setTimeout(() => {
    ask();
    query.focus();
  }));
  list.addEventListener("click", (event) => {
    if (event.target.closest("a")) searching.checked = false;
  });
})();
