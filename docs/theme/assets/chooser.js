// The chooser: walks a decision tree one question at a time, and knows nothing of what the tree is about.
// The page carries the tree and every word shown, as JSON in <script data-chooser-data>. The answers live in
// the address, keyed by question (#question=answer&question=answer). Nothing is fetched and nothing is stored,
// so it also works from file://. In order: the address, the walk, the views, the moves.
(function () {
  "use strict";
  const section = document.querySelector("[data-chooser]");
  const data = document.querySelector("script[data-chooser-data]");
  if (!section || !data) return;
  const tree = JSON.parse(data.textContent);
  const words = tree.words;

  // ---- the address: text in, answers out ----

  // Keys that are never questions. They stay while the address is only read, and go when the reader moves on.
  const RESERVED = ["v", "ajustes", "comparar"];
  const RESERVED_VALUE = /^[\w.,~-]{1,200}$/;

  function decode(text) {
    try {
      return decodeURIComponent(text);
    } catch {
      return text; // a malformed escape is named as it was written
    }
  }

  function parse(fragment) {
    const found = { given: new Map(), reserved: new Map(), strange: [] };
    for (const part of fragment.slice(1).split("&").filter(Boolean)) {
      const [key, ...rest] = part.split("=").map(decode);
      const value = rest.join("=");
      const fits = RESERVED.includes(key) ? RESERVED_VALUE.test(value) : answerOf(key, value);
      const kept = RESERVED.includes(key) ? found.reserved : found.given;
      if (fits && !kept.has(key)) kept.set(key, value);
      else found.strange.push(tame(decode(part)));
    }
    return found;
  }

  // Text of unknown origin: one line, cut short, no control or direction characters; only ever shown as text.
  function tame(text) {
    const letters = Array.from(text.replace(/[\p{C}\p{Z}]+/gu, " "));
    return letters.slice(0, 60).join("") + (letters.length > 60 ? "…" : "");
  }

  function addressOf(...pairs) {
    const fragment = pairs.map((pair) => pair.join("=")).join("&");
    return location.href.split("#")[0] + (fragment && "#" + fragment);
  }

  // ---- the walk: answers in, place in the tree out ----

  function answerOf(question, id) {
    const asked = Object.hasOwn(tree.questions, question) && tree.questions[question];
    return asked && asked.answers.find((answer) => answer.id === id);
  }

  // From the root up to the first question without an answer, or to an outcome.
  function walk(given) {
    const place = { steps: [], question: tree.root, outcome: undefined };
    while (place.question && given.has(place.question)) {
      const answer = answerOf(place.question, given.get(place.question));
      place.steps.push([place.question, answer.id]);
      ({ question: place.question, outcome: place.outcome } = answer);
    }
    return place;
  }

  // The given answers that a walk does not pass, in words.
  function passedBy(given, { steps }) {
    const onTheWalk = new Map(steps);
    const missed = [...given].filter(([question]) => !onTheWalk.has(question));
    return missed.map(([question, id]) => tree.questions[question].text + " " + answerOf(question, id).text);
  }

  // ---- the views: place in, elements out ----

  function element(tag, attributes, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) node.setAttribute(name, value);
    node.append(...children.flat(2).filter(Boolean));
    return node;
  }

  const paragraph = (look, ...children) => element("p", { class: "chooser-" + look }, ...children);
  const titled = (text, ...children) => [element("h3", null, text), ...children];
  const heading = (text) => element("h2", { id: "chooser-title", tabindex: "-1" }, text);
  const silent = (text) => element("span", { class: "chooser-silent" }, text);
  const numbered = (text, n) => text.replace("{n}", n);
  const placeName = (place) => (place.outcome ? words.result : numbered(words.question_number, place.steps.length + 1));

  function button(name, text, act) {
    const node = element("button", { type: "button", class: "md-button", ["data-" + name]: "" }, text);
    node.addEventListener("click", act);
    return node;
  }

  // A folder opened from file:// shows its listing, so its page is named.
  function pageLink(url, look, text) {
    const href = location.protocol === "file:" ? url.replace(/\/(?=#|$)/, "/index.html") : url;
    return element("a", { href, class: look }, text);
  }

  function changeLink(steps, index) {
    const [earlier, later] = [steps.slice(0, index), steps.slice(index)];
    const about = silent(": " + tree.questions[steps[index][0]].text);
    const link = element("a", { href: addressOf(...earlier) }, words.change, about);
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return; // a new tab was asked for
      event.preventDefault();
      move(earlier, later);
    });
    return link;
  }

  function answersView(steps) {
    const rows = steps.map(([question, id], index) => element("div", null,
      element("dt", null, tree.questions[question].text),
      element("dd", null, answerOf(question, id).text),
      element("dd", { class: "chooser-change" }, changeLink(steps, index))));
    return element("dl", { "data-answers": "" }, rows);
  }

  function questionView(place) {
    const { question, steps } = place;
    const later = laterAnswers();
    const rows = tree.questions[question].answers.map(({ id, text }) => {
      const radio = element("input", { type: "radio", name: question, value: id });
      radio.checked = later.get(question) === id;
      return element("label", null, radio, element("span", null, text));
    });
    const error = element("p", { id: "chooser-error" });
    const form = element("form", { "data-question": question, novalidate: "" },
      paragraph("place", placeName(place)),
      element("fieldset", { "aria-describedby": "chooser-error chooser-help" },
        element("legend", null, heading(tree.questions[question].text)),
        element("p", { id: "chooser-help" }, tree.questions[question].help), error, rows),
      later.size > 1 && paragraph("note", words.change_note),
      element("button", { type: "submit", class: "md-button md-button--primary" }, words.continue));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const chosen = form.querySelector(":checked");
      if (chosen) return answer(question, chosen.value);
      error.textContent = words.error;
      form.querySelector("input").focus({ preventScroll: true });
      error.scrollIntoView({ block: "nearest" });
    });
    return [form, steps.length && titled(words.answers, answersView(steps))];
  }

  // What a result says, part by part; a part that has nothing to say gives nothing.
  const resultParts = [
    (outcome, place) => [paragraph("place", placeName(place)), heading(outcome.name)],
    (outcome) => [paragraph("use-case", outcome.use_case), paragraph("lead", outcome.summary)],
    (outcome) => paragraph("actions",
      pageLink(outcome.url, "md-button md-button--primary", words.open_outcome),
      outcome.snippet_url && pageLink(outcome.snippet_url, "md-button", words.open_snippet)),
    (outcome, { steps }) => titled(words.why, answersView(steps)),
    (outcome) => outcome.billing && titled(words.billing, element("p", null, outcome.billing)),
    (outcome) => outcome.trap && titled(words.trap, element("p", null, outcome.trap)),
    (outcome, { steps }) => paragraph("actions",
      button("copy", words.copy, () => copy(addressOf(...steps, ["v", tree.version]))),
      button("restart", words.restart, () => move([]))),
    () => element("div", { "data-copied": "", role: "status" }),
  ];

  function resultView(place) {
    const parts = resultParts.map((part) => part(tree.outcomes[place.outcome], place));
    return [element("article", { "data-outcome": place.outcome, "aria-labelledby": "chooser-title" }, parts)];
  }

  function noticeView({ intro, items }, most = 5) {
    const named = items.slice(0, most).map((item) => element("li", null, item));
    const more = items.length > most && element("li", null, numbered(words.more, items.length - most));
    return element("div", { "data-notice": "" }, element("p", null, intro), element("ul", null, named, more));
  }

  async function copy(address) {
    const told = stage.querySelector("[data-copied]");
    try {
      await navigator.clipboard.writeText(address);
      told.replaceChildren(words.copied);
    } catch { // no clipboard here (an insecure page, a refusal): the reader copies it by hand
      const field = element("input", { type: "text", readonly: "", value: address });
      told.replaceChildren(element("label", null, words.copy_by_hand, field));
      field.select();
    }
  }

  // ---- the moves: what the reader does, and the history entry that it leaves ----

  const live = element("div", { role: "status" }); // in the page from the start, or its changes would go unsaid
  const stage = element("div", { class: "chooser-stage" });
  const overview = document.querySelector("[data-tree]");
  const list = element("details", { class: "chooser-list" }, element("summary", null, words.list));
  const pageTitle = document.title;
  let shown;

  function show(place, notice, takeFocus) {
    shown = place;
    live.replaceChildren(silent(placeName(place)), notice && notice.items.length ? noticeView(notice) : "");
    stage.replaceChildren(...(place.outcome ? resultView(place) : questionView(place)).flat().filter(Boolean));
    section.dataset.chooser = place.outcome ? "result" : "question";
    const title = stage.querySelector("#chooser-title");
    document.title = place.steps.length ? title.textContent + " · " + pageTitle : pageTitle;
    if (!takeFocus) return;
    title.focus({ preventScroll: true });
    (live.querySelector("[data-notice]") || title).scrollIntoView({ block: "nearest" });
  }

  // While an earlier answer is being changed, the address ends before it, and its history entry keeps the rest.
  function laterAnswers() {
    return new Map(((history.state && history.state.later) || []).filter((pair) => answerOf(...pair)));
  }

  function move(steps, later, notice) {
    history.pushState({ later }, "", addressOf(...steps));
    show(walk(new Map(steps)), notice, true);
  }

  function answer(question, id) {
    const later = laterAnswers().set(question, id);
    history.replaceState({ later: [[question, id]] }, ""); // going back finds the choice as it was left
    const given = new Map([...shown.steps, ...later]);
    const place = walk(given);
    move(place.steps, [], { intro: words.dropped_change, items: passedBy(given, place) });
  }

  // Shows the address as it stands, and rids it of whatever is not on the walk.
  function replay(takeFocus) {
    const anchor = !location.hash.includes("=") && document.getElementById(decode(location.hash.slice(1)));
    if (anchor) return visit(anchor);
    const { given, reserved, strange } = parse(location.hash);
    const place = walk(given);
    const address = addressOf(...place.steps, ...reserved);
    if (address !== location.href) history.replaceState(history.state, "", address);
    const notice = { intro: words.dropped_address, items: [...passedBy(given, place), ...strange] };
    show(place, notice, takeFocus || place.steps.length > 0);
  }

  // A link to a spot in this page answers nothing: go there, and keep the answers in the address.
  function visit(anchor) {
    if (list.contains(anchor)) list.open = true;
    anchor.scrollIntoView();
    if (shown) history.replaceState(history.state, "", addressOf(...shown.steps));
    else show(walk(new Map()));
  }

  overview.before(list);
  list.append(overview);
  section.append(live, stage);
  section.hidden = false;
  addEventListener("popstate", () => replay(true));
  replay(false);
})();
