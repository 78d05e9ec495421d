import { withSignatures, type JsonProjection } from "../core/envelope/json-project.ts";
import { type Projection, withSignature } from "../core/envelope/project.ts";
import { stringMember } from "../core/json/query.ts";
import type { KeyInputs } from "../core/keys/types.ts";
import { encryptAnew, type Edited } from "./encrypting.ts";
import { encryptSeals } from "./encrypting-json.ts";
import type { Signing } from "./derive-layer.ts";
import type { SignQuestion } from "./tasks.ts";

/** A layer's edits before they are signed or encrypted. */
interface Sealing extends Edited {
  /** The keys of its fields, and the token's own key if that was asked for. */
  readonly keys: KeyInputs;
  /** `alg` of a signable layer; otherwise null. */
  readonly alg: string | null;
  /** The signing input, including a payload that the token omits. */
  readonly signingInput: string;
  readonly seals?: JsonProjection["seals"] | undefined;
}

/** Applies a layer's edits according to its form: by signing or encrypting. */
export function sealAnew(sealing: Sealing): Signing {
  const { base } = sealing;
  if (base.form === "jwe") return encryptAnew(sealing);
  if (base.form === "jwe-json") return encryptSeals(sealing);
  return base.form === "jws-json" ? signSeals(sealing) : signAnew(sealing);
}

const signed = new WeakMap<Projection, { readonly signature: string; readonly text: string }>();

function signAnew({ tasks, base, fields, keys, alg, projection, signingInput, pending }: Sealing): Signing {
  const { mode, signAgain } = fields;
  const [header, payload] = base.segments;
  // Disclosures and key binding of an SD-JWT are not covered by its signature.
  const changed = projection.edited && projection.signingInput !== `${header?.text ?? ""}.${payload?.text ?? ""}`;
  const untouched: Signing = {
    text: projection.text,
    provenance: changed ? "kept" : "original",
    outcome: null,
    pending,
  };
  const sign = tasks.sign.at(0);
  const wanted = mode === "re-sign" && (changed || signAgain > 0);
  if (!wanted || alg === null) {
    sign.drop();
    return untouched;
  }
  const question: SignQuestion = { alg, signingInput, keys, again: signAgain };
  // Do not sign what an inner layer is about to change.
  if (!pending) sign.ask(question);
  const answer = pending ? null : sign.read(question);
  if (answer?.kind === "unavailable") return { ...untouched, outcome: answer };
  // While the next signature is pending, the last one is shown, so that the text does not jump.
  const shown = answer ?? sign.latest();
  let text = projection.text;
  if (shown?.kind === "signed") {
    let made = signed.get(projection);
    if (made?.signature !== shown.signature) {
      made = { signature: shown.signature, text: withSignature(projection, shown.signature) };
      signed.set(projection, made);
    }
    text = made.text;
  }
  return { text, provenance: "re-signed", outcome: answer, pending: answer === null };
}

const sealed = new WeakMap<Projection, { readonly by: string; readonly text: string }>();

/**
 * Signs the selected signature of a JSON form, and those selected and signed before, each with its own keys. All
 * others are unchanged.
 */
function signSeals({
  tasks,
  base,
  fields,
  keys,
  alg,
  projection,
  signingInput,
  seals = [],
  pending,
}: Sealing): Signing {
  const { mode, signAgain, seal } = fields;
  const chosen = base.seal?.index ?? 0;
  const last = new Map<number, string>();
  let isWaiting = pending;
  let outcome: Signing["outcome"] = null;
  const sign = (index: number, question: SignQuestion | null): void => {
    const task = tasks.sign.at(index);
    if (question === null) return task.drop();
    if (!pending) task.ask(question);
    const answer = pending ? null : task.read(question);
    const shown = answer ?? task.latest();
    if (answer === null) isWaiting = true;
    if (index === chosen) outcome = answer;
    if (shown?.kind === "signed") last.set(index, shown.signature);
  };
  for (const one of seals) {
    const { index } = one;
    const own = index === chosen;
    const by = own && signAgain >= 0 ? { keys, again: signAgain } : seal?.signed?.[index];
    const again = by?.again ?? -1;
    const wanted = again > 0 || (again === 0 && !one.isAsItWas);
    const name = own ? alg : stringMember(one.header, "alg");
    const isSigned = mode === "re-sign" && wanted && by !== undefined && name !== null;
    sign(
      index,
      isSigned
        ? {
            alg: name,
            signingInput: own ? signingInput : one.signingInput,
            kid: stringMember(one.header, "kid"),
            keys: by.keys,
            again,
          }
        : null,
    );
  }
  const signatures = JSON.stringify([...last]);
  let made = sealed.get(projection);
  if (made?.by !== signatures) {
    made = { by: signatures, text: withSignatures(projection.text, "jws-json", last) };
    sealed.set(projection, made);
  }
  const isSigned = last.size > 0;
  const isAsSigned =
    seals.every((one) => one.isAsItWas) &&
    Object.keys(fields.edits).every((name) => name === "withheld" || name === "payload");
  return {
    text: made.text,
    provenance: isSigned ? "re-signed" : projection.edited && !isAsSigned ? "kept" : "original",
    outcome,
    pending: isWaiting,
  };
}
