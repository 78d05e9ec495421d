import type { Place } from "../../core/rules/types.ts";
import type { View } from "../../state/types.ts";

/** An encrypted key in the verifying field, and the state of its passphrase. */
interface LockedKey {
  readonly field: "Public key" | "Private key";
  readonly pane: Extract<Place["pane"], "public-key" | "private-key">;
  readonly passphrase: "needed" | "wrong" | "being-tried";
}

/**
 * The key that waits for a passphrase before the signature is judged: in Public key, or, where that is empty, in Private
 * key; while signing, the one in Private key. Null if none.
 */
export function lockedKeyOf(
  view: Pick<View, "base" | "family" | "fields" | "publicKey" | "privateKey" | "signaturePending">,
): LockedKey | null {
  const { keys } = view.fields;
  if (view.family !== "asymmetric") return null;
  const isPrivate = view.signaturePending || view.base.form.startsWith("jwe");
  const input = isPrivate || keys.publicKey.text.trim() === "" ? "privateKey" : "publicKey";
  const passphrase = stateOf(view[input], keys[input].passphrase);
  if (passphrase === null) return null;
  return input === "privateKey"
    ? { field: "Private key", pane: "private-key", passphrase }
    : { field: "Public key", pane: "public-key", passphrase };
}

function stateOf(reading: View["publicKey"], passphrase: string | undefined): LockedKey["passphrase"] | null {
  if (reading === null) return passphrase ? "being-tried" : null;
  if (reading.kind !== "unusable") return null;
  switch (reading.problem.code) {
    case "passphrase-needed":
      return "needed";
    case "passphrase-wrong":
      return "wrong";
    default:
      return null;
  }
}

/** The subtitle of the signature's cell if only a passphrase is missing; otherwise null. */
export function lockedWords(
  locked: LockedKey | null,
  { judgement, onRequest }: Pick<View["verdict"], "judgement" | "onRequest">,
): string | null {
  if (locked === null || onRequest) return null;
  const { field, passphrase } = locked;
  if (judgement === null) return passphrase === "being-tried" ? `The passphrase of ${field} is being tried` : null;
  if (judgement.encrypted && passphrase === "needed") return `${judgement.alg} needs the passphrase of ${field}`;
  if (judgement.state !== "no-key") return null;
  switch (passphrase) {
    case "needed":
      return `${judgement.alg} needs the passphrase of ${field}, or the issuer’s public key`;
    case "wrong":
      return `The passphrase does not open ${field}`;
    case "being-tried":
      return null;
  }
}
