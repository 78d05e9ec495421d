// @ts-check
// Part of the page: replaces what Monaco does with inline styles and Trusted Types; see monaco-styles.ts.
import { editorMarkup } from "../src/trusted-types.ts";

/** Returns the page's one policy for Monaco under each name that Monaco requests: it makes markup, and nothing else. */
export function createTrustedTypesPolicy() {
  return editorMarkup;
}

/**
 * A style sheet that looks to Monaco like the `<style>` element it requested.
 *
 * @param {HTMLElement} [_container] unused: every sheet belongs to the document
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
 * @param {string} markup with Trusted Types, a TrustedHTML of Monaco's own policy
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
