// Walking a decision tree: pure functions from answers to places, and what explains a result. They know nothing of the
// page, nor of what the tree is about; decision/paths.py says the same in Python, and a test holds the two together.
window.decisionTree = function (tree) {
  "use strict";
  const reachable = {};
  const longest = {};

  function answerOf(question, id) {
    return Object.hasOwn(tree.questions, question) && tree.questions[question].answers.find((answer) => answer.id === id);
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

  function outcomesAfter({ question, outcome }) {
    if (outcome) return [outcome];
    return (reachable[question] ||= [...new Set(tree.questions[question].answers.flatMap(outcomesAfter))]);
  }

  // The most questions that one can be asked from a question on, itself included.
  function mostFrom(question) {
    if (!question) return 0;
    return (longest[question] ||= 1 + Math.max(...tree.questions[question].answers.map((answer) => mostFrom(answer.question))));
  }

  // For each answer given that ruled something out: the outcomes that it was the first to rule out.
  function whyNot({ steps }) {
    let left = Object.keys(tree.outcomes);
    const ruledOut = steps.map((step) => {
      const possible = outcomesAfter(answerOf(...step));
      const lost = left.filter((outcome) => !possible.includes(outcome));
      left = left.filter((outcome) => possible.includes(outcome));
      return { step, lost };
    });
    return ruledOut.filter(({ lost }) => lost.length);
  }

  // For each answer given: the different answer that leads to the most useful other outcome, the later answers kept where
  // they still apply. That is the nearest by the outcome's own list, if it is one answer away at most and no later answer
  // leads there when changed; then one to which no later answer leads; of equals the one after the fewest further answers,
  // then the one that is shown first. In the same order they are told.
  const mostFurther = 1;

  function flips({ steps, outcome }) {
    const asked = new Set(steps.map(([question]) => question));
    const { near } = tree.outcomes[outcome];
    const later = new Set();
    const byUse = (a, b) => a.place - b.place || a.known - b.known || a.further - b.further;
    const best = ([question, id]) => {
      const options = tree.questions[question].answers.filter((answer) => answer.id !== id)
        .flatMap((answer) => reached(answer, asked, outcome).map((end) => {
          const known = later.has(end.outcome);
          const isNear = !known && end.further <= mostFurther && near.includes(end.outcome);
          const place = isNear ? near.indexOf(end.outcome) : near.length;
          return { step: [question, id], answer: answer.id, ...end, known, place };
        }));
      for (const option of options) later.add(option.outcome);
      return options.sort(byUse)[0];
    };
    return [...steps].reverse().map(best).reverse().filter(Boolean).sort(byUse);
  }

  // The outcomes below an answer but one, each with the fewest further answers that lead to it. From a question that was
  // asked already, the answers that are kept lead to the outcome that is left out.
  function reached(answer, asked, otherThan) {
    const found = new Map();
    for (let level = [answer], further = 0; level.length; further++) {
      const open = level.filter(({ question }) => question && !asked.has(question));
      for (const { outcome } of level) if (outcome && outcome !== otherThan && !found.has(outcome)) found.set(outcome, further);
      level = open.flatMap(({ question }) => tree.questions[question].answers);
    }
    return [...found].map(([outcome, further]) => ({ outcome, further }));
  }

  return { answerOf, walk, mostFrom, whyNot, flips };
};
