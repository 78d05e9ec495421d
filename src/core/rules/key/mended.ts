import type { KeyRepair } from "../../keys/types.ts";
import { defineRule } from "../support/define.ts";
import { at, whole } from "../support/facts.ts";
import { type Args, plural, type Words } from "../support/words.ts";
import { fieldsOf } from "./fields.ts";

type RepairArgs = Args<never, "from" | "to" | "member" | "octets" | "count" | "encoding" | "kind" | "places" | "sign">;

/** A rule reports only the repairs that it has words for. */
type RepairWords = Readonly<Partial<Record<KeyRepair["code"], Words | ((a: RepairArgs) => Words)>>>;

/** Up to this many similar repairs are listed individually. */
const LISTED = 3;

/** Groups repairs that say the same, in order of first appearance. */
function alike(repairs: readonly KeyRepair[]): Iterable<readonly KeyRepair[]> {
  const groups = new Map<string, KeyRepair[]>();
  for (const repair of repairs) {
    const what = JSON.stringify([repair.code, repair.args]);
    const group = groups.get(what);
    if (group) group.push(repair);
    else groups.set(what, [repair]);
  }
  return groups.values();
}

/** Damage that was repaired before reading, reported because it breaks other readers. */
function mended<const Id extends string>(id: Id, spec: string, words: RepairWords) {
  return defineRule<Id, RepairWords>({
    id,
    spec,
    words,
    look: (_, say, context) => {
      for (const { pane, reading, text } of fieldsOf(context)) {
        if (reading.kind === "empty") continue;
        // Of a block without its END line only the label was read; another rule reports that it is unreadable.
        const isSaid = ({ code }: KeyRepair): boolean =>
          Object.hasOwn(words, code) && !(code === "missing-armour" && reading.kind === "unusable");
        for (const same of alike(reading.repairs.filter(isSaid))) {
          // A bundle may have the same damage in each key, which is reported once.
          const told = same.length > LISTED ? same.slice(0, 1) : same;
          const count = told.length < same.length ? { places: same.length } : {};
          for (const { code, range, args, insert } of told) {
            const place = range ? at(pane, range) : whole(pane, text);
            const fix = insert === undefined ? null : ({ kind: "replace", place, insert } as const);
            say("info", code, { args: { ...args, ...count }, place, fix });
          }
        }
      }
    },
  });
}

const MENDED = "This page repaired it before reading it. Other readers reject such text.";

/** What was wrong, how often, and that it was repaired before reading. */
function repaired(what: string | ((a: RepairArgs) => string)): (a: RepairArgs) => Words {
  return (a) => [
    (typeof what === "string" ? what : what(a)) + (a.places ? `, in ${a.places} places` : ""),
    MENDED,
    `Correct ${a.member}`,
  ];
}

/** The same for a JWK member, on which the thumbprint depends. */
function corrected(what: string | ((a: RepairArgs) => string)): (a: RepairArgs) => Words {
  return (a) => {
    const [title, detail, label] = repaired(what)(a);
    return [
      title,
      `${detail} The thumbprint is computed from the corrected members (RFC 7638 section 3).`,
      label ?? "",
    ];
  };
}

export const mendedRules = [
  mended("KEY-01", "RFC 7468 section 2", {
    "escaped-newlines": [
      "The key has \\n spelled out instead of line breaks",
      `Common for a PEM in an environment variable. ${MENDED}`,
    ],
  }),
  mended("KEY-02", "RFC 7468 section 2", {
    bom: repaired("The key starts with a byte order mark"),
    "one-line": repaired("The key is on one line"),
    "line-breaks": repaired((a) => `The key has ${a.sign} where its line breaks were`),
    "missing-armour": repaired("The key has no BEGIN and END lines"),
    quotes: repaired("The key is in quotes"),
    "smart-quotes": repaired("The key is in curly quotes, as from a word processor"),
    indentation: repaired("The lines of the key are indented"),
    "env-or-yaml": repaired("The key is part of a settings file"),
    invisible: repaired("The key contains invisible characters"),
    "text-around": repaired("There is text around the key"),
    label: repaired((a) =>
      a.from
        ? `The PEM label says ${a.from}; it is ${a.to ?? "another kind"}`
        : "The PEM label names another kind of key",
    ),
    dashes: repaired("The dashes of the PEM lines were changed"),
    "json-string": repaired("The key is in a JSON string"),
    "base64url-body": repaired("The PEM body is base64url"),
    markup: repaired("The key has HTML character references in it"),
    "plus-signs": repaired("The plus signs of the key were turned into spaces, as in a form post"),
    printed: repaired("The key is written as a program prints it, not as JSON"),
    raw: repaired((a) => `The key is ${a.octets} raw bytes, read as ${a.kind}`),
    "octets-behind": repaired((a) => `The key is followed by ${plural(Number(a.count), "byte")}, which were left out`),
    "double-encoded": repaired((a) =>
      a.encoding === "percent" ? "The key is percent-encoded, as in a URL" : "The key was Base64-encoded twice",
    ),
    "leading-zero": corrected((a) => `${a.member} of the JWK has an extra leading zero byte, as in ASN.1`),
    "lost-zero": corrected((a) => `${a.member} of the JWK lost its leading zero byte`),
    "standard-base64": corrected((a) => `${a.member} of the JWK is Base64 or padded, not base64url`),
    "hex-number": corrected((a) => `${a.member} of the JWK is hexadecimal, not base64url`),
    "decimal-number": corrected((a) => `${a.member} of the JWK is a decimal number, not base64url`),
    "octet-list": corrected((a) => `${a.member} of the JWK is a list of bytes, not base64url`),
    "escaped-member": corrected((a) => `${a.member} of the JWK has URL or HTML escapes in it`),
    "encoded-twice": corrected((a) => `${a.member} of the JWK was encoded twice`),
    "whole-key": corrected((a) => `${a.member} of the JWK is a whole key; its numbers were taken from that`),
    "stray-bits": corrected((a) => `${a.member} of the JWK has non-zero spare bits in its last character`),
    point: corrected("x of the JWK is the complete point; x and y were taken from it"),
    computed: corrected((a) => `The JWK lacks ${a.member}, computed here from its primes`),
    "type-name": corrected((a) =>
      a.from
        ? `${a.member} of the JWK is ${a.from}, which JOSE calls ${a.to}`
        : `The JWK lacks ${a.member}; it can only be ${a.to}`,
    ),
    "member-names": corrected((a) => `The key calls its members ${a.from}, not ${a.to}`),
    "seed-and-public": corrected("d of the JWK has the public key after the private one, as in NaCl"),
    "from-x5c": repaired((a) =>
      a.member === "x5c"
        ? "The JWK has no key members; the key was taken from its certificate (x5c)"
        : `The JWK has no key members; the key was taken from ${a.member}`,
    ),
  }),
];
