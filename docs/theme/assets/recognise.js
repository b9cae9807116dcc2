// Which symptoms a text shows, the best first: what symptoms/normal.py and symptoms/matching.py do, step by step the
// same. Every expression and limit comes from there, in window.symptomData; a test holds the two together.
window.recognise = (function () {
  "use strict";
  const { normal, symptoms } = window.symptomData;
  const steps = normal.steps.map(([what, becomes]) => [new RegExp(what, "g"), becomes]);
  const prefix = new RegExp("^(?:" + normal.prefix + ")", "gm");
  const entity = new RegExp(Object.keys(normal.entities).join("|"), "g");
  const expressions = new Map();
  const [BLANK, NEW_LINE] = [32, 10];
  const GRAMS = 1 << 18;

  function linesIn(text, end) {
    let count = 0;
    for (let at = text.indexOf("\n"); at >= 0 && at < end; at = text.indexOf("\n", at + 1)) count += 1;
    return count;
  }

  function normalized(text) {
    text = text.replace(/\r\n?/g, "\n").replace(/[\u{10000}-\u{10FFFF}]/gu, "?");
    const before = linesIn(text, text.length - normal.limit);
    text = text.slice(-normal.limit);
    const [[colour, gone], ...rest] = steps;
    text = text.replace(colour, gone);
    if (text.includes("&")) text = text.replace(entity, (found) => normal.entities[found]);
    for (const [what, becomes] of rest) text = text.replace(what, becomes);
    for (let time = 0; time < normal.prefixes; time += 1) {
      const left = text.replace(prefix, "");
      if (left.length === text.length) break;
      text = left;
    }
    return { ...bare(text), before };
  }

  // The letters of a text as numbers, and what they are written in: bytes when all are of ASCII, which is the faster.
  function lettersOf(text) {
    const bytes = new TextEncoder().encode(text);
    if (bytes.length === text.length) return [bytes, "utf-8"];
    const letters = new Uint16Array(text.length);
    for (let at = 0; at < text.length; at += 1) letters[at] = text.charCodeAt(at);
    return [letters, "utf-16le"];
  }

  // The text without blanks and ends of lines, where in it each line starts, and which three letters stand together
  // in it, each three as a number below GRAMS. In one pass over numbers: of a megabyte, as fast as two replacements.
  function bare(text) {
    const [letters, written] = lettersOf(text);
    const grams = new Uint8Array(GRAMS);
    const starts = [0];
    let [size, gram] = [0, 0];
    for (let at = 0; at < letters.length; at += 1) {
      const letter = letters[at];
      if (letter === BLANK) continue;
      if (letter === NEW_LINE) {
        starts.push(size);
        continue;
      }
      letters[size] = letter;
      size += 1;
      gram = withLetter(gram, letter);
      grams[gram] = 1;
    }
    return { text: new TextDecoder(written).decode(letters.subarray(0, size)), starts, grams };
  }

  // Three shifts, and a letter is gone.
  const withLetter = (gram, code) => ((gram << 6) ^ code) & (GRAMS - 1);

  // Whether a text may hold a literal: without any three of its letters it cannot, and needs not be looked through.
  function mayHold(grams, literal) {
    let gram = 0;
    for (let at = 0; at < literal.length; at += 1) {
      gram = withLetter(gram, literal.charCodeAt(at));
      if (at > 1 && !grams[gram]) return false;
    }
    return true;
  }

  // The line, from 1, in which a position lies: of several that begin there, the last.
  function lineOf({ starts, before }, position) {
    let [low, high] = [0, starts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (starts[middle] <= position) low = middle + 1;
      else high = middle;
    }
    return before + low;
  }

  // A pattern is fixed text, which weighs its length, or [fixed text, the rest of its expression, weight].
  function expressionOf(literal, rest) {
    const source = literal.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&") + rest;
    if (!expressions.has(source)) expressions.set(source, new RegExp(source, "y"));
    return expressions.get(source);
  }

  const weightOf = (pattern) => (typeof pattern === "string" ? pattern.length : pattern[2]);

  function placeOf(pattern, { text, grams }) {
    const [literal, rest] = typeof pattern === "string" ? [pattern] : pattern;
    if (!mayHold(grams, literal)) return -1;
    if (rest === undefined) return text.indexOf(literal);
    let position = text.indexOf(literal);
    const expression = expressionOf(literal, rest);
    for (let time = 0; time < normal.tried && position >= 0; time += 1) {
      expression.lastIndex = position;
      if (expression.test(text)) return position;
      position = text.indexOf(literal, position + 1);
    }
    return -1;
  }

  // level: 0 it says what it is, 1 that something failed, 2 how such a text is read.
  function shown([id, level, patterns], given) {
    for (const pattern of patterns) {
      const position = placeOf(pattern, given);
      if (position >= 0) return { id, level, weight: weightOf(pattern), line: lineOf(given, position) };
    }
    return null;
  }

  // Text in; out: the id of each symptom that it shows, with the line where it does.
  return function (text) {
    const given = normalized(text);
    const found = symptoms.map((symptom) => shown(symptom, given)).filter(Boolean);
    found.sort((one, other) => one.level - other.level || other.weight - one.weight);
    const saidBetter = ({ level, line }, better) => better.some((other) => level === 2 || (level === 1 && other.line === line));
    return found.filter((one, place) => !saidBetter(one, found.slice(0, place)));
  };
})();
