"""From a click to the painted answer, in a browser slowed down four times, beside an empty page of two forms.

The time is the browser's own: from the moment of the click to the first moment after the frame that shows its effect.
Floor and pages take turns, so that what else the machine does falls on both.
"""

from collections import defaultdict
from collections.abc import Callable
from statistics import median

from playwright.sync_api import Browser, Page

from tests.bench.figures import Figure

SLOWER = 4
TIMES = 10
PASTES = 5  # of each text: to fill the field takes a slowed browser seconds
WALK = "escolher/#objetivo=treinar&quanto-codigo=pouco&tipo-de-dado=tabela"
SUBMIT = "form[data-question] [type=submit]"

FLOOR = """<!doctype html><title>floor</title>
<form><fieldset><legend>One</legend><label><input type=radio>one</label></fieldset><button>Go</button></form>
<script>
document.forms[0].addEventListener("submit", (event) => {
  event.preventDefault();
  const next = document.createElement("form");
  next.innerHTML = "<fieldset><legend>Two</legend><label><input type=radio>one</label></fieldset><button>Go</button>";
  document.forms[0].replaceWith(next);
});
</script>"""

# What is pasted, as JavaScript: a log; and what is hard: a line without an end, what symptoms look for again and again,
# and what has to be taken off before anything is looked for.
PASTED = {
    "log": "'a line of a log\\n'.repeat(62500)",
    "line": "'x'.repeat(1e6)",
    "pieces": "JSON.stringify(symptomData.symptoms).repeat(20)",
    "colours": "'> \\u001b[31m2026-11-28T00:00:00Z &quot;'.repeat(30000)",
}

# As a paste does, which tells the page what came; by hand, nobody is at the button before it has been told.
PASTE = """(area) => {
  area.value = (TEXT).slice(0, 1e6);
  area.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertFromPaste" }));
}"""

# Notes how long it is from the next click to the moment after its frame, or after the frame in which `answer` changed.
ARM = """(answer) => {
  const changed = answer && document.querySelector(answer);
  if (answer && !changed) throw new Error(`there is no ${answer} on ${location}; mend tests/bench/clicks.py`);
  window.took = new Promise((done, failed) => addEventListener("click", ({ timeStamp }) => {
    setTimeout(failed, GIVE_UP, `nothing was painted after a click on ${location}; mend tests/bench/clicks.py`);
    const painted = () => requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => done(performance.now() - timeStamp);
      port2.postMessage(null);
    });
    if (!answer) return painted();
    new MutationObserver(painted).observe(changed, { childList: true, subtree: true });
  }, { once: true, capture: true }));
}""".replace("GIVE_UP", "60_000")


def figures(browser: Browser, address: str, has_diagnosis: bool) -> list[Figure]:
    """Return the median of each click, the empty page's first."""
    page = browser.new_page(viewport={"width": 412, "height": 823})
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    took: dict[str, list[float]] = defaultdict(list)
    for _ in range(TIMES):
        for name, click in CLICKS.items():
            took[name].append(click(page, address))
    if has_diagnosis:
        for name, text in PASTED.items():
            took[name] = [_diagnose(page, address, text) for _ in range(PASTES)]
    floor = median(took["floor"])
    return [
        Figure("floor", "", "ms", floor),
        *(Figure(name, "", "ms", median(took[name]) - floor) for name in CLICKS if name != "floor"),
        *(Figure("diagnose", name, "ms", median(took[name]) if took[name] else None) for name in PASTED),
    ]


def _took(page: Page, selector: str, answer: str = "") -> float:
    target = page.locator(selector).first
    target.scroll_into_view_if_needed()
    box = target.bounding_box()
    if not box:
        raise ValueError(f"{page.url}: {selector} has no place; the page has changed, mend tests/bench/clicks.py")
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.wait_for_timeout(300)  # what follows the move is not the click's
    page.evaluate(ARM, answer)
    page.mouse.click(x, y)
    return float(page.evaluate("window.took"))


def _open(page: Page, address: str) -> None:
    page.goto("about:blank")
    page.goto(address, wait_until="networkidle")
    page.wait_for_timeout(300)


def _floor(page: Page, _: str) -> float:
    page.goto("about:blank")
    page.set_content(FLOOR)
    page.locator("input").check()
    return _took(page, "button")


def _question(page: Page, address: str) -> float:
    _open(page, f"{address}escolher/#objetivo=treinar")
    page.locator("form[data-question] input").first.check()
    return _took(page, SUBMIT)


def _result(page: Page, address: str) -> float:
    _open(page, f"{address}{WALK}")
    page.locator("[value=eu]").check()
    return _took(page, SUBMIT)


def _change(page: Page, address: str) -> float:
    _open(page, f"{address}{WALK}&quem-escolhe=eu")
    return _took(page, ".chooser-change a")


def _compare(page: Page, address: str) -> float:
    _open(page, f"{address}{WALK}&quem-escolhe=eu")
    page.locator("[data-compare] summary").click()
    return _took(page, "[data-compare] label")


def _diagnose(page: Page, address: str, text: str) -> float:
    _open(page, f"{address}diagnosticar/")
    page.locator("form[data-diagnose] textarea").evaluate(PASTE.replace("TEXT", text))
    return _took(page, "form[data-diagnose] [type=submit]", "[data-diagnosis-result]")


CLICKS: dict[str, Callable[[Page, str], float]] = {
    "floor": _floor,
    "continue": _question,
    "result": _result,
    "change": _change,
    "compare": _compare,
}
