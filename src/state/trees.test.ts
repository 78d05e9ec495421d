import fc from "fast-check";
import { CompactEncrypt, compactDecrypt, FlattenedEncrypt, flattenedDecrypt, type FlattenedJWE } from "jose";
import { beforeAll, describe, expect, it } from "vitest";
import { openSeal } from "../core/envelope/json-seals.ts";
import { parseToken } from "../core/envelope/parse.ts";
import { loadDetector } from "../core/token/load-detect.ts";
import { eventually } from "../testing/eventually.ts";
import { rounds } from "../testing/rounds.ts";
import { hsToken, settled, start } from "../testing/state/workbench.ts";

beforeAll(async () => {
  await loadDetector();
});

const KEY = new Uint8Array(32).fill(7);
const SECRET = "a secret of thirty-two bytes, or more of them";

/** How a layer is sealed, and how it holds the next one: as its whole content, or in strings of its claims. */
interface Level {
  readonly seal: "sign" | "encrypt" | "sign in JSON" | "encrypt in JSON";
  readonly at: "content" | "/vp/verifiableCredential/0" | "/software_statement" | "/request" | "/act/token";
}

/** Claims that hold a token at a JSON Pointer, and another alongside it. */
function claimsWith(at: Exclude<Level["at"], "content">, token: string): string {
  const names = at.slice(1).split("/");
  const value = names.reduceRight<unknown>((inner, name) => (name === "0" ? [inner] : { [name]: inner }), token);
  return JSON.stringify({ iss: "https://id.example.com", ...(value as object), id_token_hint: hsToken("{}") });
}

const isEncrypting = ({ seal: how }: Level): boolean => how.startsWith("encrypt");

async function seal(how: Level["seal"], content: string, cty: boolean): Promise<string> {
  const header = { alg: "dir", enc: "A256GCM", ...(cty ? { cty: "JWT" } : {}) };
  if (how === "encrypt in JSON") {
    const { enc, ...rest } = header;
    const made = new FlattenedEncrypt(new TextEncoder().encode(content)).setProtectedHeader({ enc });
    return JSON.stringify(await made.setSharedUnprotectedHeader(rest).encrypt(KEY), null, 1);
  }
  if (how === "sign in JSON") {
    const [head, payload, signature] = hsToken(content, undefined, SECRET).split(".");
    // The second signature is of a key that is not there.
    const signatures = [
      { protected: head, signature },
      { protected: head, header: { kid: "other" }, signature: "AAAA" },
    ];
    return JSON.stringify({ payload, signatures: signatures.slice(0, cty ? 1 : 2) });
  }
  if (how === "sign") return hsToken(content, `{"alg":"HS256"${cty ? ',"cty":"JWT"' : ""}}`, SECRET);
  return new CompactEncrypt(new TextEncoder().encode(content)).setProtectedHeader(header).encrypt(KEY);
}

/** The token of these levels, outermost first, around claims; and the path of each layer. */
async function treeOf(levels: readonly Level[]): Promise<{ token: string; paths: readonly string[] }> {
  let token = hsToken('{"sub":"innermost"}', undefined, SECRET);
  for (const { seal: how, at } of levels.toReversed())
    token = await seal(how, at === "content" ? token : claimsWith(at, token), at === "content");
  const paths = levels.map((_, depth) => levels.slice(0, depth).map(({ at }) => at));
  return { token, paths: [...paths, levels.map(({ at }) => at)].map((path) => path.join(" ")) };
}

/** The innermost token of one that was sealed so, opened by Node and jose. */
async function innermostOf(token: string, levels: readonly Level[]): Promise<string> {
  let text = token;
  for (const { seal: how, at } of levels) {
    const content = how.startsWith("sign")
      ? (openSeal(parseToken(text), null).payload?.text ?? "")
      : new TextDecoder().decode(
          how === "encrypt"
            ? (await compactDecrypt(text, KEY)).plaintext
            : (await flattenedDecrypt(JSON.parse(text) as FlattenedJWE, KEY)).plaintext,
        );
    text =
      at === "content"
        ? content
        : (at
            .slice(1)
            .split("/")
            .reduce<unknown>((value, name) => (value as Record<string, unknown>)[name], JSON.parse(content)) as string);
  }
  return text;
}

/** A JSON form that is signed as a payload is laid out as the pane has it, so only white space between its members may differ. */
const spaceless = (text: string): string => (text.startsWith("{") ? JSON.stringify(JSON.parse(text)) : text);

const level: fc.Arbitrary<Level> = fc.record({
  seal: fc.constantFrom("sign", "encrypt", "sign in JSON", "encrypt in JSON"),
  at: fc.constantFrom("content", "/vp/verifiableCredential/0", "/software_statement", "/request", "/act/token"),
});

