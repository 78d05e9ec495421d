import { preJudge } from "../core/crypto/pre-judge.ts";
import type { Judgement, Provenance, SignOutcome } from "../core/crypto/types.ts";
import type { Around } from "../core/envelope/splice.ts";
import type { Envelope, JsonPart, ParsedToken, Place } from "../core/envelope/types.ts";
import type { JsonDocument } from "../core/json/types.ts";
import type { KeyInputs } from "../core/keys/types.ts";
import { LIVE_LIMIT, type LargeDecoding } from "../core/envelope/large.ts";
import { takingPadding } from "../core/envelope/padded.ts";
import type { Projection } from "../core/envelope/project.ts";
import { algOf, createDerivation, isJsonObject } from "./derive.ts";
import type { KeyedTask } from "./keyed-task.ts";
import type { Acts } from "./load-acts.ts";
import { keepSame, memo, memoFields } from "./memo.ts";
import type { JudgeQuestion, Tasks } from "./tasks.ts";
import type { Inputs, LayerInputs, PaneView, Shared, View } from "./types.ts";

const NOTHING_PUT = { header: "", payload: "", binary: false };
const NONE: readonly Place[] = [];

/** The inputs from which a layer is derived. */
export interface LayerQuestion {
  /** The layer's token before its own edits. */
  readonly text: string;
  /** That token if it is too large to decode here. */
  readonly large: LargeDecoding | null;
  /** It is too large to be verified without a request, and there was none. */
  readonly onRequest: boolean;
  readonly fields: LayerInputs;
  readonly encodeAsTyped: boolean;
  /** The inputs that belong to tokens by their text, in any layer. */
  readonly inputs: Pick<Inputs, "base" | "judgePadded" | "openAnyway" | "shared">;
  readonly path: string;
  /** For a key binding: the key that the `cnf` of its SD-JWT names. */
  readonly bound?: string | undefined;
  /** Finds other tokens in it; null until loaded. */
  readonly acts: Acts | null;
  /** The layers of the inner tokens, one for each place; null for a token that is unchanged. */
  readonly inside: (places: readonly Place[]) => readonly (Layer | null)[];
}

/** A layer of the token, as far as other layers and the list of layers need it. */
export interface Layer {
  readonly fields: LayerInputs;
  readonly base: ParsedToken;
  readonly put: View["put"];
  readonly header: PaneView;
  readonly payload: PaneView;
  /** `alg` of the header pane, if it is a string. */
  readonly alg: string | null;
  /** It is a JWS whose header can be signed. */
  readonly signable: boolean;
  /** The keys of its fields, and the token's own key if that was asked for. */
  readonly keys: KeyInputs;
  readonly projection: Projection;
  readonly signing: Signing;
  /** The token as shown: with all edits, its own and those of inner tokens, and its signature. */
  readonly token: ParsedToken;
  /** The token's parts; null if it has none, and until what reads them is loaded. */
  readonly envelope: Envelope | null;
  readonly onRequest: boolean;
  readonly judgement: Judgement | null;
  readonly original: Judgement | null;
  readonly tasks: Tasks;
  /** The shared view it comes from, while nobody has changed it. */
  readonly shared?: Shared;
}

/** The result of a layer's edits: its token, the origin of its signature or ciphertext, and whether a new one is coming. */
export interface Signing {
  readonly text: string;
  readonly provenance: Provenance;
  readonly outcome: SignOutcome | null;
  /** A signature is pending, here or inside: the text still has the last one. */
  readonly pending: boolean;
  /** Content that was encrypted here, which only its recipient's key decrypts. */
  readonly content?: JsonPart | null;
  /** Nothing is encrypted yet: what is missing, in place of a verdict. */
  readonly judgement?: Judgement | null;
  /** There was no token before this one. */
  readonly isNew?: boolean;
}

