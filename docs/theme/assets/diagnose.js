// The diagnosis: takes what was pasted and shows which symptoms are in it, and which names of the SDK's second version.
// What is pasted is only ever shown again as text: nothing is stored, sent, or put into the address. What is said of a
// symptom stands in the page, in the row of its table; the words are in <script data-diagnosis-words>.
(function () {
  "use strict";
  const section = document.querySelector("[data-diagnoser]");
  const words = JSON.parse(document.querySelector("script[data-diagnosis-words]").textContent);
  const form = section.querySelector("form[data-diagnose]");
  const field = form.querySelector("textarea");
  const status = section.querySelector("[data-diagnosis-status]");
  const place = section.querySelector("[data-diagnosis-result]");
  const MOST_NAMES = 60;
  const LONGEST_LINE = 240;
  const AT_ONCE = 4; // symptoms that are shown with the answer; the rest follow when it has been painted
  const PAUSE = 100; // ms without a change after which what was typed is looked through, before anyone asks

  const { element } = window.making;
  const numbered = (text, n) => text.replace("{n}", n);
  const copied = (node) => [...node.childNodes].map((child) => child.cloneNode(true));
  const coded = (text) => text.split("`").map((piece, n) => (n % 2 ? element("code", null, piece) : piece));

  // A folder opened from file:// shows its listing, so its page is named.
  function address(href) {
    return location.protocol === "file:" && !/^https?:/.test(href) ? href.replace(/\/(?=#|$)/, "/index.html") : href;
  }

  // One line of what was pasted; of a long one only the beginning.
  function quoted(line) {
    const text = line.trim();
    return text.slice(0, LONGEST_LINE) + (text.length > LONGEST_LINE ? "…" : "");
  }

  // What else is known of it: versions, what it is not, where it was seen.
  function moreView(row) {
    const list = row.querySelector("[data-more]").cloneNode(true);
    for (const link of list.querySelectorAll("a")) link.setAttribute("href", address(link.getAttribute("href")));
    return list;
  }

  function symptomView({ id, line }, lines) {
    const row = document.querySelector(`[data-row="${id}"]`);
    const link = row.querySelector("a");
    const shown = quoted(lines[line - 1] || "");
    return element("li", { "data-symptom": id },
      element("h3", null, copied(link.querySelector("strong"))),
      element("p", null, copied(row.querySelector("[data-what]"))),
      element("p", { class: "diagnosis-advice" }, element("strong", null, words.advice + ": "), copied(row.querySelector("[data-advice]"))),
      moreView(row),
      shown && element("p", { class: "diagnosis-line" }, numbered(words.line, line), " ", element("code", null, shown)),
      element("p", null, element("a", { href: address(link.getAttribute("href")) }, words.section)));
  }

  function oldView(names) {
    const head = [words.old_line, words.old_name, words.old_new].map((text) => element("th", { scope: "col" }, text));
    const rows = names.slice(0, MOST_NAMES).map(({ line, name, row: [v3, where, note] }) => element("tr", { "data-old-name": "" },
      element("td", null, String(line)),
      element("td", null, element("code", { "data-name": "" }, name)),
      element("td", null, v3 ? element("code", null, v3) : words.old_none, note && element("p", null, coded(note)),
        " ", element("a", { href: address(words.rosetta + "#" + where) }, words.old_link))));
    const more = names.length - MOST_NAMES;
    return element("section", { "data-old-code": "" },
      element("h2", { tabindex: "-1" }, words.old_title),
      element("div", { class: "diagnosis-frame", role: "region", tabindex: "0", "aria-label": words.old_region },
        element("table", null, element("thead", null, element("tr", null, head)), element("tbody", null, rows))),
      more > 0 && element("p", null, numbered(words.more, more)));
  }

  // The theme's own switch, which small screens need, and its field.
  function openSearch() {
    const shown = document.getElementById("__search");
    if (!shown.checked) shown.click();
    document.querySelector(".md-search__input").focus();
  }

  function nothingView() {
    const report = words.issues + "?" + new URLSearchParams({ title: words.report_title });
    const search = element("button", { type: "button", class: "md-button", "data-open-search": "" }, words.search);
    search.addEventListener("click", openSearch);
    return element("section", { "data-nothing": "" },
      element("h2", { tabindex: "-1" }, words.nothing),
      element("p", null, words.nothing_what),
      element("p", null, search, " ", element("a", { href: report, class: "md-button", "data-report": "" }, words.report)));
  }

  // All symptoms, the best first. A text that shows a hundred would keep its reader waiting for those at the end.
  function listView(found, lines) {
    const view = (each) => symptomView(each, lines);
    const list = element("ol", { "data-diagnosis": "" }, found.slice(0, AT_ONCE).map(view));
    const more = (from) => {
      if (from >= found.length || !list.isConnected) return;
      list.append(...found.slice(from, from + AT_ONCE).map(view));
      setTimeout(more, 0, from + AT_ONCE);
    };
    requestAnimationFrame(() => setTimeout(more, 0, AT_ONCE));
    return list;
  }

  // What a text shows. What was pasted is looked through while its reader moves to the button: then the answer is there
  // at the click. It is kept in this page's memory, as the text itself is.
  let looked = {};
  function shownBy(text) {
    if (looked.text !== text) looked = { text, found: window.recognise(text), old: window.oldNames(text) };
    return looked;
  }

  const whenIdle = window.requestIdleCallback || setTimeout; // Safari has no idle callbacks
  let waiting;
  function lookSoon({ inputType = "" }) {
    const isPasted = /^insertFrom/.test(inputType); // or dropped: no further letter is to be waited for
    clearTimeout(waiting);
    waiting = setTimeout(() => whenIdle(() => shownBy(field.value)), isPasted ? 0 : PAUSE);
  }

  function diagnosed(text) {
    const { found, old } = shownBy(text);
    const lines = found.length ? text.split(/\r\n?|\n/) : [];
    const title = found.length === 1 ? words.found_one : numbered(words.found, found.length);
    return [
      old.length && oldView(old),
      found.length && element("section", null, element("h2", { tabindex: "-1" }, title),
        listView(found, lines)),
      !found.length && !old.length && nothingView(),
    ].filter(Boolean);
  }

  field.addEventListener("input", lookSoon);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!field.value.trim()) {
      place.replaceChildren();
      status.textContent = words.empty;
      field.focus();
      return;
    }
    place.replaceChildren(...diagnosed(field.value));
    const title = place.querySelector("h2");
    status.textContent = title.textContent;
    title.focus();
  });
  section.hidden = false;
})();
