// What a reader can say below a result: yes to a worry or to an adjustment, each with what is told of it; and people
// alike. It knows the data's shape; the address is the chooser's, and so is the form of a part with a title.
window.choosing = function (tree, titled) {
  "use strict";
  const { element, pageLink } = window.making;
  const { words } = tree;

  const paragraph = (...parts) => element("p", null, parts);
  const marked = (line) => line.split("`").map((part, place) => (place % 2 ? element("code", null, part) : part));
  const points = (lines) => lines.length && element("ul", null, lines.map((line) => element("li", null, marked(line))));

  // An adjustment's effect is what it does and then steps; its limits are several: one on each line, code in backticks.
  const adjustmentsOf = (outcome) => Object.entries(tree.adjustments)
    .filter(([, { more }]) => Object.hasOwn(more, outcome))
    .map(([id, { question, effect, limits, more }]) => {
      const [does, ...steps] = effect.split("\n");
      const link = pageLink(more[outcome], "", words.adjustment_more);
      return {
        id, question, effect, limits,
        told: [
          paragraph(marked(does)), points(steps), paragraph(words.limits), points(limits.split("\n")), paragraph(link),
        ],
      };
    });

  const worriesOf = (outcome) => Object.entries(tree.worries).map(([id, { question, replies }]) => {
    const { text, more, lines } = replies.find((reply) => Object.hasOwn(reply.more, outcome));
    const links = more[outcome] ? [pageLink(more[outcome], "", words.worry_more)] : [];
    if (lines && Object.hasOwn(lines, outcome)) {
      links.push(...(links.length ? [" · "] : []), pageLink(lines[outcome], "", words.worry_lines));
    }
    return { id, question, text, told: [paragraph(text, " ", element("span", null, links))] };
  });

  const alike = (outcome) => tree.cases.filter((each) => each.outcome === outcome);

  // A list of questions; a yes shows what is told of it. Calls `changed` with the ids chosen. `one` names what is told
  // of each, `many` the list: data-worry, data-worries.
  function checklist({ one, many, title, rows, chosen, changed }) {
    const list = element("fieldset", { ["data-" + many]: "" }, element("legend", { class: "chooser-silent" }, title));
    const now = () => [...list.querySelectorAll(":checked")].map(({ value }) => value);
    for (const { id, question, told } of rows) {
      const box = element("input", { type: "checkbox", value: id });
      const answer = element("div", { ["data-" + one]: id }, told);
      answer.hidden = !(box.checked = chosen.includes(id));
      box.addEventListener("change", () => {
        answer.hidden = !box.checked;
        changed(now());
      });
      list.append(element("label", null, box, element("span", null, question)), answer);
    }
    return rows.length && titled(title, list);
  }

  function alikeView(outcome) {
    const rows = alike(outcome).map(({ who, why, url }) => element("li", null, pageLink(url, "", who), ". " + why));
    return rows.length && titled(words.similar, element("ul", { "data-alike": "" }, rows));
  }

  // What a sheet or a file says of where it is from.
  function signed() {
    const date = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long" }).format(new Date());
    return words.signed.replace("{guide}", tree.guide).replace("{date}", date).replace("{v}", tree.version);
  }

  return { adjustmentsOf, worriesOf, alike, checklist, alikeView, signed };
};
