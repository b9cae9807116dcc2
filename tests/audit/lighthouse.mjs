// Asks Lighthouse about pages, one after the other in one Chromium, and prints what it says of each as a line of JSON.
// Standard input is JSON: `program`, its `flags`, the `addresses`, and the `categories`.
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";
import { readFileSync } from "node:fs";

const { program, flags, addresses, categories } = JSON.parse(readFileSync(0, "utf8"));
const chrome = await launch({ chromePath: program, chromeFlags: flags });
try {
  const settings = { port: chrome.port, onlyCategories: categories, formFactor: "mobile", maxWaitForLoad: 90_000, logLevel: "silent" };
  for (const address of addresses) {
    const { lhr } = await lighthouse(address, settings);
    const audits = Object.fromEntries(Object.entries(lhr.audits)
      .map(([id, { score, scoreDisplayMode }]) => [id, { score, scoreDisplayMode }]));
    console.log(JSON.stringify({ address, audits, categories: lhr.categories, failed: lhr.runtimeError ?? null }));
  }
} finally {
  chrome.kill();
}
