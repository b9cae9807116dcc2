// Which names of the SDK's second version a text uses: what `in_text` of symptoms/old_code.py does. The names and every
// expression come from there, in window.symptomData; a test holds the two together.
window.oldNames = (function () {
  "use strict";
  const { imports, arguments: ofLaunchers, inputs, methods, launchers, rows, read } = window.symptomData.old;
  const own = (table, key) => (Object.hasOwn(table, key) ? table[key] : undefined);
  const all = (source, text) => text.matchAll(new RegExp(source, "gm"));
  const blank = (match) => match.replace(/[^\n]/g, " ");

  // The row of a name of a module; of the module, or of one above it, when the name has none.
  function imported(module, name) {
    for (; module; module = module.slice(0, Math.max(0, module.lastIndexOf("."))), name = "") {
      const below = own(imports, module) || {};
      const row = own(below, name) ?? own(below, "");
      if (row !== undefined) return row;
    }
    return undefined;
  }

  function ofImport(module, name) {
    const row = own(own(imports, module) || {}, name);
    if (row !== undefined) return row;
    return module === "sagemaker" ? imported(module + "." + name, "") : imported(module, name);
  }

  // The keywords of a call whose brackets open before `start`, not those of calls within it.
  function keywords(text, start) {
    const found = [];
    const keyword = new RegExp(read.keyword, "y");
    let [depth, quote] = [1, ""];
    for (let at = start; at < Math.min(text.length, start + read.longest) && depth; at += 1) {
      const letter = text[at];
      if (quote) {
        if (letter === "\\") at += 1;
        if (letter === quote) quote = "";
      } else if (letter === '"' || letter === "'") quote = letter;
      else if ("([{".includes(letter)) depth += 1;
      else if (")]}".includes(letter)) depth -= 1;
      else if (depth === 1 && "(, \n\t".includes(text[at - 1])) {
        keyword.lastIndex = at;
        const match = keyword.exec(text);
        if (!match) continue;
        found.push([at, match[1]]);
        at = keyword.lastIndex - 1;
      }
    }
    return found;
  }

  // Text in; out: each name with its line, and what v3 has instead: [v3, place, note].
  return function (whole) {
    if (!new RegExp(read.any).test(whole)) return [];
    const text = whole.replaceAll("\r\n", "\n").slice(0, read.limit)
      .replace(new RegExp(read.prompt, "gm"), "").replace(new RegExp(read.comment, "gm"), "");
    const breaks = [];
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) breaks.push(at);
    const lineOf = (position) => {
      let [low, high] = [0, breaks.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (breaks[middle] < position) low = middle + 1;
        else high = middle;
      }
      return low + 1;
    };
    const found = new Map();
    const note = (position, name, row) => {
      const line = lineOf(position);
      if (row !== undefined) found.set(line + " " + name, { line, name, row: rows[row] });
      return row !== undefined;
    };
    const modules = new Set(["sagemaker"]);
    const launching = new Set([read.launcher]);
    const reading = new Set([read.input]);
    const trained = new Set();
    let usesSdk = false;
    for (const match of all(read.import, text)) {
      usesSdk = true;
      modules.add(match[2] || "sagemaker");
      note(match.index + match[0].indexOf("sagemaker"), match[1], imported(match[1], ""));
    }
    for (const match of all(read.from, text)) {
      const start = match.index + match[0].length - match[2].length;
      for (const name of all(read.named, match[2].replace(new RegExp(read.aside, "g"), blank))) {
        if (!note(start + name.index, match[1] + "." + name[1], ofImport(match[1], name[1]))) continue;
        if (launchers.includes(name[1])) launching.add(name[2] || name[1]);
        if (name[1] === read.input) reading.add(name[2] || name[1]);
      }
    }
    if (usesSdk) for (const name of launchers) launching.add(name);
    let calls = 0;
    for (const match of all(read.call, text)) {
      if (calls === read.calls) break;
      calls += 1;
      const [whole, target, called] = match;
      if (!launching.has(called) && !reading.has(called)) continue;
      const table = reading.has(called) ? inputs : ofLaunchers;
      for (const [position, keyword] of keywords(text, match.index + whole.length)) {
        note(position, `${called}(${keyword}=)`, own(table, keyword));
      }
      if (target && launching.has(called) && called !== read.launcher) trained.add(target);
    }
    const used = text.replace(new RegExp(read.import, "gm"), blank).replace(new RegExp(read.from, "gm"), blank);
    for (const match of all(read.used, used)) {
      const before = match[1].slice(0, -1);
      const position = match.index + match[0].length - match[2].length;
      if (trained.has(before)) note(position, before + "." + match[2], own(methods, match[2]));
      const [first, second] = (before + "." + match[2]).split(".");
      if (usesSdk && modules.has(first)) note(position, "sagemaker." + second, ofImport("sagemaker", second));
    }
    return [...found.values()].sort((one, other) => one.line - other.line || (one.name < other.name ? -1 : 1));
  };
})();
