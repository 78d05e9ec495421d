import type { KeyFit } from "../../keys/types.ts";
import { algorithmRow } from "../../registry/algorithms.ts";
import { keyKind } from "../../registry/key-kinds.ts";
import { defineRule } from "../support/define.ts";
import type { Args, Words } from "../support/words.ts";
import { isKeyField, neededKey, troubles } from "./fit.ts";

type UnfitArgs = Args<"alg" | "use" | "key" | "curve" | "needed" | "command">;

/** A rule reports only the mismatches that it has words for. */
type UnfitWords = Readonly<
  Partial<Record<Exclude<KeyFit, { kind: "fits" }>["code"], Words | ((a: UnfitArgs) => Words)>>
>;

/** The OpenSSL command for a private key for an algorithm, in PKCS #8; none for kinds that few versions support. */
function makingCommand(alg: string): string {
  const row = algorithmRow(alg);
  const [curve] = row?.curves ?? [];
  if (row?.kty === "RSA") return "openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048";
  if (row?.kty === "EC") return `openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:${curve ?? ""}`;
  return row?.kty === "OKP" ? `openssl genpkey -algorithm ${curve ?? ""}` : "";
}

/** Makes the rule for one kind of mismatch: the words differ, the detection does not. */
function unfit<const Id extends string>(id: Id, spec: string, words: UnfitWords) {
  return defineRule<Id, UnfitWords>({
    id,
    spec,
    words,
    look: (facts, say, context) => {
      for (const { reason, use, place, pane, material } of troubles(context)) {
        if (reason.code !== "key-unfit" || reason.fit.kind === "fits" || !Object.hasOwn(words, reason.fit.code))
          continue;
        const { fit } = reason;
        const alg = facts.alg ?? "";
        const isSigning = pane === "private-key" && use !== "decrypt";
        if (fit.code === "type" && isSigning !== (id === "KEY-32")) continue;
        say(fit.kind === "contradiction" || use === "sign" ? "warn" : "error", fit.code, {
          args: {
            ...fit.args,
            alg,
            use,
            key: material?.description ?? "This",
            curve: material?.jwk.crv ?? material?.description ?? "",
            needed: use === "decrypt" && fit.code === "curve" ? String(fit.args["need"]) : neededKey(alg),
            command: makingCommand(alg),
          },
          place,
          fix: fit.kind === "contradiction" && isKeyField(pane) ? { kind: "judge-anyway", pane } : null,
        });
      }
    },
  });
}

/** What to do if only the key's own metadata forbids it. */
const anyway = ({ use }: UnfitArgs): string =>
  use === "sign" ? "Sign anyway" : use === "decrypt" ? "Decrypt anyway" : "Judge anyway";

const otherType = (a: UnfitArgs): Words => [
  `This key is ${a.key}; ${a.alg} needs ${a.needed}`,
  `The key cannot ${a.use} with ${a.alg}. Use the key that belongs to the token, or an algorithm that fits the key.`,
];

export const unfitRules = [
  unfit("KEY-11", "RFC 7518 section 3.1", { type: otherType, "oct-as-asymmetric": otherType }),
  unfit("KEY-32", "RFC 7518 section 3.1", {
    type: (a) => [
      `Private key is ${a.key}; ${a.alg} needs ${a.needed}`,
      `The pair was made for another algorithm. Generate one here${a.command ? `, or on your machine: ${a.command} -out key.pem` : ""}.`,
    ],
  }),
  unfit("KEY-12", "RFC 7517 section 4.4", {
    alg: (a) => [
      `The key says it is not for ${a.alg}`,
      "Its alg names another algorithm (RFC 7517 section 4.4). Verifiers that check it reject the token.",
      anyway(a),
    ],
  }),
  unfit("KEY-13", "RFC 7517 sections 4.2 and 4.3", {
    use: (a) => [
      `The key says it must not ${a.use}`,
      `Its use member is for ${a.use === "decrypt" ? "signatures" : "encryption"} (RFC 7517 section 4.2). Sets often hold one key for each use.`,
      anyway(a),
    ],
    key_ops: (a) => [
      `The key says it must not ${a.use}`,
      `Its key_ops do not list ${a.use} (RFC 7517 section 4.3).`,
      anyway(a),
    ],
    ext: (a) => [
      "The key says that it must not leave its store",
      "Its ext member is false (Web Cryptography).",
      anyway(a),
    ],
  }),
  unfit("KEY-14", "RFC 7518 section 3.4, RFC 8037 section 3.1", {
    curve: (a) => [
      `This is ${/^[EX]/.test(String(a.curve)) ? "an" : "a"} ${a.curve} key; ${a.alg} needs ${a.needed}`,
      a.use === "decrypt"
        ? "Both sides of a key agreement use the same curve, the one epk names (RFC 7518 section 4.6.1.1). The token was encrypted for another key."
        : keyKind(String(a.curve))?.uses === "agree"
          ? `${a.curve} is for key agreement (RFC 7748) and cannot sign. Use a key on ${a.needed}.`
          : "Each algorithm of this family is tied to one curve (RFC 7518 section 3.4, RFC 8037 section 3.1), so no other key can have made the signature or can check it.",
    ],
  }),
  unfit("KEY-15", "RFC 7518 section 6.2.1.2", {
    "coordinate-length": [
      "A coordinate of the key has the wrong length",
      "x and y are as long as the curve's field, leading zeros included (RFC 7518 section 6.2.1.2). If one is short, leading zeros were dropped.",
    ],
  }),
];
