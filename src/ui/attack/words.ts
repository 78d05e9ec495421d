import type { ServiceAddress } from "../../core/refuse/address.ts";
import type { Kit, KitGroup, KitToken, KitWarning } from "../../core/refuse/types.ts";
import type { KitAnswer } from "./use-kit.ts";

/** The heading of each group of tokens. */
export const GROUPS: Readonly<Record<KitGroup, string>> = {
  unsigned: "No signature",
  signature: "Your signature, changed or over something else",
  confusion: "Your public key as an HMAC secret",
  secret: "Published secrets",
  "own-key": "The attacker's own key",
  form: "Another form or extension",
  claims: "Signed with your key, wrong claims",
  algorithm: "Signed with your key, another algorithm",
};

/** Why there is no kit, and what to do. */
export const NO_KIT: Readonly<Record<Extract<KitAnswer, { kind: "none" }>["why"], string>> = {
  empty: "Open a token on the workbench first.",
  "not-signed-compact": "This works on signed tokens with three segments. Choose one on the workbench.",
  unsigned: "This token is not signed. Choose an algorithm on the workbench and sign it.",
  algorithm: "This page does not know this token’s alg.",
  "not-claims": "The header and the payload must be JSON objects.",
  detached: "The payload of this token is detached. Attach it first.",
  large: "This token is larger than services accept in a header.",
  insecure: "Keys work only in a secure context: https, localhost or a file.",
};

/** Why refusals may prove less than they seem to. */
export const WARNINGS: Readonly<Record<KitWarning, string>> = {
  expired: "Your token has expired, so a correct service refuses it too. Open a new one, or add a signing key.",
  "not-yet": "Your token is not valid yet, so a correct service refuses it too.",
  "not-verified":
    "The good token does not verify with the key in the field. If the service uses that key, that may be why it refuses the tokens.",
  unchecked: "No key was given, so it is not known whether your token verifies.",
  policy: "Your policy refuses the good token itself. See the gateway for the reason.",
  "published-secret": "Your secret is published: anyone can make tokens that verify. Replace it first.",
};

/** Why an address is refused. */
export function addressWords(address: Extract<ServiceAddress, { kind: "refused" }>): string {
  switch (address.why) {
    case "empty":
      return "Enter the address of your service, such as http://127.0.0.1:8080/.";
    case "not-an-address":
      return "This is not an address. One looks like http://127.0.0.1:8080/orders.";
    case "not-http":
      return "Only http and https addresses work here.";
    case "credentials":
      return "Leave the user name and password out of the address.";
    case "not-loopback":
      return `${address.host} is not on this machine. Attack tokens are for your own service: use localhost, 127.0.0.1 or [::1], or forward a port.`;
  }
}

/** Who can make a token. */
export function makerWords({ needs, label }: Pick<KitToken, "needs" | "label">, isMadeHere: boolean): string {
  if (label === "good") return isMadeHere ? "signed here, with your key" : "as it is on the workbench";
  if (needs === "nothing") return "anyone can make it";
  return needs === "public-key" ? "made with your public key" : "signed with your key";
}

/** What a kit contains and lacks, in one or two sentences. */
export function holdsWords(kit: Kit): string {
  const { tokens, missing, isMadeHere } = kit;
  const holds = `${tokens.length} tokens that a service must refuse${isMadeHere ? ", and the good token" : ""}.`;
  const signing = missing.filter(({ needs }) => needs === "signing-key").length;
  const other = missing.length - signing;
  const lacks = [
    ...(signing > 0 ? [`${signing} need your signing key`] : []),
    ...(other > 0 ? [`${other} need your public key`] : []),
  ];
  return lacks.length === 0 ? holds : `${holds} Missing: ${lacks.join(", ")}.`;
}