/** Makes a function that derives one layer on each call, and asks its tasks for what its inputs need. */
export function createLayer(tasks: Tasks): (question: LayerQuestion) => Layer {
  const derive = createDerivation();
  // Depends only on the token, and its cost grows with the token: a new answer each time would run all rules again.
  const preJudged = memo(preJudge, 2);
  const opened = memo(
    (acts: Acts | null, token: ParsedToken, judgement: Judgement | null, content: JsonPart | null | undefined) =>
      acts?.withOpening(token, judgement, content) ?? token,
    2,
  );
  const differ = memo((one: string, other: string) => one !== other);
  const keysFor = memo(
    (acts: Acts | null, keys: KeyInputs, header: JsonDocument | null, bound?: string): KeyInputs =>
      acts?.keysWith(keys, header, bound) ?? keys,
  );
  const envelopeAs = memo(
    (acts: Acts | null, token: ParsedToken, header: JsonDocument, payload: JsonDocument): Envelope | null =>
      acts && acts.envelopeOf(token, { header, payload }),
    2,
  );
  const binaryAs = memo(
    (acts: Acts | null, base: ParsedToken, opened: Uint8Array<ArrayBuffer> | undefined): string | null =>
      acts && acts.binaryText(base, opened),
  );
  const sameTexts = keepSame<readonly string[]>();
  const lay = memoFields(({ acts, inner, header, payload, ...around }: Laying) =>
    acts.layInner({ ...around, panes: { header, payload } }, inner),
  );

  function judge(
    task: KeyedTask<JudgeQuestion, Judgement>,
    token: ParsedToken,
    keys: KeyInputs,
    { onRequest, inputs, acts }: LayerQuestion,
  ): Judgement | null {
    if (token.segmentCount === 0 && token.text.length > LIVE_LIMIT) return null;
    const settled = preJudged(token);
    if (settled !== null) {
      task.drop();
      return settled;
    }
    if (onRequest) return null;
    const question = {
      token,
      keys: acts?.openingKeys(token, keys) ?? keys,
      openAnyway: inputs.openAnyway.includes(token.text),
    };
    task.ask(question);
    return task.read(question);
  }

  return (question) => {
    const { text, large, fields, onRequest, encodeAsTyped, inputs, acts, inside, path, bound } = question;
    const { edits } = fields;
    const read = (token: ParsedToken, as?: ParsedToken): ParsedToken => acts?.readAs(token, fields, as) ?? token;
    const parsed = read(large?.token ?? derive.parse(text));
    // The content of an encrypted token comes from its judgement, as does which of several signatures a key is for.
    const asked = parsed.form.startsWith("jwe") || parsed.seal?.isChosen === false;
    const opening = asked ? judge(tasks.judgeBase, parsed, fields.keys, question) : null;
    const held = acts?.heldIn(text, fields) ?? opening?.opened;
    const base = opened(acts, parsed, opening, held?.content);
    const put = large === null ? derive.initialPaneTexts(base, binaryAs(acts, base, held?.bytes)) : NOTHING_PUT;
    const header = large === null ? derive.headerPane(base, put, edits.header) : derive.largePane(large.header);
    const own = large === null ? derive.payloadPane(base, put, edits.payload) : derive.largePane(large.payload);

    const places =
      (large === null && acts?.placesAs(envelopeAs(acts, base, header.json, own.json), base, fields, own.json)) || NONE;
    const inner = inside(places);
    const texts = sameTexts(places.map(({ text: old }, index) => inner[index]?.token.text ?? old));
    const laid =
      acts === null || places.length === 0
        ? null
        : lay({ acts, base, edits, encodeAsTyped, places, header: header.json, payload: own.json, inner: texts });
    const inJson = acts?.projectSeals(base, edits, encodeAsTyped, laid);
    const projection = inJson ?? derive.project(base, edits, encodeAsTyped, laid);

    const joined = acts?.headerIn(base, header.json, edits) ?? header.json;
    const alg = algOf(joined);
    const signable =
      (isJsonObject(header.json) && base.form === "jws") || acts?.canSign(base, header.json) === true ? alg : null;
    const keys = keysFor(acts, fields.keys, fields.useTokenKey ? header.json : null, bound);
    const pending = inner.some((layer) => layer?.signing.pending === true);
    const signing: Signing = acts?.sealAnew({
      tasks,
      path,
      base,
      bytes: held?.bytes,
      isOpening: opening === null,
      fields,
      keys,
      alg: signable,
      encodeAsTyped,
      laid,
      projection,
      header: header.json,
      seals: inJson?.seals,
      // This includes a payload that the token omits.
      signingInput: acts.signedInput(projection, joined, fields.detached),
      pending,
    }) ?? {
      text: projection.text,
      provenance: projection.edited ? "kept" : "original",
      outcome: null,
      // The signer is still loading.
      pending: projection.edited,
    };
    const isBase = !differ(signing.text, base.text);
    const made = isBase ? base : read(derive.parse(signing.text), base);
    const payload = laid === null ? own : derive.payloadPane(base, put, laid.pane);
    const judgement = signing.pending
      ? null
      : (signing.judgement ??
        (isBase && asked
          ? opening
          : judge(tasks.judgeShown, inputs.judgePadded === made.text ? takingPadding(made) : made, keys, question)));
    const token = isBase ? made : opened(acts, made, judgement, signing.content);
    const layer: Layer = {
      fields,
      base,
      put,
      header,
      payload,
      alg,
      signable: signable !== null || held !== undefined,
      keys,
      projection,
      signing,
      token,
      envelope: envelopeAs(acts, token, header.json, payload.json),
      onRequest,
      judgement,
      original: isBase || signing.isNew ? judgement : (opening ?? judge(tasks.judgeBase, base, keys, question)),
      tasks,
    };
    return acts?.asShared(layer, inputs) ?? layer;
  };
}

type Laying = Omit<Around, "panes"> & Around["panes"] & { readonly acts: Acts; readonly inner: readonly string[] };
