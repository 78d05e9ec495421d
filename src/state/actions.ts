import { setStringMember } from "../core/json/edit.ts";
import { secretFromJwk } from "../core/keys/secret.ts";
import type { KeyInputs } from "../core/keys/types.ts";
import type { Arrival, Fix } from "../core/rules/types.ts";
import { applyEdit } from "../core/text/edit.ts";
import { type DetectTokens, detectorIfLoaded, loadDetector } from "../core/token/load-detect.ts";
import { parseToken } from "../core/token/parse.ts";
import type { Detection, FoundToken, PaneEdits } from "../core/token/types.ts";
import { algOf } from "./derive.ts";
import { NO_INPUTS } from "./initial.ts";
import { insertedTexts } from "./insertion.ts";
import type { Actions, Entry, Inputs, View } from "./types.ts";
import type { Changes, Surroundings } from "./workbench.ts";

/** Past this many characters a text is refused before it reaches a field. */
const MAX_TEXT = 16 * 1024 * 1024;

/** The change to another base: what was laid over the old one goes with it. */
const tokenChange = (base: string): Partial<Inputs> => ({
  base,
  edits: {},
  signAgain: 0,
  useTokenKey: false,
});

/** What is typed in one pane within this time of each other is one step of Undo. */
const TYPING_PAUSE_MS = 1000;

/** The input events of one insertion: the mark of their step, and the token before them. */
interface Burst {
  readonly mark: string;
  readonly before: string;
}

