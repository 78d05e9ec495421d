// @ts-check
// Part of the page, in place of what Monaco does with inline styles and Trusted Types; see monaco-styles.ts.
import { editorMarkup } from "../src/trusted-types.ts";

/** For each name that Monaco asks for, the one policy that the page has made for it: it makes markup, and nothing else. */
export function createTrustedTypesPolicy() {
  return editorMarkup;
}

/**
 * A style sheet that looks to Monaco like the `<style>` element that it asked for.
 *
 * @param {HTMLElement} [_container] unused: every sheet is the document's
 * @param {(style: object) => void} [beforeAppend]
 * @param {{ add: (disposable: { dispose: () => void }) => void }} [disposables]
 */
export function createStyleSheet(_container, beforeAppend, disposables) {
  const sheet = new CSSStyleSheet();
  let text = "";
  const style = {
    className: "",
    media: "screen",
    sheet,
    get textContent() {
      return text;
    },
    set textContent(css) {
      text = css;
      sheet.replaceSync(css);
    },
    remove() {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
    },
  };
  beforeAppend?.(style);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  disposables?.add({ dispose: () => style.remove() });
  return style;
}

/**
 * @param {ShadowRoot} root
 * @param {string} css
 */
export function adoptSheet(root, css) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}

/**
 * @param {Element} element
 * @param {string} markup where the browser has Trusted Types, a TrustedHTML of Monaco's own policy
 */
export function setMarkup(element, markup) {
  element.innerHTML = markup;
  assignStyles(element);
}

/**
 * @param {Element} element
 * @param {InsertPosition} position
 * @param {string} markup
 */
export function insertMarkup(element, position, markup) {
  element.insertAdjacentHTML(position, markup);
  const outside = position === "beforebegin" || position === "afterend";
  assignStyles((outside ? element.parentElement : null) ?? element);
}

/** @param {Element} within */
function assignStyles(within) {
  for (const element of within.querySelectorAll("[data-style]")) {
    /** @type {HTMLElement} */ (element).style.cssText = element.getAttribute("data-style") ?? "";
    element.removeAttribute("data-style");
  }
}
