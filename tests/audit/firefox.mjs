// Drives Firefox through steps that come as JSON on standard input, and prints what was read, and what it complained of.
// Steps: ["go", address], ["click", selector], ["type", selector, text], ["read", expression], which waits for a value.
import puppeteer from "puppeteer-core";
import { readFileSync } from "node:fs";

const { program, steps } = JSON.parse(readFileSync(0, "utf8"));
const browser = await puppeteer.launch({ browser: "firefox", executablePath: program, headless: true, timeout: 120_000 });
const page = await browser.newPage();
page.setDefaultTimeout(120_000);
await page.setViewport({ width: 1280, height: 800 }); // in a narrower window the field of the search is behind its icon
const read = [];
const complaints = [];
page.on("console", (message) => ["error", "warn"].includes(message.type()) && complaints.push(message.text()));
page.on("pageerror", (error) => complaints.push(String(error)));
// What the browser itself gives up because it goes on to the next page, as an icon that it still loads, is not lost.
const GIVEN_UP = "NS_BINDING_ABORTED";
page.on("requestfailed", (request) => {
  const why = request.failure()?.errorText;
  if (why !== GIVEN_UP) complaints.push(`${request.url()} ${why}`);
});
page.on("response", (answer) => answer.status() >= 400 && complaints.push(`${answer.url()} ${answer.status()}`));
try {
  for (const [what, where, text] of steps) {
    if (what === "go") await page.goto(where, { waitUntil: "load" });
    else if (what === "read") read.push(await (await page.waitForFunction(where)).jsonValue());
    else {
      const element = await page.waitForSelector(where, { visible: true });
      await element.scrollIntoView();
      await element.click();
      if (what !== "type") continue;
      await page.waitForFunction((field) => document.activeElement?.matches(field), {}, where);
      await page.keyboard.type(text);
    }
  }
  console.log(JSON.stringify({ read, complaints }));
} finally {
  await browser.close();
}
