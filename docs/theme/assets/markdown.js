// A decision as Markdown, to file or to send: made in the page, from the same words. It knows nothing of the page, nor of
// what the tree is about. `worries` and `adjustments` are those said yes to, `alike` people in the same place;
// `justification` is what the reader wrote, `signed` and `address` where the file is from.
window.inMarkdown = function (tree, place, taken) {
  "use strict";
  const { worries, adjustments, alike, justification, signed, address } = taken;
  const { words, questions, outcomes } = tree;
  const { answerOf, whyNot, flips } = window.decisionTree(tree);
  const outcome = outcomes[place.outcome];
  const saying = ([question, id]) => questions[question].text + " " + answerOf(question, id).text;
  const named = ({ name, work }) => name + " · " + work;
  const after = (further) =>
    further ? " " + (further > 1 ? words.further_many : words.further_one).replace("{n}", further) : "";
  const indented = (lines) => lines.split("\n").join("\n  - ");
  const list = (rows) => rows.map((row) => "- " + row).join("\n");
  return [
    "# " + named(outcome), outcome.english && words.in_english.replace("{name}", outcome.english),
    outcome.use_case + ". " + outcome.summary,
    "## " + words.why, list(place.steps.map(saying)),
    worries.length && "## " + words.worries,
    worries.length && list(worries.map(({ question, text }) => question + " " + text)),
    adjustments.length && "## " + words.adjustments,
    adjustments.length && list(adjustments.map(({ question, effect, limits }) =>
      indented([question + " " + effect, words.limits, limits].join("\n")))),
    "## " + words.flips, list(flips(place).map(({ step: [question], answer, outcome, further }) =>
      saying([question, answer]) + " → " + named(outcomes[outcome]) + after(further))),
    "## " + words.why_not, list(whyNot(place).map(({ step, lost }) =>
      saying(step) + ": " + lost.map((id) => outcomes[id].name).join(", "))),
    alike.length && "## " + words.similar, alike.length && list(alike.map(({ who, why }) => who + ". " + why)),
    "## " + words.billing, outcome.billing, "## " + words.trap, outcome.trap,
    "## " + words.justification, justification.trim() || "…",
    signed, address,
  ].filter(Boolean).join("\n\n") + "\n";
};
