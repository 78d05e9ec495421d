import { exportKey, publicJwk } from "../../keys/export.ts";
import { decodeSecret } from "../../keys/secret.ts";
import type { KeyMaterial } from "../../keys/types.ts";
import { pem, pkcs1Of } from "../../lab/toolkit/key-forms.ts";
import { wellKnownSecret, WELL_KNOWN_SECRETS } from "../../crack/well-known.ts";
import { algorithmRow } from "../../registry/algorithms.ts";
import { encodeUtf8 } from "../../text/utf8.ts";
import type { Bench } from "../bench.ts";
import { changed } from "../json-edits.ts";
import type { Kind } from "../types.ts";

interface Form {
  readonly id: string;
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** HMACs keyed with the bytes of the public key (RFC 8725 section 2.1), in the forms in which services store it. */
export function keyConfusion(bench: Bench): readonly Kind[] {
  const isHmac = bench.row.family === "HMAC";
  const forms = isHmac || bench.publicKey === null ? [] : formsOf(bench.publicKey, bench.publicText);
  const scenario = bench.row.kty === "EC" ? "es-hs-confusion" : "rs-hs-confusion";
  const kind = ({ id, name, bytes }: Form, alg = "HS256"): Kind => ({
    label: `hmac-public-key-${id}${alg === "HS256" ? "" : `-${alg.toLowerCase()}`}`,
    title: `${bench.alg} to ${alg}: ${name}`,
    rule: "SEC-11",
    clause: "RFC 8725 section 3.1",
    needs: "public-key",
    change: `alg ${alg}, signed with the ${bytes.length} bytes of the public key`,
    accepted: `Anyone with the public key can sign any claims. Pin the algorithm to ${bench.alg}.`,
    scenario: id === "spki-pem" && alg === "HS256" ? scenario : "key-byte-variants",
    faults: { header: ["alg"], payload: [], signature: "forged" },
    make: () => bench.signedWith(bytes, changed(bench.header, { alg }), bench.forged),
  });
  const missing: Kind = {
    ...kind({ id: "spki-pem", name: "the public key as a secret", bytes: new Uint8Array() }),
    ...(isHmac ? { unfit: "an HMAC has no public key" } : {}),
    make: () => Promise.resolve(null),
  };
  const [first] = forms;
  return first === undefined
    ? [missing]
    : [...forms.map((form) => kind(form)), kind(first, "HS384"), kind(first, "HS512")];
}

/** The forms of one public key: texts as in files and environment variables, and bytes. */
function formsOf(material: KeyMaterial, pasted: string): readonly Form[] {
  const forms = new Map<string, Form>();
  const add = (id: string, name: string, of: string | Uint8Array<ArrayBuffer>): void => {
    const bytes = typeof of === "string" ? encodeUtf8(of) : of;
    const same = [...forms.values()].some((one) => one.bytes.join() === bytes.join());
    if (bytes.length > 0 && !same) forms.set(id, { id, name, bytes });
  };
  const texts = (id: string, name: string, text: string): void => {
    const lines = text.trimEnd();
    add(id, name, `${lines}\n`);
    add(`${id}-trimmed`, `${name}, no final line feed`, lines);
    add(`${id}-crlf`, `${name}, CRLF`, `${lines}\n`.replaceAll("\n", "\r\n"));
    add(`${id}-one-line`, `${name}, one line`, lines.replaceAll("\n", ""));
    add(`${id}-base64`, `${name}, Base64 only`, lines.split("\n").slice(1, -1).join(""));
  };
  const spki = exportKey({ ...material, isPrivate: false }, "spki");
  if (spki !== null) {
    texts("spki-pem", "public key in PEM", spki);
    const der = derOf(spki);
    if (material.jwk.kty === "RSA") {
      texts("pkcs1-pem", "PKCS#1 PEM", pem("RSA PUBLIC KEY", pkcs1Of({ spki: der })));
      add("pkcs1-der", "PKCS#1 DER", pkcs1Of({ spki: der }));
    }
    add("spki-der", "DER", der);
  }
  const { kty, crv, n, e, x, y } = material.jwk;
  add("jwk", "JWK", JSON.stringify(publicJwk(material.jwk)));
  if (kty !== "AKP")
    add("jwk-members", "JWK, only its key members", JSON.stringify(kty === "RSA" ? { kty, n, e } : { kty, crv, x, y }));
  add("pasted", "public key as pasted", pasted);
  add("pasted-trimmed", "public key as pasted, trimmed", pasted.trim());
  return [...forms.values()];
}

function derOf(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replaceAll(/-----[^-]+-----|\s/g, "")), (character) => character.charCodeAt(0));
}

