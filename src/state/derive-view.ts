import { preJudge } from "../core/crypto/judge.ts";
import type { Judgement, Provenance, SignOutcome } from "../core/crypto/types.ts";
import { arePair } from "../core/keys/pair.ts";
import type { JsonDocument } from "../core/json/types.ts";
import type { KeyInputs, KeyReading } from "../core/keys/types.ts";
import { algorithmRow, SIGNATURE_ALGORITHMS } from "../core/registry/algorithms.ts";
import type { Diagnosis } from "../core/rules/load.ts";
import type { RuleContext } from "../core/rules/types.ts";
import type { Solution } from "../core/solve/types.ts";
import { LIVE_LIMIT, type LargeDecoding, undecoded } from "../core/token/large.ts";
import { type Projection, withSignature } from "../core/token/project.ts";
import type { ParsedToken } from "../core/token/types.ts";
import { algOf, createDerivation, isJsonObject, tokenKeyText } from "./derive.ts";
import type { KeyedTask } from "./keyed-task.ts";
import { memo, memoFields } from "./memo.ts";
import type { createTasks, JudgeQuestion } from "./tasks.ts";
import { type Taken, unsavedWork } from "./unsaved.ts";
import type { AlgorithmOption, Inputs, Notice, Settings, View } from "./types.ts";

type Tasks = ReturnType<typeof createTasks>;

/** What the view shows beside inputs, settings and the clock. */
export interface Answers {
  /** The algorithms of this browser; null until the capability check is done. */
  readonly available: ReadonlySet<string> | null;
  /** Rules and wording; null until they are loaded. */
  readonly diagnosis: Diagnosis | null;
  readonly canUndo: boolean;
  readonly taken: Taken;
  readonly notice: Notice | null;
  readonly secureContext: boolean;
}

const NOT_READ: KeyReading = { kind: "empty" };
const NOTHING_PUT: View["put"] = { header: "", payload: "" };

interface Signing {
  readonly text: string;
  readonly provenance: Provenance;
  readonly outcome: SignOutcome | null;
  readonly pending: boolean;
}

/**
 * The view as a function of inputs, settings, clock and the tasks' answers. Each call asks the tasks for what the inputs
 * now want; an answer that is not there yet shows as pending.
 */
