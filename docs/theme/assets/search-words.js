// What counts as the same word in the search: for the index, in the worker, and for what is typed, in the page. A word
// comes without accents, plural, gender and the ending that errors share: "permissões" and "permissao" are one.
(function (self) {
  "use strict";
  const ERRORS = /^(\w{5,}?)(exception|error)$/;
  // Endings and what stands for each, tried one after another; three letters are left at least.
  const ENDINGS = {
    pt: [
      [/(oes|aes|aos)$/, "ao"], [/ais$/, "al"], [/eis$/, "el"], [/ois$/, "ol"], [/uis$/, "ul"], [/ns$/, "m"],
      [/([rz])es$/, "$1"], [/s$/, ""], [/[aeo]$/, ""],
    ],
    es: [[/ces$/, "z"], [/([rlndjz])es$/, "$1"], [/s$/, ""], [/[aeo]$/, ""]],
    en: [
      [/ies$/, "y"], [/(ss|sh|ch|x)es$/, "$1"], [/([^su])s$/, "$1"], [/([^aeioul])\1(ing|ed)$/, "$1"],
      [/(ing|ed)$/, ""], [/e$/, ""],
    ],
  };

  function plain(text) {
    return text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  }

  // What all forms of a word have in common. What has a digit or a sign in it is a name, and stays.
  function stem(word, language) {
    let text = plain(word).replace(ERRORS, "$1");
    if (/[^a-z]/.test(text)) return text;
    for (const [ending, instead] of ENDINGS[language] || []) {
      const shorter = text.replace(ending, instead);
      if (shorter.length >= 3) text = shorter;
    }
    return text;
  }

  // ---- what is asked of the worker for what is typed ----

  const [EXACT, SYNONYM, BEGINNING, MISSPELT] = [10, 5, 3, 1]; // how much each way to mean a word counts
  const MOST = 40; // words; of a pasted log the first are asked for
  const SIGNS = /[^\p{L}\p{N}._/]|^[./]+|[./]+$/gu; // the worker would take some for commands

  // The words of a text, as typed and as stems.
  function words(text, { separator, language }) {
    const typed = text.split(new RegExp(separator)).map((word) => word.replace(SIGNS, "")).filter(Boolean);
    return typed.slice(0, MOST).map((word) => ({ typed: word, stem: stem(word, language) }));
  }

  // The query for a text, and the words of it that are looked for: without those that say nothing, unless all do.
  function query(text, settings) {
    const all = words(text, settings);
    const telling = all.filter(({ typed }) => !settings.words.stop.includes(plain(typed)));
    const asked = telling.length ? telling : all;
    const clauses = new Map();
    const add = (clause, boost) => clauses.has(clause) || clauses.set(clause, boost);
    for (const word of asked) add(word.stem, EXACT);
    for (const word of synonyms(all, settings)) add(word, SYNONYM);
    const last = asked.at(-1);
    if (last && last.stem.length >= 3 && !/\s$/.test(text)) add(last.stem + "*", BEGINNING);
    for (const word of asked) if (/^[a-z]{5,}$/.test(word.stem)) add(word.stem + "~1", MISSPELT);
    return { asked, query: [...clauses].map(([clause, boost]) => `${clause}^${boost}`).join(" ") };
  }

  // What else means one of the phrases that stand in the text.
  function synonyms(all, settings) {
    const stems = (phrase) => words(phrase, settings).map((word) => word.stem);
    const text = ` ${all.map((word) => word.stem).join(" ")} `;
    const found = settings.words.synonyms.filter((group) => group.some((phrase) => text.includes(` ${stems(phrase).join(" ")} `)));
    return found.flat().flatMap(stems);
  }

  self.searchWords = { query };
  if (!self.lunr) return;
  const shortened = (token) => token.update((word) => stem(word, self.searchLanguage));
  self.lunr.Pipeline.registerFunction(shortened, "guide");
  // A language of the worker, by the name that the index asks for. What is typed is shortened before it gets there.
  self.lunr.guide = function () {
    this.pipeline.reset();
    this.pipeline.add(shortened);
    this.searchPipeline.reset();
  };
})(self);
