import { readTimes } from "../core/claims/timeline.ts";
import type { Clock } from "../core/claims/types.ts";
import type { Judgement, Provenance } from "../core/crypto/types.ts";
import type { Envelope } from "../core/envelope/types.ts";
import { readingFor } from "../core/keys/reading.ts";
import type { JsonDocument } from "../core/json/types.ts";
import type { KeyReading } from "../core/keys/types.ts";
import { algorithmRow, SIGNATURE_ALGORITHMS } from "../core/registry/algorithms.ts";
import type { Diagnosis } from "../core/rules/load.ts";
import type { Finding, RuleContext } from "../core/rules/types.ts";
import { arrivedOf } from "./arrived.ts";
import { isJsonObject } from "./derive.ts";
import { createTree, type Tree } from "./derive-tree.ts";
import type { Acts } from "./load-acts.ts";
import { keepSame, memo, memoFields } from "./memo.ts";
import { nesting } from "./nesting.ts";
import type { Tasks } from "./tasks.ts";
import type { Taken, Unsaved } from "./unsaved.ts";
import type { AlgorithmOption, Inputs, Notice, Settings, View } from "./types.ts";

/** What the view needs besides inputs, settings and the clock. */
export interface Answers {
  /** The algorithms that this browser supports; null until the capability check is done. */
  readonly available: ReadonlySet<string> | null;
  /** Rules and wording; null until loaded. */
  readonly diagnosis: Diagnosis | null;
  /** Finds tokens inside a token, and does what needs a key; null until loaded. */
  readonly acts: Acts | null;
  readonly canUndo: boolean;
  readonly taken: Taken;
  readonly notice: Notice | null;
  readonly secureContext: boolean;
  readonly forgotten: number;
  /** Seconds. */
  readonly realTime: number;
}

const NOT_READ: KeyReading = { kind: "empty" };
const NOTHING_UNSAVED: Unsaved = { edit: false, key: false };
/**
 * The view as a function of inputs, settings, clock and the tasks' answers. Each call asks the tasks for what the
 * inputs now need; an answer that has not arrived shows as pending.
 */
