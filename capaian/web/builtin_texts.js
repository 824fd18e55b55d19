// Streamlit writes its own words in English only. This turns them into the reader's language, and
// keeps our own links in the same tab. What a person wrote is left alone: it is never in these places.
"use strict";
// Without this Streamlit asks /kohort/_stcore/... first whenever a page is opened by its address.
window.__streamlit = { BACKEND_BASE_URL: location.origin };
(() => {
  const words = new Map(Object.entries(BUILTIN_TEXTS.words));
  const patterns = BUILTIN_TEXTS.patterns.map(([from, to]) => [new RegExp(from), to]);
  const theirs = [
    "[data-testid=stMarkdownContainer]", "[data-testid=stTable]", "[data-testid=stHtml]", "[data-testid=stText]",
    "[data-testid=stIconMaterial]",
    "[data-testid=stFileUploaderFileName]", "[data-testid=stMetricValue]", "[role=option]", "[role=gridcell]",
    "[role=columnheader]", "[data-tag]", ".js-plotly-plot", "textarea", "script", "style", "code",
  ].join(",");
  const ours = "[data-testid=stFileUploaderDropzone]";
  const inLists = new Set(["No results", "Select all"]);
  const attributes = ["aria-label", "aria-valuetext", "placeholder", "title", "alt"];
  const ways = "a[href^='/pilih/'], a[href='/masuk'], a[href='/sandi'], a[href='/akun-pertama']";

  const translated = (text) => {
    const bare = text.trim();
    if (!bare) return text;
    if (bare.startsWith("Error: ") && words.size) return `${words.get("Error:")} ${translated(bare.slice(7))}`;
    let other = words.get(bare);
    if (other === undefined) {
      const pattern = patterns.find(([from]) => from.test(bare));
      if (pattern) other = bare.replace(pattern[0], pattern[1]);
    }
    return other === undefined ? text : text.replace(bare, () => other);
  };

  // Who was signed out while the connection was lost is led to the sign-in page instead of trying for ever.
  const lost = /^Connection (failed|error|lost)|is not responding/;
  let asked = false;
  const askWhoWeAre = async () => {
    if (asked) return;
    asked = true;
    try {
      const answer = await fetch("/profil", { redirect: "manual", cache: "no-store" });
      if (answer.type === "opaqueredirect") location.reload();
    } catch {
      setTimeout(() => { asked = false; }, 5000);
    }
  };

  const isOurs = (element) => element && (element.closest(ours) || !element.closest(theirs));

  const translateText = (node) => {
    if (lost.test(node.nodeValue.trim())) askWhoWeAre();
    if (isOurs(node.parentElement) || inLists.has(node.nodeValue)) {
      const text = translated(node.nodeValue);
      if (text !== node.nodeValue) node.nodeValue = text;
    }
  };

  const translateElement = (element) => {
    for (const name of attributes) {
      const before = element.getAttribute(name);
      const after = before && !element.matches("[role=gridcell],[role=option],[data-tag]") ? translated(before) : before;
      if (after !== before) element.setAttribute(name, after);
    }
    if (element.matches(ways)) {
      if (element.target !== "_self") element.target = "_self";
      if (element.closest(".st-key-capaian_go_on") && !gone) {
        gone = true;
        location.assign(element.href);
      }
    }
  };

  const translateAll = (root) => {
    if (root.nodeType === Node.TEXT_NODE) return translateText(root);
    if (root.nodeType !== Node.ELEMENT_NODE) return;
    translateElement(root);
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      if (walker.currentNode.nodeType === Node.TEXT_NODE) translateText(walker.currentNode);
      else translateElement(walker.currentNode);
    }
  };

  let gone = false;
  new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === "childList") change.addedNodes.forEach(translateAll);
      else if (change.type === "characterData") translateText(change.target);
      else translateElement(change.target);
    }
  }).observe(document.documentElement, {
    subtree: true, childList: true, characterData: true, attributes: true,
    attributeFilter: [...attributes, "href", "target"],
  });
})();