export function createDeriveView(
  tasks: Tasks,
): (inputs: Inputs, settings: Settings, now: number, answers: Answers) => View {
  const derive = createDerivation();
  const algorithmOptions = memo((available: ReadonlySet<string> | null): readonly AlgorithmOption[] =>
    SIGNATURE_ALGORITHMS.map((alg) => ({ alg, lacking: available !== null && !available.has(alg) })),
  );
  const pendingLarge = memo(undecoded);
  const largeOf = memo((decoding: LargeDecoding, pending: boolean) => ({ ...decoding, decoding: pending }));
  const keysFor = memo((keys: KeyInputs, tokenKey: string | null): KeyInputs =>
    tokenKey === null ? keys : { ...keys, tokenKey: { text: tokenKey } },
  );
  const pairOf = memo((publicKey: KeyReading | null, privateKey: KeyReading | null) => arePair(publicKey, privateKey));
  const panesOf = memo((header: string, payload: string) => ({ header, payload }));
  const documentsOf = memo((header: JsonDocument, payload: JsonDocument) => ({ header, payload }));
  const say = ({ run, ...context }: RuleContext & { readonly run: Diagnosis["runRules"] | undefined }) =>
    run === undefined ? [] : run(context);
  const findings = memoFields(say);
  const standing = memoFields(say);
  const verdictOf = memo(
    (
      judgement: Judgement | null,
      original: Judgement | null,
      provenance: Provenance,
      previous: Judgement | null,
      onRequest: boolean,
    ): View["verdict"] => ({
      state: judgement?.state ?? "pending",
      provenance,
      originalState: original?.state ?? "pending",
      keySource: judgement?.key?.source ?? null,
      judgement,
      original,
      previous,
      onRequest,
    }),
  );

  function sign(
    inputs: Inputs,
    keys: KeyInputs,
    base: ParsedToken,
    projection: Projection,
    alg: string | null,
  ): Signing {
    const changed = projection.text !== base.text;
    const untouched: Signing = {
      text: projection.text,
      provenance: changed ? "kept" : "original",
      outcome: null,
      pending: false,
    };
    const wanted = inputs.mode === "re-sign" && (changed || inputs.signAgain > 0);
    if (!wanted || alg === null || base.form !== "jws") {
      tasks.sign.drop();
      return untouched;
    }
    const question = { alg, signingInput: projection.signingInput, keys, again: inputs.signAgain };
    tasks.sign.ask(question);
    const answer = tasks.sign.read(question);
    if (answer?.kind === "unavailable") return { ...untouched, outcome: answer };
    // While the next signature is on its way the last one stands in its place, so that the text does not jump.
    const shown = answer ?? tasks.sign.latest();
    return {
      text: shown?.kind === "signed" ? withSignature(projection, shown.signature) : projection.text,
      provenance: "re-signed",
      outcome: answer,
      pending: answer === null,
    };
  }

  function readLarge(base: string): (LargeDecoding & { readonly decoding: boolean }) | null {
    if (base.length <= LIVE_LIMIT) {
      tasks.decode.drop();
      return null;
    }
    tasks.decode.ask(base);
    const decoded = tasks.decode.read(base);
    return largeOf(decoded ?? pendingLarge(base), decoded === null);
  }

  function judge(
    task: KeyedTask<JudgeQuestion, Judgement>,
    token: ParsedToken,
    keys: KeyInputs,
    onRequest: boolean,
  ): Judgement | null {
    if (token.segmentCount === 0 && token.text.length > LIVE_LIMIT) return null;
    const settled = preJudge(token);
    if (settled !== null) {
      task.drop();
      return settled;
    }
    if (onRequest) return null;
    task.ask({ token, keys });
    return task.read({ token, keys });
  }

  /** Asks for other readings of the key where one was there and did not verify. An offer; the verdict never hears of it. */
  function trySolve(
    { text }: ParsedToken,
    keys: KeyInputs,
    judgement: Judgement | null,
    secure: boolean,
  ): Solution | null {
    if (judgement === null || !secure || keys.tokenKey !== undefined || !isWorthSolving(judgement, keys)) {
      tasks.solve.drop();
      return null;
    }
    tasks.solve.ask({ token: text, keys });
    return tasks.solve.read({ token: text, keys });
  }

  return (inputs, settings, now, answers) => {
    const large = readLarge(inputs.base);
    const base = large?.token ?? derive.parse(inputs.base);
    const put = large === null ? derive.putPanes(base) : NOTHING_PUT;
    const header = large === null ? derive.headerPane(base, put, inputs.edits.header) : derive.largePane(large.header);
    const payload =
      large === null ? derive.payloadPane(base, put, inputs.edits.payload) : derive.largePane(large.payload);
    const projection = derive.project(base, inputs.edits.header, inputs.edits.payload, settings.encodeAsTyped);
    const alg = algOf(header.json);
    const keys = keysFor(inputs.keys, inputs.useTokenKey ? tokenKeyText(header.json) : null);

    const signable = isJsonObject(header.json) ? alg : null;
    const signing = sign(inputs, keys, base, projection, signable);
    const token = signing.text === base.text ? base : derive.parse(signing.text);
    const onRequest = large !== null && inputs.judgeLarge !== inputs.base;
    const judgement = signing.pending ? null : judge(tasks.judgeShown, token, keys, onRequest);
    const original = token === base ? judgement : judge(tasks.judgeBase, base, keys, onRequest);

    tasks.readPublicKey.ask(inputs.keys.publicKey);
    tasks.readPrivateKey.ask(inputs.keys.privateKey);
    const publicKey = tasks.readPublicKey.read(inputs.keys.publicKey);
    const privateKey = tasks.readPrivateKey.read(inputs.keys.privateKey);
    const pair = pairOf(publicKey, privateKey);

    const solution =
      token === base && !signing.pending && !onRequest ? trySolve(base, keys, judgement, answers.secureContext) : null;
    const clock = derive.clockAt(now, settings.leeway);
    const times = derive.times(payload.json, clock);
    const row = alg === null ? null : algorithmRow(alg);
    const context: RuleContext = {
      token,
      base,
      arrival: inputs.arrival,
      panes: panesOf(header.text, payload.text),
      documents: documentsOf(header.json, payload.json),
      provenance: signing.provenance,
      keys,
      publicKey: publicKey ?? NOT_READ,
      privateKey: privateKey ?? NOT_READ,
      judgement,
      original,
      signing: signing.outcome,
      pair,
      times,
      clock,
      timeStyle: settings.timeStyle,
      solution,
      policy: settings.policy,
      knownIds: inputs.knownIds,
    };
    const unsaved = unsavedWork(inputs, token.text, answers.taken);
    return {
      inputs,
      settings,
      token,
      base,
      header,
      payload,
      put,
      algorithm: {
        value: alg ?? "",
        options: algorithmOptions(answers.available),
        disabled:
          base.form === "empty" || base.form === "text"
            ? "no-token"
            : isJsonObject(header.json)
              ? null
              : "header-not-object",
      },
      family: row === null ? "unknown" : row.family === "none" ? "none" : row.family === "HMAC" ? "hmac" : "asymmetric",
      verdict: verdictOf(
        judgement,
        original,
        signing.provenance,
        tasks.judgeShown.latest(),
        onRequest && judgement === null,
      ),
      signing: signing.outcome,
      large: large === null ? null : { decoding: large.decoding },
      signaturePending: signing.pending,
      publicKey,
      privateKey,
      pair,
      userKey: userKeys(inputs),
      times,
      clock,
      findings: findings({ run: answers.diagnosis?.runRules, ...context }),
      standing: standing({ run: answers.diagnosis?.standingNotes, ...context }),
      solution,
      messageOf: answers.diagnosis?.messageOf ?? null,
      unsaved: unsaved.edit || unsaved.key,
      canUndo: answers.canUndo,
      canRevert: inputs.base !== inputs.pasted || projection.text !== base.text || signing.text !== base.text,
      canSignAgain: base.form === "jws" && signable !== null,
      secureContext: answers.secureContext,
      notice: answers.notice,
    };
  };
}

/**
 * Whether another reading of key or token could make it verify: a key is there, and it is not the one or can not be used. A
 * public key beside an HMAC without a secret is the key confusion attack, or its trial; a secret beside a signature that wants a
 * public key may have made it all the same.
 */
function isWorthSolving({ state, reason }: Judgement, { publicKey, secret }: KeyInputs): boolean {
  if (state === "no-key") return (reason.code === "no-secret" ? publicKey : secret).text.trim() !== "";
  if (state === "invalid") return reason.code !== "none-with-signature";
  return (
    state === "key-error" &&
    (reason.code === "kid-not-in-set" ||
      reason.code === "none-fits" ||
      reason.code === "key-unfit" ||
      reason.code === "secret-encoding")
  );
}

function userKeys({ keys, pageKeys }: Inputs): View["userKey"] {
  const own = (text: string, made: string): boolean => text !== "" && text !== made;
  return {
    secret: own(keys.secret.text, pageKeys.secret.text),
    pair: own(keys.publicKey.text, pageKeys.publicKey.text) || own(keys.privateKey.text, pageKeys.privateKey.text),
  };
}
