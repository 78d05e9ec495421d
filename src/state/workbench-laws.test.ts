import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { placesIn } from "../core/envelope/places.ts";
import { parseJson } from "../core/json/parse.ts";
import { stringMember } from "../core/json/query.ts";
import type { JsonDocument } from "../core/json/types.ts";
import type { Fix } from "../core/rules/types.ts";
import { loadDetector } from "../core/token/load-detect.ts";
import { parseToken } from "../core/envelope/parse.ts";
import { projectToken, withSignature } from "../core/envelope/project.ts";
import type { Removal } from "../core/token/types.ts";
import { algOf } from "./derive.ts";
import { NO_INPUTS } from "./initial.ts";
import type { Inputs, Note, View } from "./types.ts";
import { encode, hs256, hsToken, NOW, SECRET, start } from "../testing/state/workbench.ts";
import { rounds } from "../testing/rounds.ts";

/** What a user does, one thing after another. `settle` waits until nothing is pending; everything else follows at once. */
type Deed =
  | {
      readonly do: "open" | "paste-token" | "type-token" | "secret" | "public-key" | "private-key";
      readonly text: string;
    }
  | { readonly do: "notes"; readonly note: Exclude<Note, "policy" | "errorMessage">; readonly text: string }
  | { readonly do: "header" | "payload"; readonly text: string; readonly typed: boolean }
  | { readonly do: "alg" | "encoding" | "mode" | "passphrase" | "detached"; readonly value: string }
  | { readonly do: "layer"; readonly path: string }
  | { readonly do: "fix"; readonly which: number }
  | { readonly do: "choose"; readonly which: number }
  | { readonly do: "pass" | "move-clock"; readonly seconds: number }
  | { readonly do: "start-clock" | "stop-clock" | "reset-clock" }
  | { readonly do: "generate" | "example" | "sign-again" | "revert" | "clear" | "undo" | "settle" | "forget" };

const TOKENS = [
  hsToken('{"sub":"1"}'),
  hsToken('{"sub":"2"}', '{"alg":"HS256","kid":"a"}'),
  hsToken('{"sub":"3"}', '{"alg":"ES256","jwk":{"kty":"EC","crv":"P-256"}}'),
  hsToken('{"sub":"4"}', '{"alg":"none"}'),
  hsToken("", '{"alg":"HS256"}'),
];
const NESTED = hsToken(TOKENS[0]!, '{"alg":"HS256","cty":"JWT"}');
const TREES = [NESTED, hsToken(`{"t":"${TOKENS[0]}","u":"${NESTED}"}`)];
const PATHS = ["", "content", "/t", "/u", "/u content"];
const TEXTS = [
  ...TOKENS,
  ...TREES,
  `Bearer ${TOKENS[0]}`,
  `a ${TOKENS[0]}\nb ${TOKENS[1]}`,
  "",
  "x",
  "a.b",
  `${TOKENS[1]} `,
];
const SECRETS = ["", SECRET, "other", '{"kty":"oct","k":"YWJj"}'];
const KEYS = ["", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----", "mine"];
const HEADERS = ['{"alg":"HS256","typ":"JWT"}', '{"alg":"HS384"}', '{"alg":"ES256"}', '{"alg":"none"}', "{", "[]"];
const PAYLOADS = [`{"t":"${TOKENS[1]}"}`, '{"sub":"1"}', '{\n  "sub": "1"\n}', '{"sub":"9"}', '{"sub":', "", "[1]"];

const deed = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant("open" as const), text: fc.constantFrom(...TEXTS) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("paste-token" as const), text: fc.constantFrom(...TEXTS) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("type-token" as const), text: fc.constantFrom(...TEXTS) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("secret" as const), text: fc.constantFrom(...SECRETS) }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constantFrom("public-key", "private-key"), text: fc.constantFrom(...KEYS) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("notes" as const),
      note: fc.constantFrom("knownIds", "accountChanged", "lastSync", "workingToken"),
      text: fc.constantFrom("", "1\n2"),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("header" as const),
      text: fc.constantFrom(...HEADERS),
      typed: fc.boolean(),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("payload" as const),
      text: fc.constantFrom(...PAYLOADS),
      typed: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("alg" as const), value: fc.constantFrom("HS256", "ES256") }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("encoding" as const), value: fc.constantFrom("UTF-8", "Hex") }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("mode" as const), value: fc.constantFrom("re-sign", "keep") }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("detached" as const), value: fc.constantFrom("", "b\r\n") }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("passphrase" as const), value: fc.constantFrom("", "open") }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant("layer" as const), path: fc.constantFrom(...PATHS) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("fix" as const), which: fc.nat(20) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("choose" as const), which: fc.nat(1) }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constantFrom("pass", "move-clock"), seconds: fc.integer({ min: 2, max: 9999 }) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("forget" as const) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom("start-clock", "stop-clock", "reset-clock") }) },
  {
    weight: 14,
    arbitrary: fc.record({
      do: fc.constantFrom(
        "generate",
        "example",
        "sign-again",
        "revert",
        "clear",
        "undo",
        "undo",
        "undo",
        "settle",
        "settle",
      ),
    }),
  },
) as fc.Arbitrary<Deed>;

