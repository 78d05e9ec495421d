import { beforeAll, describe, expect, it } from "vitest";
import { loadDetector } from "../../core/token/load-detect.ts";
import { litOf } from "../../editor/runs.ts";
import type { View } from "../../state/types.ts";
import { hsToken, settled, start } from "../../testing/state/workbench.ts";
import { attended, litIn } from "./lit.ts";
import { outward, placeOfShown } from "./outward.ts";

beforeAll(async () => {
  await loadDetector();
});

const NESTS = '{"alg":"HS256","cty":"JWT"}';
const INNER = hsToken('{"sub":"1","iss":"https://issuer.example","aud":["a","b"]}');
const DISCLOSED = `${hsToken('{"_sd":[]}')}~WyJzIiwiYSIsMV0~`;

/** Tokens that hold `INNER`, and where. */
const TREES = [
  ["the whole payload", hsToken(INNER, NESTS), "content"],
  ["a string of the payload", hsToken(`{ "n" : 1, "vp" : [ "${INNER}" ], "z": 2 }`), "/vp/0"],
  ["a quoted payload", hsToken(JSON.stringify(INNER), NESTS), "content"],
  ["a token in a token", hsToken(hsToken(`{"vp":["${INNER}"]}`), NESTS), "content /vp/0"],
  ["the key binding", `${DISCLOSED}${INNER}`, "key-binding"],
] as const;

async function shown(token: string, path: string): Promise<View> {
  const workbench = start();
  workbench.actions.openText(token);
  workbench.actions.showLayer(path);
  const view = await settled(workbench);
  expect(view.path).toBe(path);
  return view;
}

const at = (offset: number, end = offset) => ({ pane: "token" as const, selection: { start: offset, end } });

describe.each(TREES)("a caret in the token pane, while the token in %s is shown,", (_, token, path) => {
  it("is at the claim or parameter encoded there", async () => {
    const view = await shown(token, path);
    for (const pane of ["header", "payload"] as const) {
      const { root } = view[pane].json;
      for (const member of root?.type === "object" ? root.members : []) {
        const carriers = attended(view, { pane, selection: member.range })?.map?.carriersOf(member.range);
        const range = carriers && outward(view, carriers.range);
        if (!range) throw new Error("a member is carried");
        // At either end a character may carry bits of its neighbours, through each layer.
        for (let offset = range.start + 3; offset < range.end - 3; offset += 1) {
          const found = attended(view, at(offset));
          expect([found?.pane, found?.members]).toEqual([pane, [member]]);
        }
        const lit = litOf(litIn(view, at(range.start + 3), "token"));
        expect([lit.length, lit[0]?.range]).toEqual([1, range]);
        expect(litOf(litIn(view, at(range.start + 3), pane)).map((one) => one.range)).toEqual([member.range]);
      }
    }
  });

  it("is shown its place, from anywhere around it", async () => {
    const view = await shown(token, path);
    const place = placeOfShown(view);
    if (place === null) throw new Error("it stands somewhere");
    expect(place.start).toBeGreaterThan(0);
    for (const offset of [0, place.start - 1, token.length]) {
      if (offset >= place.start && offset < place.end) continue;
      expect(attended(view, at(offset))).toBeNull();
      expect(litOf(litIn(view, at(offset), "token")).map(({ range }) => range)).toEqual([place]);
      expect(litIn(view, at(offset), "payload")).toBe("");
    }
  });

  it("selects every claim that the selection touches", async () => {
    const view = await shown(token, path);
    const { root } = view.payload.json;
    const place = placeOfShown(view);
    const payload = view.token.segments[1];
    const range = payload && outward(view, payload.range);
    if (!range || !place || root?.type !== "object") throw new Error("it has claims");
    expect(attended(view, at(range.start + 3, place.end))?.members).toEqual(root.members);
  });
});

it("nothing is highlighted if the layer around writes the inner token with escapes", async () => {
  const escaped = hsToken(`{"t":"${INNER.replace("e", "\\u0065")}"}`);
  const view = await shown(escaped, "/t");
  expect(attended(view, at(escaped.indexOf(".") + 30))).toBeNull();
  expect(litIn(view, at(escaped.indexOf(".") + 30), "token")).toBe("");
});

it("the outermost token highlights its own claims", async () => {
  const view = await shown(INNER, "");
  expect(attended(view, at(INNER.indexOf(".") + 6))?.members.map(({ name }) => name)).toEqual(["sub"]);
  expect(attended(view, at(INNER.length))).toBeNull();
  expect(litIn(view, at(INNER.length), "token")).toBe("");
});
