// The chooser: walks a decision tree one question at a time, and knows nothing of what the tree is about.
// The page carries the tree and every word shown, as JSON in <script data-chooser-data>. The answers live in
// the address, keyed by question (#question=answer&question=answer). Nothing is fetched and nothing is stored,
// so it also works from file://. In order: the views, the moves; the address is read by address.js.
(function () {
  "use strict";
  const section = document.querySelector("[data-chooser]");
  const data = document.querySelector("script[data-chooser-data]");
  if (!section || !data) return;
  const tree = JSON.parse(data.textContent);
  const words = tree.words;
  const { answerOf, walk, mostFrom, whyNot, flips } = window.decisionTree(tree);
  const { parse, addressOf, decode } = window.addressing(tree, answerOf);
  const { element, pageLink } = window.making;

  // The given answers that a walk does not pass, in words.
  function passedBy(given, { steps }) {
    const onTheWalk = new Map(steps);
    const missed = [...given].filter(([question]) => !onTheWalk.has(question));
    return missed.map(saying);
  }

  // ---- the views: place in, elements out ----

  const paragraph = (look, ...children) => element("p", { class: "chooser-" + look }, ...children);
  const titled = (text, ...children) => [element("h3", null, text), ...children];
  const heading = (...text) => element("h2", { id: "chooser-title", tabindex: "-1" }, ...text);
  const silent = (text) => element("span", { class: "chooser-silent" }, text);
  const numbered = (text, n) => text.replace("{n}", n);
  const nameOf = (outcome) => tree.outcomes[outcome].name;
  const workOf = ({ work }) => element("small", null, " · " + work); // in one line with the name
  const saying = ([question, id]) => tree.questions[question].text + " " + answerOf(question, id).text;
  const items = (rows) => element("ul", null, rows.map((row) => element("li", null, row)));
  const placeName = ({ outcome, question, steps }) => outcome ? words.result
    : numbered(words.question_place, steps.length + 1).replace("{most}", steps.length + mostFrom(question));

  const { adjustmentsOf, worriesOf, alike, checklist, alikeView, signed } = window.choosing(tree, titled);

  function button(name, text, act) {
    const node = element("button", { type: "button", class: "md-button", ["data-" + name]: "" }, text);
    node.addEventListener("click", act);
    return node;
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

  // An issue that says where the doubt arose; it is sent only if the reader sends it.
  function doubtLink({ question, steps }) {
    const path = steps.map((step) => step.join("=")).join("&");
    const body = [words.doubt_body, "", `${question} · ${path} · ${tree.version} · ${document.documentElement.lang}`].join("\n");
    const query = new URLSearchParams({ title: words.doubt_title.replace("{id}", question), body });
    return element("a", { href: tree.issues + "?" + query, "data-doubt": "" }, words.doubt);
  }

  // A view is what is seen first, and the rest, which is made when that has been painted and put at its end.
  function questionView(place, later) {
    const { question, steps } = place;
    const rows = tree.questions[question].answers.map(({ id, text, note }) => {
      const [name, more] = ["answer-" + id, "note-" + id];
      const about = note ? { "aria-labelledby": name, "aria-describedby": more } : {};
      const radio = element("input", { type: "radio", name: question, value: id, ...about });
      radio.checked = later.get(question) === id;
      radio.addEventListener("change", () => {
        history.replaceState({ later: [...laterAnswers().set(question, id)] }, "");
        prepare(question, id);
      });
      return element("label", null, radio, element("span", null, element("span", { id: name }, text),
        note && element("small", { id: more }, note)));
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
    return {
      first: form,
      end: stage,
      rest: () => [steps.length && titled(words.answers, answersView(steps)), paragraph("note", doubtLink(place))],
    };
  }

  function folded(name, title, ...children) {
    return element("details", { class: "chooser-list", ["data-" + name]: "" }, element("summary", null, title), children);
  }

  function flipsView(place) {
    const rows = flips(place).map(({ step: [question], answer, outcome, further }) => {
      const after = further && " " + numbered(further > 1 ? words.further_many : words.further_one, further);
      return element("li", { "data-flip": question + "=" + answer },
        saying([question, answer]), " → ", pageLink(tree.outcomes[outcome].url, "", nameOf(outcome)),
        workOf(tree.outcomes[outcome]), after);
    });
    return rows.length && titled(words.flips, element("ul", { "data-flips": "" }, rows));
  }

  // The address that is copied, printed and filed: the answers, the choices, and the version of the questions.
  const carried = (steps) => addressOf(...steps, ...choices(), ["v", tree.version]);
  const choices = () => [...reserved].filter(([key]) => key !== "v");
  const chosenIn = (key) => (reserved.get(key) || "").split(",");
  const chosenOf = (rows, key) => rows.filter(({ id }) => chosenIn(key).includes(id));

  // Each worry and each adjustment is a question; a yes shows what is told of it, and stays in the address.
  function choiceView(key, rows, { steps }, names) {
    return checklist({ ...names, rows, chosen: chosenIn(key), changed: (ids) => keep(key, ids, steps) });
  }

  const worriesView = (place) => choiceView("preocupacoes", worriesOf(place.outcome), place,
    { one: "worry", many: "worries", title: words.worries });
  const adjustmentsView = (place) => choiceView("ajustes", adjustmentsOf(place.outcome), place,
    { one: "adjustment", many: "adjustments", title: words.adjustments });

  function compareView({ outcome, steps }) {
    const ids = window.comparing.idsIn(tree, reserved.get("comparar"));
    const view = folded("compare", words.compare, window.comparing.comparer(tree, ids, outcome, (chosen) => keep("comparar", chosen, steps)));
    view.open = ids.length > 0;
    return view;
  }

  // What a result says, part by part; a part that has nothing to say gives nothing. The first are seen first.
  const AT_FIRST = 4;
  const resultParts = [
    (outcome, place) => [paragraph("place", placeName(place)), heading(outcome.name, workOf(outcome)),
      outcome.english && paragraph("english", words.in_english.replace("{name}", outcome.english))],
    (outcome) => [paragraph("use-case", outcome.use_case), paragraph("lead", outcome.summary)],
    (outcome) => paragraph("actions",
      pageLink(outcome.url, "md-button md-button--primary", words.open_outcome),
      outcome.snippet_url && pageLink(outcome.snippet_url, "md-button", words.open_snippet)),
    (outcome, { steps }) => titled(words.why, answersView(steps)),
    (outcome) => outcome.billing && titled(words.billing, element("p", null, outcome.billing)),
    (outcome) => outcome.trap && titled(words.trap, element("p", null, outcome.trap)),
    (outcome, place) => worriesView(place),
    (outcome, place) => adjustmentsView(place),
    (outcome, place) => flipsView(place),
    (outcome, place) => folded("why-not", words.why_not, items(whyNot(place).map(({ step, lost }) =>
      [element("strong", null, saying(step)), " " + lost.map(nameOf).join(" · ")]))),
    (outcome, place) => compareView(place),
    (outcome, place) => alikeView(place.outcome),
    (outcome, place) => takeView(place),
    (outcome, { steps }) => paragraph("actions",
      button("copy", words.copy, () => copy(carried(steps))),
      button("restart", words.restart, () => move([]))),
    () => element("div", { "data-copied": "", role: "status" }),
    (outcome, { steps }) => paragraph("signed", signed(), element("br"), element("span", null, carried(steps))),
  ];

  function resultView(place) {
    const parts = (from, to) => resultParts.slice(from, to).map((part) => part(tree.outcomes[place.outcome], place));
    const article = element("article", { "data-outcome": place.outcome, "aria-labelledby": "chooser-title" }, parts(0, AT_FIRST));
    return { first: article, end: article, rest: () => parts(AT_FIRST) };
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

  // The decision to take away is made in the page and sent nowhere.

  function takeView(place) {
    const room = element("textarea", { rows: "3", placeholder: " ", "data-justification": "" });
    const download = () => {
      const taken = {
        worries: chosenOf(worriesOf(place.outcome), "preocupacoes"),
        adjustments: chosenOf(adjustmentsOf(place.outcome), "ajustes"),
        alike: alike(place.outcome),
        justification: room.value, signed: signed(), address: carried(place.steps),
      };
      const text = new Blob([window.inMarkdown(tree, place, taken)], { type: "text/markdown" });
      const link = element("a", { href: URL.createObjectURL(text), download: words.file + "-" + place.outcome + ".md" });
      link.click();
      URL.revokeObjectURL(link.href);
    };
    return folded("take", words.take, element("label", null, words.justification, room),
      paragraph("actions", button("download", words.download, download), button("print", words.print, () => print())));
  }

  // ---- the moves: what the reader does, and the history entry that it leaves ----

  const live = element("div", { role: "status" }); // in the page from the start, or its changes would go unsaid
  const stage = element("div", { class: "chooser-stage" });
  const overview = document.querySelector("[data-tree]");
  const list = element("details", { class: "chooser-list" }, element("summary", null, words.list));
  const pageTitle = document.title;
  let shown;
  let reserved = new Map();

  const viewOf = (place, later) => (place.outcome ? resultView(place) : questionView(place, later));
  const keyOf = ({ steps }) => addressOf(...steps);

  // What an answer leads to is made while its reader moves to the button. The rest of it knows the address of its time.
  let prepared = {};
  let preparing;
  function prepare(question, id) {
    clearTimeout(preparing);
    preparing = setTimeout(() => {
      const place = walk(new Map([...shown.steps, ...laterAnswers().set(question, id)]));
      prepared = { key: keyOf(place), view: viewOf(place, new Map()) };
    });
  }

  function taken(place, later) {
    const view = !later.size && prepared.key === keyOf(place) && prepared.view;
    clearTimeout(preparing);
    prepared = {};
    return view || viewOf(place, later);
  }

  function complete({ first, end, rest }) {
    if (!first.isConnected) return; // the reader was faster
    end.append(...rest().flat(2).filter(Boolean));
    stage.style.minHeight = "";
  }

  function show(place, { notice, advice, takeFocus, inTurns }) {
    shown = place;
    const view = taken(place, laterAnswers());
    if (inTurns) stage.style.minHeight = stage.offsetHeight + "px"; // what lies below does not move twice
    live.replaceChildren(silent(placeName(place)), notice && notice.items.length ? noticeView(notice) : "",
      advice ? element("p", { "data-advice": "", "data-notice": "" }, advice) : "");
    stage.replaceChildren(view.first);
    if (inTurns) requestAnimationFrame(() => setTimeout(complete, 0, view));
    else complete(view);
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

  // A choice below a result stays in the address, in the same history entry.
  function keep(key, values, steps) {
    if (values.length) reserved.set(key, values.join(","));
    else reserved.delete(key);
    history.replaceState(history.state, "", addressOf(...steps, ...reserved));
    stage.querySelector(".chooser-signed span").textContent = carried(steps);
  }

  // What a link of an earlier version led to, and whether these answers lead elsewhere now, or to a question first.
  function adviceSince(version, asked, isOpen) {
    if (!version || version === tree.version) return "";
    const since = Object.hasOwn(tree.changes, version) && tree.changes[version];
    if (!since) return words.version_unknown.replace("{v}", version);
    if (since.same) return ""; // what changed is behind the advice: nothing to tell
    const before = Object.hasOwn(since.before, asked) && since.before[asked];
    const text = !before ? words.advice_same : isOpen ? words.advice_open : words.advice_changed;
    return [text.replace("{before}", before).replace("{v}", version), ...(before ? since.why : [])].join(" ");
  }

  // A link of an earlier version stops where a question is new; the answers after it are kept until that is answered.
  function laterOfOld(given, { question, steps }) {
    const old = reserved.get("v") !== tree.version && Object.hasOwn(tree.changes, reserved.get("v"));
    const onTheWalk = new Map(steps);
    return old && question ? [...given].filter(([asked]) => !onTheWalk.has(asked)) : [];
  }

  function move(steps, later, notice) {
    reserved = new Map();
    history.pushState({ later }, "", addressOf(...steps));
    show(walk(new Map(steps)), { notice, takeFocus: true, inTurns: true });
  }

  function answer(question, id) {
    const later = laterAnswers().set(question, id); // kept when it was chosen: going back finds it as it was left
    const given = new Map([...shown.steps, ...later]);
    const place = walk(given);
    move(place.steps, [], { intro: words.dropped_change, items: passedBy(given, place) });
  }

  // Shows the address as it stands, and rids it of whatever is not on the walk.
  function replay(takeFocus) {
    const anchor = !location.hash.includes("=") && document.getElementById(decode(location.hash.slice(1)));
    if (anchor) return visit(anchor);
    const { given, strange, asked, ...rest } = parse(location.hash);
    const place = walk(given);
    reserved = rest.reserved;
    const address = addressOf(...place.steps, ...reserved);
    const later = laterOfOld(given, place);
    const state = later.length ? { later } : history.state;
    if (address !== location.href) history.replaceState(state, "", address);
    const notice = { intro: words.dropped_address, items: [...later.length ? [] : passedBy(given, place), ...strange] };
    const since = adviceSince(reserved.get("v"), asked, Boolean(place.question));
    const advice = [since, later.length && words.advice_kept].filter(Boolean).join(" ");
    show(place, { notice, advice, takeFocus: takeFocus || place.steps.length > 0 });
  }

  // A link to a spot in this page answers nothing: go there, and keep the answers in the address.
  function visit(anchor) {
    if (list.contains(anchor)) list.open = true;
    anchor.scrollIntoView();
    if (shown) history.replaceState(history.state, "", addressOf(...shown.steps, ...reserved));
    else show(walk(new Map()), {});
  }

  overview.before(list);
  list.append(overview);
  section.append(live, stage);
  section.hidden = false;
  addEventListener("popstate", () => replay(true));
  // Once a frame has shown the whole page, what is out of sight is skipped.
  addEventListener("load", () => requestAnimationFrame(() => setTimeout(() => section.setAttribute("data-seen", ""))));
  replay(false);
})();