export function createDeriveView(createTasks: () => Tasks) {
  const tree = createTree(createTasks);
  const algorithmOptions = memo((available: ReadonlySet<string> | null): readonly AlgorithmOption[] =>
    SIGNATURE_ALGORITHMS.map((alg) => ({ alg, lacking: available !== null && !available.has(alg) })),
  );
  const unsavedIn = memo(
    (acts: Acts | null, inputs: Inputs, token: string, taken: Taken): Unsaved =>
      acts?.unsavedWork(inputs, token, taken) ?? NOTHING_UNSAVED,
  );
  const algorithmOf = memo(
    (value: string, options: readonly AlgorithmOption[], disabled: View["algorithm"]["disabled"]) => ({
      value,
      options,
      disabled,
    }),
  );
  const pairOf = memo(
    (acts: Acts | null, publicKey: KeyReading | null, privateKey: KeyReading | null) =>
      acts?.arePair(publicKey, privateKey) ?? null,
  );
  const arrivedAs = memoFields(({ shown, ...inputs }: Parameters<typeof arrivedOf>[0] & { readonly shown: string }) =>
    arrivedOf(inputs, shown),
  );
  const panesOf = memo((header: string, payload: string) => ({ header, payload }));
  const documentsOf = memo((header: JsonDocument, payload: JsonDocument) => ({ header, payload }));
  const say = ({ run, ...context }: RuleContext & { readonly run: Diagnosis["runRules"] | undefined }) =>
    run === undefined ? [] : run(context);
  const findings = memoFields(say);
  const sameStanding = keepSame<readonly Finding[]>();
  const standing = memoFields((fields: Parameters<typeof say>[0]) => sameStanding(say(fields)));
  const verdictOf = memo(
    (
      judgement: Judgement | null,
      original: Judgement | null,
      provenance: Provenance,
      onRequest: boolean,
    ): View["verdict"] => ({
      state: judgement?.state ?? "pending",
      provenance,
      originalState: original?.state ?? "pending",
      keySource: judgement?.key?.source ?? null,
      judgement,
      original,
      onRequest,
    }),
  );

  const clockAt = memo((now: number, leeway: number): Clock => ({ now, leeway }));
  const sameTimes = keepSame<ReturnType<typeof readTimes>>();
  const timesOf = memo((acts: Acts | null, payload: JsonDocument, clock: Clock, envelope: Envelope | null) =>
    sameTimes((acts?.timesIn ?? readTimes)(payload, clock, envelope)),
  );

  function deriveView(
    { root, path, shown, isUntouchedAround, items, large }: Tree,
    inputs: Inputs,
    settings: Settings,
    now: number,
    answers: Answers,
  ): View {
    const {
      fields,
      base,
      put,
      header,
      payload,
      alg,
      keys,
      signing,
      token,
      envelope,
      judgement,
      original,
      tasks,
      shared,
    } = shown;
    const isOutermost = shown === root;
    const hasClaims = nesting(items).at(-1)?.path === path;

    tasks.readPublicKey.ask(fields.keys.publicKey);
    tasks.readPrivateKey.ask(fields.keys.privateKey);
    const publicReading = tasks.readPublicKey.read(fields.keys.publicKey);
    const publicKey = publicReading && readingFor(publicReading, alg);
    const privateReading = tasks.readPrivateKey.read(fields.keys.privateKey);
    const privateKey = privateReading && readingFor(privateReading, alg, "private");
    const pair = pairOf(answers.acts, publicKey, privateKey);
    const solution = answers.acts?.trySolve(shown, answers.secureContext) ?? null;
    const clock = clockAt(now, settings.leeway);
    const times = timesOf(answers.acts, payload.json, clock, envelope);
    const row = alg === null ? null : algorithmRow(alg);
    const encrypting = base.form.startsWith("jwe") ? answers.acts : null;
    const recipient = encrypting?.keyManagementRow(alg ?? "");
    const arrived = arrivedAs({
      base: inputs.base,
      pasted: inputs.pasted,
      arrival: inputs.arrival,
      found: inputs.found,
      made: inputs.made,
      shown: root.token.text,
    });
    const context: RuleContext = {
      shared,
      token,
      base,
      // How a text arrived says nothing about the tokens inside it.
      arrival: isOutermost ? arrived.arrival : null,
      linkKeys: inputs.linkKeys,
      panes: panesOf(header.text, payload.text),
      documents: documentsOf(header.json, payload.json),
      envelope,
      provenance: signing.provenance,
      keys,
      publicKey: publicKey ?? NOT_READ,
      privateKey: privateKey ?? NOT_READ,
      judgement,
      original,
      binding: items.find(({ around, place }) => around === path && place?.[0] === "k")?.judgement,
      signing: signing.outcome,
      pair,
      times,
      clock,
      timeStyle: settings.timeStyle,
      solution,
      policy: hasClaims ? inputs.policy : "",
      expected: hasClaims ? answers.acts?.expectedOf(inputs.errorMessage, shown) : undefined,
      verifier: hasClaims ? answers.acts?.verifierSays(inputs.verifier, shown, items, clock) : undefined,
      knownIds: hasClaims ? inputs.knownIds : "",
    };
    const unsaved = unsavedIn(answers.acts, inputs, root.token.text, answers.taken);
    return {
      inputs,
      settings,
      whole: root.token,
      arrived,
      shared,
      layers: items,
      hasClaims,
      path,
      fields,
      token,
      envelope,
      base,
      baseIs: isUntouchedAround ? arrived.base : "changed",
      header,
      payload,
      put,
      algorithm: algorithmOf(
        alg ?? "",
        encrypting === null ? algorithmOptions(answers.available) : encrypting.keyManagementOptions,
        base.form === "empty" || base.form === "text"
          ? "no-token"
          : isJsonObject(header.json) || (base.seal && header.text === "")
            ? null
            : "header-not-object",
      ),
      family: recipient
        ? recipient.keyTypes.includes("oct")
          ? "hmac"
          : "asymmetric"
        : row === null
          ? "unknown"
          : row.family === "none"
            ? "none"
            : row.family === "HMAC"
              ? "hmac"
              : "asymmetric",
      verdict: verdictOf(judgement, original, signing.provenance, shown.onRequest && judgement === null),
      signing: signing.outcome,
      large,
      signaturePending: root.signing.pending,
      publicKey,
      privateKey,
      pair,
      times,
      clock,
      realTime: answers.realTime,
      findings: findings({ run: answers.diagnosis?.runRules, ...context }),
      standing: standing({ run: answers.diagnosis?.standingNotes, ...context }),
      solution,
      messageOf: answers.diagnosis?.messageOf ?? null,
      unsaved: unsaved.edit || unsaved.key,
      unsavedKey: unsaved.key,
      canUndo: answers.canUndo,
      canRevert: inputs.base !== inputs.pasted || root.projection.edited || root.token !== root.base,
      canSignAgain: shown.signable,
      secureContext: answers.secureContext,
      forgotten: answers.forgotten,
      notice: answers.notice,
    };
  }

  return { deriveTree: tree.derive, deriveView, drop: tree.drop };
}