/** What a tree is wrapped in; null: a signature. */
const envelope = fc.constantFrom(
  null,
  { alg: "dir", secret: "0a".repeat(32) },
  { alg: "A128KW", secret: "0b".repeat(16) },
);

describe("a tree of signed and encrypted tokens", () => {
  it("opens to its innermost layer, is edited there, and its bytes return when that is undone; so when it is wrapped and taken out", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(level, { minLength: 1, maxLength: 4 }), envelope, async (levels, around) => {
        const { token, paths } = await treeOf(levels);
        const workbench = start();
        const { actions, view } = workbench;
        const seen = async () => {
          await settled(workbench);
          await eventually(() => expect(view.getState().layers.map(({ state }) => state)).not.toContain("pending"));
          return view.getState();
        };
        actions.openText(token);
        for (const [depth, path] of paths.entries()) {
          await eventually(() => expect(view.getState().layers.map((layer) => layer.path)).toContain(path));
          actions.showLayer(path);
          const isEncrypted = levels[depth] !== undefined && isEncrypting(levels[depth]);
          if (isEncrypted) actions.setSecretEncoding("Hex");
          actions.setSecret(isEncrypted ? "07".repeat(32) : SECRET);
          await seen();
        }
        const stateOf = (path: string) => view.getState().layers.find((layer) => layer.path === path)?.state;
        const right = levels.map((one) => (isEncrypting(one) ? "decrypted" : "verified"));
        expect(paths.map(stateOf)).toEqual([...right, "verified"]);
        expect((await seen()).whole.text).toBe(token);

        actions.editPane("payload", '{"sub":"edited"}');
        const edited = (await seen()).whole.text;
        expect(paths.map(stateOf)).toEqual([...right, "verified"]);
        expect(await innermostOf(edited, levels)).toBe(hsToken('{"sub":"edited"}', undefined, SECRET));

        actions.applyFix({ kind: "wrap", in: around === null ? "signature" : "encryption" });
        if (around === null) actions.setSecret("of what is around it, as long as it has to be");
        else {
          actions.setAlgorithm(around.alg);
          actions.setSecretEncoding("Hex");
          actions.setSecret(around.secret);
        }
        const wrapped = await seen();
        expect(spaceless(wrapped.layers[1]?.token.text ?? "")).toBe(spaceless(edited));
        expect(stateOf("")).toBe(around === null ? "verified" : "decrypted");
        if (around !== null) {
          const { plaintext } = await compactDecrypt(wrapped.whole.text, Buffer.from(around.secret, "hex"));
          expect(new TextDecoder().decode(plaintext)).toBe(edited);
        }
        expect(paths.map((path) => stateOf(path === "" ? "content" : `content ${path}`))).toEqual([
          ...right,
          "verified",
        ]);
        actions.applyFix({ kind: "take-out" });
        expect(spaceless((await seen()).whole.text)).toBe(spaceless(edited));
        expect(paths.map(stateOf)).toEqual([...right, "verified"]);
        for (let step = 0; view.getState().whole.text !== token && step < 8; step += 1) {
          actions.undo();
          await seen();
        }
        expect((await seen()).whole.text).toBe(token);
        expect(paths.map(stateOf)).toEqual([...right, "verified"]);
      }),
      { numRuns: rounds(40) },
    );
  }, 120_000);
});

describe("a JSON serialisation in a signed payload keeps its layout when something in it is edited", () => {
  const [head, inside, signature] = hsToken('{"sub":"a"}', undefined, SECRET).split(".") as [string, string, string];
  // White space as nobody lays it out.
  const form = `{ "payload":"${inside}",\r\n\t"protected" : "${head}", "header":{ "kid" :"1" , "x":[ 1,2 ]},"signature":"${signature}" }`;

  it.each([
    ["as the whole content", `${form}\n`, "content"],
    ["as a value of a claim", `{ "iss":"x",\n "proof" : ${form} }`, "/proof"],
  ])("%s", async (_, content, path) => {
    const outer = hsToken(content, `{"alg":"HS256"${path === "content" ? ',"cty":"JWT"' : ""}}`, SECRET);
    const bench = start();
    bench.actions.openText(outer);
    await eventually(() => expect(bench.view.getState().layers.map((layer) => layer.path)).toContain(path));
    bench.actions.showLayer(path);
    bench.actions.editPane("payload", '{"sub":"b"}', "typed");
    const view = await settled(bench);
    const made = openSeal(parseToken(view.whole.text), null).payload?.text ?? "";
    const payload = Buffer.from('{"sub":"b"}').toString("base64url");
    expect(made).toBe(content.replace(inside, payload));
    bench.actions.act((acts, fixing) => acts.setUnprotected('{"kid":"2","x":[1,2]}', "typed", fixing));
    const again = openSeal(parseToken((await settled(bench)).whole.text), null).payload?.text ?? "";
    expect(again).toBe(content.replace(inside, payload).replace('"kid" :"1"', '"kid" :"2"'));
  });
});
