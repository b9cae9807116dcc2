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

  // For each answer given: the different answer that leads to another outcome with the fewest further answers, the
  // later ones kept where they still apply. Between equals the one that is shown first wins.
  function flips({ steps, outcome }) {
    const given = new Map(steps);
    const nearestFlip = ([question, id]) => {
      const others = tree.questions[question].answers.filter((answer) => answer.id !== id);
      const options = others.map((answer) => ({ step: [question, id], answer: answer.id, ...nearest(answer, given, outcome) }));
      return options.filter((flip) => flip.outcome).sort((a, b) => a.further - b.further)[0];
    };
    return steps.map(nearestFlip).filter(Boolean);
  }

  function nearest(answer, given, otherThan) {
    for (let level = [answer], further = 0; level.length; further++) {
      const below = [];
      while (level.length) {
        const { question, outcome } = level.shift();
        if (outcome && outcome !== otherThan) return { outcome, further };
        if (outcome) continue;
        const kept = given.has(question) && answerOf(question, given.get(question));
        if (kept) level.unshift(kept);
        else below.push(...tree.questions[question].answers);
      }
      level = below;
    }
    return {};
  }

  return { answerOf, walk, mostFrom, whyNot, flips };
};