/** The fixes to try when no finding offers one. */
const FIXES: readonly Fix[] = [
  { kind: "secret-from-jwk" },
  { kind: "use-token-key" },
  { kind: "move", from: "publicKey", to: "privateKey" },
  { kind: "move", from: "secret", to: "token" },
  { kind: "move", from: "token", to: "errorMessage" },
  { kind: "judge-anyway", pane: "public-key" },
  { kind: "revert" },
  { kind: "copy", text: "curl", what: "command" },
  { kind: "secret", text: "offered", encoding: "UTF-8" },
  { kind: "replace-all", pane: "token", text: TOKENS[1]! },
];

/** The arrived text without what was removed. */
function less(text: string, removals: readonly Removal[]): string {
  const taken = (at: number): boolean => removals.some(({ range }) => range.start <= at && at < range.end);
  return [...text].filter((_, at) => !taken(at)).join("");
}

/** Expects an arrival notice to be true of the shown text. `pasted`: all texts that were pasted. */
function expectTrueArrival({ arrived, inputs, whole: token }: View, pasted: ReadonlySet<string>): void {
  const { arrival, found, base } = arrived;
  if (token.text !== inputs.pasted) expect({ arrival, found }).toEqual({ arrival: null, found: [] });
  if (arrival !== null) expect(less(arrival.pasted, arrival.removals)).toBe(token.text);
  if (found.length > 0) expect(found.map(({ text }) => text)).toContain(token.text);
  if (base === "pasted") expect(pasted).toContain(inputs.base);
  if (base === "found-in-paste") expect(inputs.arrival?.removals).not.toEqual([]);
}

/** Whether a layer inside the shown one was changed. */
function hasChangesInside({ inputs, path, layers }: View): boolean {
  const inside = path === "" ? "" : `${path} `;
  return layers.some(
    (layer) =>
      layer.path !== path &&
      layer.path.startsWith(inside) &&
      (inputs.edits[layer.path] !== undefined || inputs.signAgain[layer.path] !== undefined),
  );
}

/**
 * What a content has at a place. A token whose header was edited into something other than an object is no longer
 * recognised as one, but is still there.
 */
function heldAt(header: JsonDocument | null, content: JsonDocument, place: string): string | null {
  const found = placesIn(header, content).find(({ name }) => name === place);
  return found?.text ?? (place.startsWith("/") ? stringMember(content, place.slice(1)) : content.text);
}

/** Expects each layer around the shown one to contain the token of the layer inside it, as shown. */
function expectNested({ token, whole, path, layers }: View): void {
  let inner = token.text;
  let shown = layers.find((layer) => layer.path === path);
  while (shown?.place) {
    const { around, place } = shown;
    const layer = layers.find((one) => one.path === around)!;
    expect(heldAt(layer.header.json, layer.payload.json, place)).toBe(inner);
    const content = layer.token.payload?.text ?? "";
    expect(heldAt(layer.header.json, parseJson(content), place)).toBe(inner);
    inner = layer.token.text;
    shown = layer;
  }
  expect(inner).toBe(whole.text);
  expect(layers.map((layer) => layer.path)).toContain(path);
}

/** Expects a view's panes to be consistent; `settled`: nothing is pending. */
function expectConsistent(view: View, settled: boolean): void {
  const { inputs, fields, path, token, header, payload, put, verdict } = view;
  const { provenance } = verdict;
  expectNested(view);
  expect(header.text).toBe(fields.edits.header ?? put.header);
  // A change inside also shows in the payload.
  if (hasChangesInside(view)) return;
  const base = view.base.text;
  if (path === "") expect(base).toBe(inputs.base);
  const projection = projectToken(parseToken(base), fields.edits, { encodeAsTyped: false });
  expect(payload.text).toBe(fields.edits.payload ?? put.payload);
  for (const pane of ["header", "payload"] as const) expect(fields.edits[pane]).not.toBe(put[pane]);
  switch (provenance) {
    case "original":
    case "shared":
      expect(token.text).toBe(base);
      expect(projection.text).toBe(base);
      break;
    case "kept":
      expect(token.text).toBe(projection.text);
      expect(token.text).not.toBe(base);
      break;
    case "re-signed": {
      expect(fields.mode).toBe("re-sign");
      const signature = token.text.slice(projection.signingInput.length + 1);
      expect(token.text).toBe(withSignature({ ...projection, rest: "" }, signature));
      expect(signature).not.toContain(".");
    }
  }
  if (!settled) return;
  const { secret } = fields.keys;
  const known = secret.encoding === "UTF-8" && secret.text !== "" && secret.jwk === undefined;
  const changed = projection.text !== base || fields.signAgain > 0;
  const signable = header.json.problems.length === 0 && view.base.form === "jws" && algOf(header.json) === "HS256";
  if (!changed || !signable || !known || fields.mode !== "re-sign") return;
  const detached = projection.segments[1] === "" ? encode(fields.detached) : "";
  const signature = hs256(projection.signingInput + detached, secret.text);
  expect(token.text).toBe(`${projection.signingInput}.${signature}`);
  expect(provenance).toBe("re-signed");
}

