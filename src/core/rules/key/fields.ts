import type { KeyFormat, KeyMaterial, KeyProblem, KeyReading, KeyRepair } from "../../keys/types.ts";
import type { RuleContext } from "../types.ts";
import { defineRule, type Say } from "../support/define.ts";
import { at, excerpt, factsOf, whole } from "../support/facts.ts";

/** A key field with what was read in it. */
export type Field = {
  readonly pane: "public-key" | "private-key";
  readonly reading: KeyReading;
  readonly text: string;
};

/** The key fields that matter for the token: with an HMAC algorithm they are put away, and nothing is said of them. */
export function fieldsOf(context: RuleContext): readonly Field[] {
  if (factsOf(context).alg?.startsWith("HS")) return [];
  const { publicKey, privateKey, keys } = context;
  return [
    { pane: "public-key", reading: publicKey, text: keys.publicKey.text },
    { pane: "private-key", reading: privateKey, text: keys.privateKey.text },
  ];
}

/** The keys of a reading; none where it gave none. */
export function keysOf(reading: KeyReading): readonly KeyMaterial[] {
  return reading.kind === "keys" ? reading.keys : [];
}

const isSecret = ({ jwk }: KeyMaterial) => jwk.kty === "oct";

/** A private key where a public one is asked, or the other way round. */
export const swappedKeys = defineRule("KEY-05", ["keys"], "RFC 7515 section 10.1", (_, say, context) => {
  // A private key opens an encrypted token: it is no mistake there.
  if (context.token.form === "jwe") return;
  for (const { pane, reading, text } of fieldsOf(context)) {
    const keys = keysOf(reading);
    if (keys.length === 0) continue;
    const isSet = reading.kind === "keys" && reading.format === "jwks";
    if (pane === "public-key" && !isSet && keys.some((key) => key.isPrivate && !isSecret(key))) {
      say("security", "private-in-public", { place: whole(pane, text), fix: { kind: "move-private-key" } });
    } else if (pane === "private-key" && keys.every(({ isPrivate }) => !isPrivate)) {
      say("warn", "public-in-private", { args: { key: keys[0]?.description ?? "" }, place: whole(pane, text) });
    }
  }
});

/** A set that is meant for everyone holds private members. */
export const privateInSet = defineRule("KEY-29", ["keys"], "RFC 7517 section 9.2", (_, say, context) => {
  for (const { pane, reading, text } of fieldsOf(context)) {
    if (pane !== "public-key" || reading.kind !== "keys" || reading.format !== "jwks") continue;
    const found = reading.keys.filter(({ isPrivate }) => isPrivate);
    const [first] = found;
    if (!first) continue;
    say("security", "set", {
      args: {
        count: found.length,
        kid: excerpt(typeof first.jwk.kid === "string" ? first.jwk.kid : first.thumbprint, 40),
      },
      place: first.range ? at(pane, first.range) : whole(pane, text),
    });
  }
});

/** Public key and Private key are halves of different pairs. */
export const notAPair = defineRule("KEY-06", ["keys"], "RFC 7638 section 3", (_, say, context) => {
  if (context.pair !== false || fieldsOf(context).length === 0) return;
  say("warn", "pair", { place: whole("private-key", context.keys.privateKey.text) });
});

const ISTIO = /^RXJyb3ItSXN0aW9kRmFpbGVkVG9GZXRjaEp3a3NVcmkt/;

/** The key that Istio hands out where it could not get the real ones. */
export const istioPlaceholder = defineRule(
  "KEY-25",
  ["keys"],
  "Istio pilot/pkg/model/jwks_resolver",
  (_, say, context) => {
    for (const { pane, reading, text } of fieldsOf(context)) {
      if (keysOf(reading).some(({ jwk }) => typeof jwk.n === "string" && ISTIO.test(jwk.n))) {
        say("error", "istio", { place: whole(pane, text) });
      }
    }
  },
);

/** So many repairs that are alike are listed each by itself. */
const LISTED = 3;

/** Repairs that say the same, together, in the order of the first of each. */
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

/** Damage that was mended before reading, told in the user's sight: the same damage breaks other readers. */
function mended(id: string, spec: string, wanted: (code: string) => boolean) {
  return defineRule(id, ["keys"], spec, (_, say, context) => {
    for (const { pane, reading, text } of fieldsOf(context)) {
      if (reading.kind === "empty") continue;
      // A block that lacks its end was read for its label alone: that it could not be read is what there is to say.
      const isSaid = ({ code }: KeyRepair): boolean =>
        wanted(code) && !(code === "missing-armour" && reading.kind === "unusable");
      for (const same of alike(reading.repairs.filter(isSaid))) {
        // A bundle may have the same damage at each of its keys, which is one thing to tell.
        const told = same.length > LISTED ? same.slice(0, 1) : same;
        const count = told.length < same.length ? { places: same.length } : {};
        for (const { code, range, args } of told) {
          say("info", code, { args: { ...args, ...count }, place: range ? at(pane, range) : whole(pane, text) });
        }
      }
    }
  });
}

export const mendedRules = [
  mended("KEY-01", "RFC 7468 section 2", (code) => code === "escaped-newlines"),
  mended("KEY-02", "RFC 7468 section 2", (code) => code !== "escaped-newlines" && code !== "crlf"),
];

/** Which rule speaks of which reason why a text gives no key. */
function ruleOf({ code, format }: KeyProblem): string {
  switch (code) {
    case "not-a-key":
    case "url-or-path":
      return "KEY-21";
    case "jwk-invalid":
      return "KEY-16";
    case "json-invalid":
    case "empty-set":
      return "KEY-30";
    case "passphrase-needed":
    case "passphrase-wrong":
    case "cipher-unsupported":
      return "KEY-23";
    case "type-unsupported":
    case "asn1":
    case "pem-body":
    case "pem-no-end":
      return isOpenSsh(format) ? "KEY-22" : "key-unreadable";
  }
}

function isOpenSsh(format: KeyFormat | null): boolean {
  return format === "openssh-public" || format === "openssh-private" || format === "rfc4716";
}

function unreadable(id: string, spec: string) {
  return defineRule(id, ["keys"], spec, (_, say, context) => {
    for (const { pane, reading, text } of fieldsOf(context)) {
      const problems =
        reading.kind === "unusable" ? [reading.problem] : reading.kind === "keys" ? reading.unreadable : [];
      const severity = reading.kind === "unusable" ? "error" : "warn";
      for (const problem of problems) if (ruleOf(problem) === id) sayProblem(say, severity, problem, pane, text);
    }
  });
}

function sayProblem(
  say: Say,
  severity: "error" | "warn",
  { code, args, range, format }: KeyProblem,
  pane: Field["pane"],
  text: string,
): void {
  // What stands there may come from the text, however long it is; a command is the page's own, and useless if cut.
  const args_ = Object.fromEntries(
    Object.entries(args).map(([name, value]) => [
      name,
      excerpt(value, name === "command" || name === "how" ? 200 : 120),
    ]),
  );
  say(severity, code, {
    args: { field: pane === "public-key" ? "Public key" : "Private key", format: format ?? "", ...args_ },
    place: range ? at(pane, range) : whole(pane, text),
  });
}

export const unreadableRules = [
  unreadable("KEY-21", "RFC 7468 section 2"),
  unreadable("KEY-16", "RFC 7518 section 6"),
  unreadable("KEY-30", "RFC 7517 section 5"),
  unreadable("KEY-23", "RFC 5958 section 3"),
  unreadable("KEY-22", "RFC 4253 section 6.6"),
  unreadable("key-unreadable", "RFC 7468 section 2"),
];
