// What the scripts of the pages make their elements with. It knows nothing of what they say.
(function () {
  "use strict";

  // Children that say nothing are left out; lists of children may stand in lists.
  function element(tag, attributes, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) node.setAttribute(name, value);
    node.append(...children.flat(2).filter(Boolean));
    return node;
  }

  // A folder opened from file:// shows its listing, so its page is named.
  function pageLink(url, look, text) {
    const href = location.protocol === "file:" ? url.replace(/\/(?=#|$)/, "/index.html") : url;
    return element("a", { href, class: look }, text);
  }

  window.making = { element, pageLink };
})();