/** A workbench with a model of its Undo: the stack of all inputs it can return to. */
function bench() {
  const { actions, view, at, tick } = start();
  const inputs = (): Inputs => view.getState().inputs;
  /** The time of a clock that was set, and whether it ticks; null: it is the real one. */
  let moved: { now: number; ticks: boolean } | null = null;
  let stack: Inputs[] = [];
  /** The pane being typed in without a pause, and the pane whose typing or insertion is the last step. */
  let run: string | null = null;
  let top: string | null = null;
  const asked: { generate: Inputs | null; example: Inputs | null } = { generate: null, example: null };
  const askedAlg = { generate: "" as string | null };
  let arrivals: Promise<void>[] = [];
  const pasted = new Set<string>();

  const touches = (field: keyof Inputs): boolean =>
    [...stack, inputs()].some(
      (state, index, all) => index > 0 && !isDeepStrictEqual(state[field], all[index - 1]![field]),
    );

  /** Records what has just been done as a step; `pane` if more of it may follow, `goesOn` if it is more of it. */
  function step(before: Inputs, pane: string | null = null, goesOn = false): void {
    if (isDeepStrictEqual(before, inputs())) return;
    if (!goesOn || pane === null || top !== pane) stack.push(before);
    else if (isDeepStrictEqual(stack.at(-1), inputs())) {
      // Typed and removed again: there is nothing to go back to.
      stack.pop();
      top = null;
      return;
    }
    top = pane;
  }

  /** A field of the shown layer. */
  const ofLayer = (pane: string): string => `${pane} of ${view.getState().path}`;

  function typed(pane: string): boolean {
    const goesOn = run === pane;
    run = pane;
    return goesOn;
  }

  /** Does something outside Undo, unless a step would write over it; typed in `pane`, if there is one. */
  function loose(field: "keys" | "detached" | "path" | Note, act: () => void, pane: string | null): void {
    const before = inputs();
    const goesOn = pane !== null && typed(pane);
    const isStep = touches(field);
    act();
    if (isStep) return step(before, pane, goesOn);
    const { [field]: now } = inputs();
    stack = stack.map((state) => ({ ...state, [field]: now }));
  }

  function keyText(field: "secret" | "publicKey" | "privateKey", text: string, act: () => void): void {
    // Text that is already there was not typed.
    if (text !== view.getState().fields.keys[field].text) return loose("keys", act, ofLayer(field));
    strict(act);
  }

  function strict(act: () => void, pane: string | null = null, goesOn = false): void {
    const before = inputs();
    act();
    step(before, pane, goesOn);
  }

  async function settle(): Promise<void> {
    let last = inputs();
    const stop = view.subscribe(({ inputs: now }) => {
      if (now === last) return;
      // Only what was requested arrives late, and only for what it was requested for.
      const before = last;
      last = now;
      if (now.base === before.base) {
        expect(asked.generate?.keys).toBe(before.keys);
        expect(askedAlg.generate).toBe(algOf(view.getState().header.json));
      } else {
        const { base, keys, edits } = asked.example!;
        expect({ base, keys, edits }).toEqual({ base: before.base, keys: before.keys, edits: before.edits });
      }
      step(before);
    });
    await Promise.all(arrivals);
    arrivals = [];
    const pending = ({ verdict, signaturePending, publicKey, privateKey }: View): boolean =>
      verdict.state === "pending" ||
      verdict.originalState === "pending" ||
      signaturePending ||
      publicKey === null ||
      privateKey === null;
    while (pending(view.getState())) await new Promise((resolve) => setImmediate(resolve));
    stop();
    expectConsistent(view.getState(), true);
  }

  function undo(): void {
    const expected = stack.pop();
    run = top = null;
    expect(view.getState().canUndo).toBe(expected !== undefined);
    const before = inputs();
    actions.undo();
    expect(inputs()).toEqual(expected ?? before);
  }

  async function perform(deed: Deed): Promise<void> {
    switch (deed.do) {
      case "open": {
        // The search that ends an insertion is one step with it.
        const ends = top === "token" && deed.text === inputs().base;
        return strict(() => actions.openText(deed.text), ends ? "token" : null, ends);
      }
      case "paste-token":
        return strict(() => actions.pasteToken(deed.text), "token");
      case "type-token":
        return strict(() => actions.typeToken(deed.text), "token");
      case "secret":
        return keyText("secret", deed.text, () => actions.setSecret(deed.text));
      case "public-key":
        return keyText("publicKey", deed.text, () => actions.setKeyField("publicKey", deed.text));
      case "private-key":
        return keyText("privateKey", deed.text, () => actions.setKeyField("privateKey", deed.text));
      case "detached":
        return loose("detached", () => actions.setDetached(deed.value), ofLayer("detached"));
      case "passphrase":
        return loose("keys", () => actions.setPassphrase("privateKey", deed.value), ofLayer("privateKey passphrase"));
      case "encoding":
        return loose("keys", () => actions.setSecretEncoding(deed.value as "UTF-8" | "Hex"), null);
      case "notes":
        return loose(deed.note, () => actions.setNotes({ [deed.note]: deed.text }), "notes");
      case "header":
      case "payload": {
        const pane = ofLayer(deed.do);
        const goesOn = deed.typed && typed(pane);
        if (!deed.typed) run = null;
        const act = (): void => actions.editPane(deed.do, deed.text, deed.typed ? "typed" : "begins");
        return strict(act, deed.typed ? pane : null, goesOn);
      }
      case "layer":
        return loose("path", () => actions.showLayer(deed.path), null);
      case "alg":
        return strict(() => actions.setAlgorithm(deed.value));
      case "mode":
        return strict(() => actions.setMode(deed.value as "re-sign" | "keep"));
      case "fix": {
        const offered = view.getState().findings.flatMap(({ fix }) => fix ?? []);
        const { arrival } = view.getState().arrived;
        const fixes: readonly Fix[] = [
          { kind: "restore-pasted", removals: arrival?.removals ?? [] },
          ...FIXES,
          ...offered,
        ];
        const fix = fixes[deed.which % fixes.length]!;
        if (fix.kind === "set-clock") moved = { now: fix.now, ticks: false };
        return strict(() => actions.applyFix(fix));
      }
      case "pass":
        at.now += deed.seconds * 1000;
        if (moved?.ticks) moved.now += deed.seconds;
        run = null;
        return tick();
      case "move-clock":
        moved = { now: NOW + deed.seconds, ticks: false };
        return strict(() => actions.moveClock(NOW + deed.seconds));
      case "start-clock":
        if (moved !== null) moved.ticks = true;
        return strict(() => actions.startClock());
      case "stop-clock":
        moved = { now: moved?.now ?? at.now / 1000, ticks: false };
        return strict(() => actions.stopClock());
      case "reset-clock":
        moved = null;
        return strict(() => actions.resetClock());
      case "choose":
        return strict(() => actions.chooseToken(deed.which));
      case "sign-again":
        return strict(() => actions.signAgain());
      case "revert":
        return strict(() => actions.revert());
      case "clear":
        return strict(() => actions.clearAll());
      case "forget": {
        const { mode } = inputs();
        actions.forgetEverything();
        stack = [];
        run = top = null;
        expect(inputs()).toEqual({ ...NO_INPUTS, mode });
        expect(view.getState()).toMatchObject({ canUndo: false, notice: null });
        return;
      }
      case "generate":
        asked.generate = inputs();
        askedAlg.generate = algOf(view.getState().header.json);
        arrivals.push(actions.generateKey());
        return;
      case "example":
        asked.example = inputs();
        arrivals.push(actions.openExample("HS256"));
        return;
      case "undo":
        return undo();
      case "settle":
        return settle();
    }
  }

  return {
    async run(deeds: readonly Deed[]): Promise<void> {
      for (const next of deeds) {
        if (next.do === "open" || next.do === "paste-token") pasted.add(next.text);
        // A text that a fix moves to the token pane arrives there as a paste.
        if (next.do === "fix") pasted.add(view.getState().fields.keys.secret.text);
        await perform(next);
        expectConsistent(view.getState(), false);
        expectTrueArrival(view.getState(), pasted);
        expect(view.getState().clock.now).toBe(moved?.now ?? at.now / 1000);
      }
      await settle();
      while (stack.length > 0) undo();
      expect(view.getState().canUndo).toBe(false);
      await settle();
    },
  };
}

beforeAll(async () => {
  await loadDetector();
});

it("goes back through any actions, step by step, and late answers remove nothing", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 1, maxLength: 40 }), async (deeds) => bench().run(deeds)),
    { numRuns: rounds(150) },
  );
});
