import { parseJson } from "../../json/parse.ts";
import { describeCodePoint } from "../../text/code-points.ts";
import type { JsonPart } from "../../token/types.ts";
import { defineRule } from "../support/define.ts";
import { sayEach } from "../support/scan.ts";
import { at, excerpt, type Facts, type PaneFacts } from "../support/facts.ts";
import { typeWords } from "../../registry/value-kind.ts";
import { textKind } from "./text-form.ts";

function partOf({ token }: Facts, { pane }: PaneFacts): JsonPart | null {
  return pane === "header" ? token.header : token.payload;
}

/** Whether the header says that the payload is a claims set (RFC 7519 section 5.1), and not any octets. */
function saysJwt({ headerValue }: Facts): boolean {
  const typ = headerValue("typ");
  return typ?.type === "string" && /(?:^|\+)jwt$/i.test(typ.value);
}

/** `zip` in a signed token: RFC 7515 has none, and health cards use that of RFC 7516 section 4.1.3 all the same. */
function isCompressed({ headerValue, token }: Facts): boolean {
  const zip = headerValue("zip");
  return token.form === "jws" && zip?.type === "string" && zip.value === "DEF";
}

/** Whether a pane's text is a string whose text is a JSON object. */
function holdsObject({ document: { root } }: PaneFacts): boolean {
  return root?.type === "string" && /^\s*\{/.test(root.value) && parseJson(root.value).problems.length === 0;
}

/** More runs of bytes than these that are not UTF-8, and it is no text with a mistake in it. */
const BINARY = 3;

/** Header and claims set are JSON objects in UTF-8. */
export const notJsonObject = defineRule(
  "IN-16",
  ["token"],
  "RFC 7515 section 5.2, RFC 7519 section 7.2",
  (facts, say) => {
    if (textKind(facts.token) !== null) return;
    for (const pane of facts.panes) {
      const part = partOf(facts, pane);
      const segment = facts.segment(pane.pane);
      if (!part || (segment !== null && segment.text === "")) continue;
      // A payload that is no claims set still makes a JWS; as a JWT it is refused.
      const severity = pane.pane === "header" || saysJwt(facts) ? "error" : "warn";
      if (pane.pane === "payload" && pane.document.problems.length > 0 && isCompressed(facts)) {
        say("warn", "compressed", {
          place: segment ? at("token", segment.range) : null,
          class: part.utf8.length > 0 ? "payload-utf8" : "payload-json",
        });
        continue;
      }
      const [firstRun] = part.utf8;
      if (firstRun && part.utf8.length > BINARY) {
        // Ciphertext, compressed text, a picture: one finding says it, instead of one for each run of bytes.
        const start = (segment?.range.start ?? 0) + Math.floor((firstRun.byteRange.start * 4) / 3);
        say(severity, "binary", {
          args: { segment: pane.pane, runs: part.utf8.length, size: segment?.bytes.length ?? 0 },
          place: segment ? at("token", { start, end: segment.range.end }) : null,
          class: `${pane.pane}-utf8`,
        });
        continue;
      }
      for (const { byteRange } of part.utf8) {
        const start = (segment?.range.start ?? 0) + Math.floor((byteRange.start * 4) / 3);
        const end = (segment?.range.start ?? 0) + Math.ceil((byteRange.end * 4) / 3);
        const bytes = segment?.bytes.subarray(byteRange.start, Math.min(byteRange.end, byteRange.start + 4));
        say(severity, "utf8", {
          args: {
            segment: pane.pane,
            at: byteRange.start,
            bytes: [...(bytes ?? [])].map((byte) => byte.toString(16).padStart(2, "0")).join(" "),
          },
          place: segment ? at("token", { start, end: Math.max(end, start + 1) }) : null,
          class: `${pane.pane}-utf8`,
        });
      }
      const { problems, text } = pane.document;
      // One bracket that is not closed stands for all that are open around it.
      const unclosed = problems.findLast(({ code }) => code.startsWith("unclosed"));
      // Prose or bytes are not JSON gone wrong: one finding says it, instead of one for each word.
      if (problems.length > 0 && /^[\s\ufeff]*[^\s\ufeff{[]/.test(text)) {
        say(severity, "plain", {
          args: { segment: pane.pane, text: excerpt(text, 40) },
          place: at(pane.pane, { start: 0, end: text.length }),
          class: `${pane.pane}-json`,
        });
        continue;
      }
      for (const problem of problems) {
        const { code, range } = problem;
        if (code.startsWith("unclosed") && problem !== unclosed) continue;
        const codePoint = text.codePointAt(range.start);
        say(severity, code, {
          args: {
            segment: pane.pane,
            found: codePoint === undefined ? "the end of the text" : describeFound(codePoint),
            text: excerpt(text.slice(range.start, range.end), 20),
          },
          place: at(pane.pane, range),
          class: code === "depth" ? "depth" : `${pane.pane}-json`,
        });
      }
      if (problems.length === 0 && pane.document.root && !pane.object) {
        say(severity, pane.pane === "payload" && holdsObject(pane) ? "twice" : "type", {
          args: { segment: pane.pane, type: typeWords(pane.document.root) },
          place: at(pane.pane, pane.document.root.range),
          class: `${pane.pane}-not-object`,
        });
      }
    }
  },
);

function describeFound(codePoint: number): string {
  return codePoint > 0x20 && codePoint < 0x7f ? `“${String.fromCodePoint(codePoint)}”` : describeCodePoint(codePoint);
}

/** Member names are unique, or the last one counts, or the token is refused: readers differ. */
export const duplicateMember = defineRule(
  "IN-15",
  ["token"],
  "RFC 7515 section 4, RFC 7519 section 4",
  ({ panes }, say) => {
    for (const { pane, scan } of panes) {
      sayEach(scan.duplicates, say, ({ name, count, range, nested }) => {
        say("security", pane === "header" ? "header" : nested ? "nested" : "claim", {
          args: { name: excerpt(name, 40), count },
          place: at(pane, range),
          class: "duplicate-key",
        });
      });
    }
  },
);

/** A number that a reader which takes doubles reads as another one. */
export const inexactNumber = defineRule("IN-24", ["token"], "RFC 8259 section 6", ({ panes }, say) => {
  for (const { pane, scan } of panes) {
    sayEach(scan.numbers, say, ({ raw, value, range, name }) => {
      say("warn", Number.isFinite(value) ? "rounded" : "infinite", {
        args: { name: excerpt(name || "the value", 40), raw: excerpt(raw, 40), read: String(value) },
        place: at(pane, range),
        class: "number-precision",
      });
    });
  }
});
