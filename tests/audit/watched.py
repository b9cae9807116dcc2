"""What a page complains of, in any browser: a script on top of its head notes it, before the policy of the page begins.

WebKit's driver tells nothing of this, and Firefox's nothing of what the policy refused.
"""

HEAD = """<script>
(() => {
  const complaints = (window.complaints = []);
  addEventListener("error", ({ target, message }) =>
    complaints.push(message || `not loaded: ${target.src || target.href}`), true);
  addEventListener("unhandledrejection", ({ reason }) => complaints.push(`rejected: ${reason}`));
  addEventListener("securitypolicyviolation", (refused) =>
    complaints.push(`refused by ${refused.violatedDirective}: ${refused.blockedURI}`));
  for (const level of ["error", "warn"]) {
    const log = console[level];
    console[level] = (...words) => (complaints.push(`console: ${words.join(" ")}`), log.apply(console, words));
  }
})();
</script>"""
# Told once the page's own script has run, which makes a button of the menu's label, and all has been loaded: its
# heading if that is shown, what it complained of, and what it asked other sites for.
TOLD = """(() => {
  if (document.readyState !== "complete" || !document.querySelector(".drawer-button[aria-expanded]")) return null;
  const heading = document.querySelector("article h1"), place = heading?.getBoundingClientRect();
  const asked = performance.getEntriesByType("resource").map(({ name }) => name);
  return {
    page: location.href.slice(location.origin.length + 1),
    heading: place?.width > 0 && place.height > 0 && place.top < innerHeight ? heading.textContent.trim() : "",
    complaints: [...window.complaints, ...asked.filter((name) => !name.startsWith(location.origin + "/"))],
    loaded: asked.length,
  };
})()"""
