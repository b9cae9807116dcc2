// The map: opens the branch of the answers that the address holds (#question=answer&…), says where it ends, and opens or
// closes everything at once. Without this script each branch still opens by itself.
(function () {
  "use strict";
  const map = document.querySelector("[data-branches]");
  const words = map.dataset;
  const boxes = [...map.querySelectorAll("details")];

  const element = (question) => map.querySelector(`[data-question="${CSS.escape(question)}"]`);

  function answerOf(question, id) {
    return [...question.querySelector(":scope > ul").children].find((item) => item.dataset.answer === id);
  }

  function clear() {
    for (const given of map.querySelectorAll("[data-given]")) {
      delete given.dataset.given;
      given.querySelector(".branch-given").hidden = true;
    }
    for (const here of map.querySelectorAll("[aria-current]")) here.removeAttribute("aria-current");
  }

  // Follows the answers from the first question, opening what they lead to; returns where they end.
  function follow(answers) {
    let question = map.querySelector("[data-question]");
    let end;
    for (const seen = new Set(); question && !seen.has(question);) {
      seen.add(question);
      const item = answerOf(question, answers.get(question.dataset.question));
      if (!item) return end && question.querySelector(".branch-question");
      item.dataset.given = "";
      item.querySelector(".branch-given").hidden = false;
      const see = item.querySelector(":scope > div > .branch-see");
      question = see ? element(see.dataset.see) : item.querySelector(":scope > details > [data-question]");
      end = question ? question.querySelector(".branch-question") : item.querySelector(".branch-outcome");
    }
    return end;
  }

  function show() {
    clear();
    const end = follow(new URLSearchParams(location.hash.slice(1)));
    if (!end) return;
    for (const box of boxes) box.open = box.contains(end) || box.parentElement.hasAttribute("data-given");
    end.setAttribute("aria-current", "true");
    end.scrollIntoView({ block: "center" });
  }

  const button = document.createElement("button");
  button.type = "button";
  button.className = "branches-all md-button";
  const closed = () => boxes.some((box) => !box.open);
  const name = () => { button.textContent = closed() ? words.openAll : words.closeAll; };
  button.addEventListener("click", () => {
    const open = closed();
    for (const box of boxes) box.open = open;
  });
  map.addEventListener("toggle", name, true);
  name();
  map.before(button);
  addEventListener("hashchange", show);
  show();
})();
