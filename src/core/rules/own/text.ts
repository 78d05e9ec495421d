import { describeCodePoint } from "../../text/code-points.ts";
import { defineRule } from "../support/define.ts";
import { sayEach } from "../support/scan.ts";
import { at, excerpt, whole } from "../support/facts.ts";

/** Characters that are not seen, or that turn the reading order: in a name they decide, in a value they deceive. */
export const hiddenCharacter = defineRule(
  "hidden-character",
  ["token"],
  "UTS 36 section 2, RFC 8259 section 7",
  ({ panes }, say) => {
    for (const { pane, scan } of panes) {
      sayEach(scan.hidden, say, ({ codePoint, kind, range, isName }) => {
        say(kind === "bidi" || isName ? "security" : "warn", kind, {
          args: { character: describeCodePoint(codePoint), where: isName ? "a member name" : "a value" },
          place: at(pane, range),
          class: kind,
        });
      });
    }
  },
);

/** How many letters of one case no encoded header and payload come to by chance. */
const TOO_MANY_ALIKE = 40;

/** Base64url in capital or small letters alone: something changed their case, and with it nearly every byte. */
export const letterCase = defineRule("letter-case", ["token"], "RFC 4648 section 5", ({ token }, say) => {
  const { form, header, text } = token;
  if (form !== "jws" || header === null || header.json.problems.length === 0) return;
  const letters = text.slice(0, 2000).replace(/[^A-Za-z]/g, "");
  if (letters.length < TOO_MANY_ALIKE) return;
  const variant = /^[a-z]*$/.test(letters) ? "small" : /^[A-Z]*$/.test(letters) ? "capital" : null;
  if (variant) say("error", variant, { place: whole("token", text), class: "header-json" });
});

/** Half of a pair of surrogates is no character: it can not be encoded as UTF-8, so an edit would lose it. */
export const loneSurrogate = defineRule("lone-surrogate", ["token"], "RFC 8259 section 8.2", ({ panes }, say) => {
  for (const { pane, scan } of panes) {
    sayEach(scan.surrogates, say, ({ text, range }) => {
      say("warn", "surrogate", { args: { text: excerpt(text, 30) }, place: at(pane, range), class: "lone-surrogate" });
    });
  }
});

/** `__proto__` and the like: programs that copy members into objects are led astray by them. */
export const prototypeMember = defineRule("proto-key", ["token"], "CWE-1321", ({ panes }, say) => {
  for (const { pane, scan } of panes) {
    sayEach(scan.prototypes, say, ({ text, range }) => {
      say("security", "proto", { args: { name: text }, place: at(pane, range), class: "proto-key" });
    });
  }
});

/** Markup in claims stays text here; another page may run it. */
export const markup = defineRule("markup", ["token"], "OWASP ASVS 5.0 section 1.3", ({ panes }, say) => {
  for (const { pane, scan } of panes) {
    sayEach(scan.markup, say, ({ text, range }) => {
      say("info", "markup", { args: { text: excerpt(text, 40) }, place: at(pane, range), class: "markup" });
    });
  }
});

/** A name that looks like one that is known, and is another. */
export const lookAlikeName = defineRule("look-alike", ["token"], "UTS 39 section 4", ({ panes }, say) => {
  for (const { pane, scan } of panes) {
    sayEach(scan.lookAlikes, say, ({ text, like, range }) => {
      const odd = [...text].find((character) => !/[!-~]/.test(character));
      say("security", "name", {
        args: { like, character: describeCodePoint(odd?.codePointAt(0) ?? 0) },
        place: at(pane, range),
        class: "homoglyph",
      });
    });
  }
});
