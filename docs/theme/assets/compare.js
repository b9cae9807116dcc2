// Options side by side, by the same criteria: on a page of its own and below a result. The options compared live in the
// address (#comparar=one,two). It knows the data's shape, and nothing of what is compared.
(function () {
  "use strict";
  const KEY = "comparar";

  const { element, pageLink } = window.making;

  // The ids in a value of the address that are known, each once, in order.
  function idsIn(data, value) {
    return [...new Set((value || "").split(","))].filter((id) => Object.hasOwn(data.outcomes, id));
  }

  function table({ outcomes, criteria, words }, ids) {
    const head = ids.map((id) => element("th", { scope: "col" },
      pageLink(outcomes[id].url, "", outcomes[id].name), element("small", null, " · " + outcomes[id].work)));
    const rows = Object.entries(criteria).map(([key, label]) =>
      element("tr", null, element("th", { scope: "row" }, label), ids.map((id) => element("td", null, outcomes[id][key]))));
    const frame = { class: "comparer-frame", role: "region", tabindex: "0", "aria-label": words.compare_region };
    return element("div", frame, element("table", { class: "comparer-table", "data-compared": ids.join(",") },
      element("thead", null, element("tr", null, element("td"), head)), element("tbody", null, rows)));
  }

  // A choice of options and their table; `fixed` is always among them. Calls `changed` with the ids chosen.
  function comparer(data, ids, fixed, changed) {
    const result = element("div", { "aria-live": "polite" });
    const boxes = Object.entries(data.outcomes).filter(([id]) => id !== fixed).map(([id, { name }]) => {
      const box = element("input", { type: "checkbox", value: id });
      box.checked = ids.includes(id);
      return element("label", null, box, name);
    });
    const choice = element("fieldset", { class: "comparer-choice" }, element("legend", null, data.words.compare_choice), boxes);
    const chosen = () => [...choice.querySelectorAll(":checked")].map((box) => box.value);
    const draw = () => {
      const all = [fixed, ...chosen()].filter(Boolean);
      result.replaceChildren(all.length > 1 ? table(data, all) : element("p", null, data.words.compare_two));
    };
    choice.addEventListener("change", () => {
      draw();
      changed(chosen());
    });
    draw();
    return element("div", { class: "comparer" }, choice, result);
  }

  window.comparing = { idsIn, comparer };

  const place = document.querySelector("[data-comparer]");
  if (!place) return;
  const data = JSON.parse(document.querySelector("script[data-comparer-data]").textContent);
  const read = () => new URLSearchParams(location.hash.slice(1)).get(KEY);
  const write = (ids) => history.replaceState(null, "", ids.length ? `#${KEY}=${ids.join(",")}` : "#");
  const show = () => place.replaceChildren(comparer(data, idsIn(data, read()), null, write));
  show();
  place.hidden = false;
  if (read()) place.scrollIntoView();
  addEventListener("hashchange", () => read() && show());
})();
