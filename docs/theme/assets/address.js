// The chooser's address: text in, answers out, and back. It knows the data's shape, and nothing of what is asked.
window.addressing = function (tree, answerOf) {
  "use strict";

  // Keys that are never questions. They stay while the address is only read, and go when the reader moves on.
  const RESERVED = ["v", "ajustes", "comparar", "preocupacoes"];
  const RESERVED_VALUE = /^[\w.,~-]{1,500}$/; // all other options, to compare with, are half of it

  function decode(text) {
    try {
      return decodeURIComponent(text);
    } catch {
      return text; // a malformed escape is named as it was written
    }
  }

  function parse(fragment) {
    const found = { given: new Map(), reserved: new Map(), strange: [], asked: "" };
    for (const part of fragment.slice(1).split("&").filter(Boolean)) {
      const [key, ...rest] = part.split("=").map(decode);
      const value = rest.join("=");
      const fits = RESERVED.includes(key) ? RESERVED_VALUE.test(value) : answerOf(key, value);
      const kept = RESERVED.includes(key) ? found.reserved : found.given;
      if (!RESERVED.includes(key)) found.asked += (found.asked && "&") + key + "=" + value;
      if (fits && !kept.has(key)) kept.set(key, value);
      else found.strange.push(goneSaying(key + "=" + value) || tame(decode(part)));
    }
    return found;
  }

  // An answer of an earlier version, by the words that it had.
  const goneSaying = (pair) => Object.hasOwn(tree.gone, pair) && tree.words.gone.replace("{answer}", tree.gone[pair]);

  // Text of unknown origin: one line, cut short, no control or direction characters; only ever shown as text.
  function tame(text) {
    const letters = Array.from(text.replace(/[\p{C}\p{Z}]+/gu, " "));
    return letters.slice(0, 60).join("") + (letters.length > 60 ? "…" : "");
  }

  function addressOf(...pairs) {
    const fragment = pairs.map((pair) => pair.join("=")).join("&");
    return location.href.split("#")[0] + (fragment && "#" + fragment);
  }

  return { parse, addressOf, decode };
};
