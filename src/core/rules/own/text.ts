import { describeCodePoint } from "../../text/code-points.ts";
import { defineRule } from "../support/define.ts";
import { sayEach } from "../support/scan.ts";
import { at, excerpt, whole } from "../support/facts.ts";
import { type Args } from "../support/words.ts";

/** Invisible characters, or characters that reverse the reading order: serious in names, misleading in values. */
export const hiddenCharacter = defineRule({
  id: "hidden-character",
  spec: "UTS 36 section 2, RFC 8259 section 7",
  words: {
    control: (a: Args<"where" | "character">) => [
      `A control character in ${a.where}`,
      `${a.character}. It is invisible, and other programs may cut the text there.`,
    ],
    bidi: (a: Args<"where" | "character">) => [
      `A character that reverses the reading direction in ${a.where}`,
      `${a.character}. What people read is not what a program compares.`,
    ],
    invisible: (a: Args<"where" | "character">) => [
      `An invisible character in ${a.where}`,
      `${a.character}. Text that looks equal is not.`,
    ],
  },
  look: ({ panes }, say) => {
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
});

/** More letters of one case than any encoded header and payload has by chance. */
const TOO_MANY_ALIKE = 40;

/** Base64url in capital or small letters alone: something changed their case, and with it nearly every byte. */
export const letterCase = defineRule({
  id: "letter-case",
  spec: "RFC 4648 section 5",
  words: {
    small: [
      "All letters of the token are lowercase: something lowercased it",
      "In base64url a lowercase letter has a different value from its capital, so the original cannot be recovered. Look for what lowercases header fields, addresses or columns, and copy the token from before that.",
    ],
    capital: [
      "All letters of the token are capitals: something uppercased it",
      "In base64url a capital has a different value from its lowercase letter, so the original cannot be recovered. Copy the token from before that happened.",
    ],
  },
  look: ({ token }, say) => {
    const { form, header, text } = token;
    if (form !== "jws" || header === null || header.json.problems.length === 0) return;
    const letters = text.slice(0, 2000).replace(/[^A-Za-z]/g, "");
    if (letters.length < TOO_MANY_ALIKE) return;
    const variant = /^[a-z]*$/.test(letters) ? "small" : /^[A-Z]*$/.test(letters) ? "capital" : null;
    if (variant) say("error", variant, { place: whole("token", text), class: "header-json" });
  },
  explains: [{ rules: ["IN-08", "IN-11", "IN-14", "IN-16", "HDR-03", "signature", "signature-length"] }],
});

/** A lone surrogate is not a character: it cannot be encoded as UTF-8, so an edit would lose it. */
export const loneSurrogate = defineRule({
  id: "lone-surrogate",
  spec: "RFC 8259 section 8.2",
  words: {
    surrogate: (a: Args<"text">) => [
      "Half a character in a string",
      `${a.text} contains a lone surrogate. UTF-8 cannot encode it (RFC 8259 section 8.2): readers replace or reject it, and an edit would lose it.`,
    ],
  },
  look: ({ panes }, say) => {
    for (const { pane, scan } of panes) {
      sayEach(scan.surrogates, say, ({ text, range }) => {
        say("warn", "surrogate", {
          args: { text: excerpt(text, 30) },
          place: at(pane, range),
          class: "lone-surrogate",
        });
      });
    }
  },
});

/** `__proto__` and the like: dangerous for programs that copy members into objects. */
export const prototypeMember = defineRule({
  id: "proto-key",
  spec: "CWE-1321",
  words: {
    proto: (a: Args<"name">) => [
      `A member named ${a.name}`,
      "JavaScript that copies such members into objects changes more than intended (prototype pollution). Here it is a plain name.",
    ],
  },
  look: ({ panes }, say) => {
    for (const { pane, scan } of panes) {
      sayEach(scan.prototypes, say, ({ text, range }) => {
        say("security", "proto", { args: { name: text }, place: at(pane, range), class: "proto-key" });
      });
    }
  },
});

/** Markup in claims stays text here; another page may run it. */
export const markup = defineRule({
  id: "markup",
  spec: "OWASP ASVS 5.0 section 1.3",
  words: {
    markup: (a: Args<"text">) => [
      `A value contains markup: ${a.text}`,
      "This page shows it as text. A page that shows claims must escape them, or the markup may run.",
    ],
  },
  look: ({ panes }, say) => {
    for (const { pane, scan } of panes) {
      sayEach(scan.markup, say, ({ text, range }) => {
        say("info", "markup", { args: { text: excerpt(text, 40) }, place: at(pane, range), class: "markup" });
      });
    }
  },
});

/** A name that looks like a known one but is not. */
export const lookAlikeName = defineRule({
  id: "look-alike",
  spec: "UTS 39 section 4",
  words: {
    name: (a: Args<"like" | "character">) => [
      `A name looks like ${a.like} but is not`,
      `It contains ${a.character}. A verifier that looks for ${a.like} does not find it.`,
    ],
  },
  look: ({ panes }, say) => {
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
  },
});