/** Everything a person can do, as changes of the inputs. */
export function createActions(changes: Changes, surroundings: Surroundings): Actions {
  /** Marks the steps that belong together: the input events of one burst, a run of typing in one pane. */
  let marks = 0;
  let burst: Burst | null = null;
  /** How often each was asked for: only the last one that was is still wanted when it comes. */
  const requests = { key: 0, example: 0 };
  let typing: { readonly pane: string; readonly mark: string; readonly at: number } | null = null;

  const keys = (change: Partial<KeyInputs>): KeyInputs => ({ ...changes.inputs().keys, ...change });
  const newMark = (): string => `run-${(marks += 1)}`;

  /** The mark of what comes into a pane: the one before goes on for more of an insertion, and for typing without a pause. */
  function runMark(pane: string, entry: Entry = "typed"): string {
    const at = entry === "typed" ? surroundings.now() : Number.NEGATIVE_INFINITY;
    const goesOn = entry === "continues" || (entry === "typed" && at - (typing?.at ?? at) <= TYPING_PAUSE_MS);
    typing = { pane, mark: typing?.pane === pane && goesOn ? typing.mark : newMark(), at };
    return typing.mark;
  }

  function open(
    text: string,
    detection: Detection,
    mark: string | null = null,
    fromAddress?: Arrival["fromAddress"],
  ): void {
    const first = detection.tokens[0];
    const base = first?.text ?? text;
    const arrival =
      first === undefined && fromAddress === undefined ? null : { pasted: text, removals: first?.removals ?? [] };
    changes.step(
      {
        ...tokenChange(base),
        pasted: base,
        arrival: arrival !== null && fromAddress !== undefined ? { ...arrival, fromAddress } : arrival,
        found: detection.tokens.length > 1 ? detection.tokens : [],
      },
      mark,
    );
  }

  /** Opens what is found in a text; `burst` is the typing that it ends. */
  function search(detect: DetectTokens, text: string, burst: Burst | null, fromAddress?: Arrival["fromAddress"]): void {
    for (const inserted of burst === null ? [] : insertedTexts(burst.before, text)) {
      if (inserted.length === text.length) break;
      const detection = detect(inserted);
      // A whole token pasted into another takes its place.
      if (detection.tokens.some(isWhole)) return open(inserted, detection, burst?.mark);
    }
    open(text, detect(text), burst?.mark, fromAddress);
  }

  function putPane(pane: "header" | "payload", text: string, mark: string | null): void {
    const view = changes.view();
    if (view[pane].readOnly !== null || text === view[pane].text) return;
    const { [pane]: _, ...others } = changes.inputs().edits;
    const edits: PaneEdits = text === view.put[pane] ? others : { ...others, [pane]: text };
    changes.step({ edits, signAgain: 0 }, mark);
  }

  function refuses(size: number): boolean {
    const isTooLarge = size > MAX_TEXT;
    if (isTooLarge) changes.notify("too-large", { size, limit: MAX_TEXT });
    return isTooLarge;
  }

  function setKeyField(field: "publicKey" | "privateKey", text: string): void {
    const { passphrase, text: old } = changes.inputs().keys[field];
    if (text === old || refuses(text.length)) return;
    changes.set(
      { keys: keys({ [field]: { text, ...(passphrase === undefined ? {} : { passphrase }) } }) },
      runMark(field),
    );
  }

  function replaceIn(view: View, fix: Extract<Fix, { kind: "replace" | "replace-all" }>): void {
    const pane = fix.kind === "replace" ? fix.place.pane : fix.pane;
    const result = (text: string): string =>
      fix.kind === "replace" ? applyEdit(text, { range: fix.place.range, insert: fix.insert }) : fix.text;
    const { secret, publicKey, privateKey } = view.inputs.keys;
    switch (pane) {
      case "token":
        return changes.step(tokenChange(result(view.token.text)));
      case "header":
      case "payload":
        return putPane(pane, result(view[pane].text), null);
      case "secret":
        return changes.step({ keys: keys({ secret: { text: result(secret.text), encoding: secret.encoding } }) });
      case "public-key":
        return changes.step({ keys: keys({ publicKey: { text: result(publicKey.text) } }) });
      case "private-key":
        return changes.step({ keys: keys({ privateKey: { text: result(privateKey.text) } }) });
    }
  }

  function applyFix(fix: Fix): void {
    const view = changes.view();
    const { secret, publicKey, privateKey } = view.inputs.keys;
    switch (fix.kind) {
      case "replace":
      case "replace-all":
        return replaceIn(view, fix);
      case "secret-encoding":
        return changes.step({ keys: keys({ secret: { text: secret.text, encoding: fix.encoding } }) });
      case "secret":
        return changes.step({ keys: keys({ secret: { text: fix.text, encoding: fix.encoding } }) });
      case "secret-from-jwk": {
        const taken = secretFromJwk(secret.text);
        if (taken !== null) changes.step({ keys: keys({ secret: taken }) });
        return;
      }
      case "move-private-key":
        return changes.step({ keys: keys({ publicKey: { text: "" }, privateKey: publicKey }) });
      case "judge-anyway": {
        const { jwk: _, ...plainSecret } = secret;
        const allowed = {
          secret: { secret: plainSecret },
          "public-key": { publicKey: { ...publicKey, judgeAnyway: true } },
          "private-key": { privateKey: { ...privateKey, judgeAnyway: true } },
        };
        return changes.step({ keys: keys(allowed[fix.pane]) });
      }
      case "use-token-key":
        return changes.step({ useTokenKey: true });
      case "set-clock":
        return changes.setSettings({
          clock: { kind: "moved", offset: fix.now - Math.floor(surroundings.now() / 1000) },
        });
      case "restore-pasted": {
        const { arrival } = view.inputs;
        if (arrival === null) return;
        return changes.step({ ...tokenChange(arrival.pasted), pasted: arrival.pasted, arrival: null, found: [] });
      }
      case "mode":
        return changes.step({ mode: fix.mode });
      case "revert":
        return revert();
    }
  }

  function openWith(token: string, made: Partial<KeyInputs>): void {
    const pageKeys = { ...changes.inputs().pageKeys, ...made };
    changes.step({ ...tokenChange(token), pasted: token, arrival: null, found: [], keys: keys(made), pageKeys });
  }

  async function copyText(text: string, what: string): Promise<void> {
    try {
      const { secret, privateKey } = changes.inputs().keys;
      await surroundings.writeClipboard(text);
      changes.take(text);
      // A key is saved in whatever form it was copied.
      if (what.startsWith("secret")) changes.take(secret.text);
      if (what.startsWith("private")) changes.take(privateKey.text);
      changes.notify("copied", { what });
    } catch {
      changes.notify("copy-failed", { what });
    }
  }

  function revert(): void {
    changes.step(tokenChange(changes.inputs().pasted));
  }

  void loadDetector();

  return {
    typeToken(text, continues = false) {
      if (refuses(text.length)) return;
      const { token, inputs } = changes.view();
      if (text === token.text && inputs.edits.header === undefined && inputs.edits.payload === undefined) return;
      if (!continues || burst === null) burst = { mark: newMark(), before: token.text };
      changes.step(tokenChange(text), burst.mark);
    },
    openText(text, fromAddress) {
      if (refuses(text.length)) return;
      const { base } = changes.inputs();
      const mark = changes.lastMark();
      // The burst of typing that this search ends is the same step.
      const belongs = text === base && mark !== null && burst?.mark === mark ? burst : null;
      const detect = detectorIfLoaded();
      if (detect !== null) return search(detect, text, belongs, fromAddress);
      const waiting = belongs ?? { mark: newMark(), before: changes.view().token.text };
      changes.step({ ...tokenChange(text), pasted: text, arrival: null, found: [] }, waiting.mark);
      void loadDetector().then((loaded) => {
        // Unless something else has taken its place in the meantime.
        if (changes.inputs().base === text && changes.lastMark() === waiting.mark)
          search(loaded, text, waiting, fromAddress);
      });
    },
    chooseToken(index) {
      const token = changes.inputs().found[index];
      if (token === undefined) return;
      const pasted = changes.inputs().arrival?.pasted ?? token.text;
      changes.step({
        ...tokenChange(token.text),
        pasted: token.text,
        arrival: { pasted, removals: token.removals },
      });
    },
    editPane(pane, text, entry = "begins") {
      if (!refuses(text.length)) putPane(pane, text, runMark(pane, entry));
    },
    setAlgorithm(alg) {
      const { header } = changes.view();
      if (algOf(header.json) === alg) return;
      const edit = setStringMember(header.text, "alg", alg);
      if (edit !== null) putPane("header", applyEdit(header.text, edit), null);
    },
    setSecret(text) {
      const { secret } = changes.inputs().keys;
      if (text === secret.text || refuses(text.length)) return;
      changes.set({ keys: keys({ secret: { text, encoding: secret.encoding } }) }, runMark("secret"));
    },
    setSecretEncoding(encoding) {
      const { secret } = changes.inputs().keys;
      changes.set({ keys: keys({ secret: { text: secret.text, encoding } }) });
    },
    setKeyField,
    setPassphrase(field, passphrase) {
      changes.set(
        { keys: keys({ [field]: { ...changes.inputs().keys[field], passphrase } }) },
        runMark(`passphrase of ${field}`),
      );
    },
    setMode(mode) {
      changes.step({ mode });
    },
    signAgain() {
      changes.step({ signAgain: changes.inputs().signAgain + 1, mode: "re-sign" });
    },
    judgeLarge() {
      changes.set({ judgeLarge: changes.inputs().base });
    },
    revert,
    undo() {
      // What comes next is no part of what is now the last step.
      typing = burst = null;
      changes.undo();
    },
    clearAll() {
      const { mode } = changes.inputs();
      changes.step({ ...NO_INPUTS, mode });
    },
    applyFix,
    async generateKey() {
      const alg = algOf(changes.view().header.json);
      if (alg === null) return;
      const before = changes.inputs();
      const request = (requests.key += 1);
      const { putKey } = await import("./making.ts");
      await putKey(changes, alg, before, () => request === requests.key);
    },
    async openExample(id) {
      const before = changes.inputs();
      const request = (requests.example += 1);
      const { exampleOf } = await import("./making.ts");
      const example = await exampleOf(changes, id, before, () => request === requests.example);
      if (example !== null) openWith(example.token, example.keys);
    },
    openWith,
    setNotes: (change) => changes.set(change, runMark("notes")),
    setSettings: (change) => changes.setSettings(change),
    async copy(what) {
      const view = what === "token" ? await changes.settled() : changes.view();
      return copyText(textOf(view, what), what);
    },
    copyText,
    noteTaken: (text) => changes.take(text),
    notify: changes.notify,
    refuses,
  };
}

function textOf(view: View, what: Parameters<Actions["copy"]>[0]): string {
  const { secret, publicKey, privateKey } = view.inputs.keys;
  switch (what) {
    case "token":
      return view.token.text;
    case "header":
    case "payload":
      return view[what].text;
    case "secret":
      return secret.text;
    case "public-key":
      return publicKey.text;
    case "private-key":
      return privateKey.text;
  }
}

/** Whether a found text is a token from beginning to end, and no part of one. */
function isWhole({ text }: FoundToken): boolean {
  const { header, segmentCount } = parseToken(text);
  return segmentCount >= 3 && header?.json.problems.length === 0 && header.json.root?.type === "object";
}