/** Other algorithms that the same key can sign with (RFC 8725 section 3.1). */
const SIBLINGS: Readonly<Record<string, readonly string[]>> = {
  RS256: ["RS512", "PS256"],
  RS384: ["RS512", "PS384"],
  RS512: ["RS384", "PS512"],
  PS256: ["PS512", "RS256"],
  PS384: ["PS512", "RS384"],
  PS512: ["PS384", "RS512"],
  HS256: ["HS384", "HS512"],
  HS384: ["HS256", "HS512"],
  HS512: ["HS256", "HS384"],
};

/** The right key with an algorithm that is not allowed. */
export function otherAlgorithm(bench: Bench): readonly Kind[] {
  const names = SIBLINGS[bench.alg] ?? ["other"];
  return names.map((alg) => {
    const isAllowed = bench.expects.algorithms.includes(alg);
    const why = alg === "other" ? "its key is for one algorithm only" : isAllowed ? `the policy allows ${alg}` : null;
    return {
      label: `other-alg-${alg.toLowerCase()}`,
      title: `Signed with ${alg} instead of ${bench.alg}`,
      rule: "HDR-02",
      clause: "RFC 8725 section 3.1",
      needs: "signing-key",
      change: `alg ${alg}, signed with the right key`,
      accepted: "The token chooses its algorithm. Pin one for each key.",
      scenario: "jwk-alg-bypass",
      faults: { header: ["alg"], payload: [], signature: "right" },
      ...(why === null ? {} : { unfit: why }),
      make: () => bench.signedRight(changed(bench.header, { alg }), bench.claimsWith({})),
    };
  });
}

/** How many of the published secrets a kit tries. */
const MOST_PUBLISHED = 5;

/** HMACs keyed with public or empty secrets (RFC 8725 section 3.5). */
export function weakSecrets(bench: Bench, own: Parameters<typeof decodeSecret>[0]): readonly Kind[] {
  const isHmac = algorithmRow(bench.alg)?.family === "HMAC";
  const unfit = isHmac ? {} : { unfit: "applies only to HMAC secrets" };
  const decoded = decodeSecret(own);
  const mine = "bytes" in decoded ? decoded.bytes.join() : "";
  // One from each source, most common first.
  const secrets = WELL_KNOWN_SECRETS.filter(
    ({ source, encoding }, index, all) =>
      encoding === undefined && all.findIndex((one) => one.source === source) === index,
  )
    .filter(({ secret }) => encodeUtf8(secret).join() !== mine)
    .slice(0, isHmac ? MOST_PUBLISHED : 1);
  return [
    ...secrets.map(({ secret }, index): Kind => ({
      label: `published-secret-${index + 1}`,
      title: isHmac ? `Signed with the published secret “${secret}”` : "Signed with a published secret",
      rule: "SEC-12",
      clause: "RFC 8725 section 3.5",
      needs: "nothing",
      change: "signed with a secret from the documentation of a library",
      accepted: "Its secret is published: anyone can sign any claims. Replace it with random bytes.",
      scenario: "weak-secret",
      faults: { header: [], payload: [], signature: "forged" },
      ...unfit,
      make: () => bench.signedWith(encodeUtf8(secret), bench.header, bench.forged),
    })),
    {
      label: "blank-secret",
      title: "Signed with an empty secret",
      rule: "SEC-13",
      clause: "RFC 8725 section 3.5",
      needs: "nothing",
      change: "signed with an empty secret",
      accepted: "The secret is empty, as when a variable is not set: anyone can sign any claims.",
      scenario: "blank-secret",
      faults: { header: [], payload: [], signature: "forged" },
      ...unfit,
      make: () => bench.signedWith(new Uint8Array(), bench.header, bench.forged),
    },
  ];
}

/** Whether the given secret is on a list: then anyone can make every token of the kit. */
export function isPublished(text: string): boolean {
  return wellKnownSecret(text) !== null;
}
