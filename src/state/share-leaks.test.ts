import { expect, test } from "vitest";
import { fileText } from "../core/share/file.ts";
import { linkText } from "../core/share/link.ts";
import { makeView, type ShareChoice } from "../core/share/make.ts";
import { decodeBase64Url } from "../core/text/base64url.ts";
import { inflate } from "../core/text/inflate.ts";
import { everything, opened, SECRET, spellings, type State, STATES } from "../testing/state/leaks.ts";
import { encode } from "../testing/state/workbench.ts";
import { shareInput } from "./share-input.ts";

const CHOICE: ShareChoice = { keepSignature: false, keepPersonal: false, clock: true, policy: true };

async function shared(state: State, choice: ShareChoice) {
  const seen = await opened(state);
  const { messageOf, findings } = seen;
  const titles = findings.map((finding) => ({
    rule: finding.rule,
    severity: finding.severity,
    title: messageOf?.(finding).title ?? "",
    why: "",
    place: null,
  }));
  const { view } = await makeView(shareInput(seen, titles), choice);
  const { text } = await linkText(view);
  return { view, texts: [text, fileText(view)], deflated: text.slice(2) };
}

const unpacked = (packed: string): string =>
  Buffer.from(inflate(decodeBase64Url(packed).bytes, 0, 1e7) ?? []).toString("utf8");

for (const [name, state] of Object.entries(STATES)) {
  test(`nothing secret or hidden is in the bytes: ${name}`, async () => {
    for (const keepPersonal of [false, true]) {
      const { texts, deflated } = await shared(state, { ...CHOICE, keepPersonal });
      const said = [...texts, unpacked(deflated)].flatMap((text) => everything(text)).join("\n");
      const hidden = keepPersonal ? state.never : [...state.never, ...(state.personal ?? [])];
      expect(said.length).toBeGreaterThan(100);
      for (const text of hidden.flatMap(spellings)) {
        expect(said.includes(text), `${text} with personal claims ${keepPersonal ? "kept" : "hidden"}`).toBe(false);
      }
    }
  });
}

test("with the signature kept, secrets are still hidden", async () => {
  for (const [name, state] of Object.entries(STATES)) {
    if (state.secret === undefined) continue;
    const { texts, deflated } = await shared(state, { ...CHOICE, keepSignature: true, keepPersonal: true });
    const said = [...texts, unpacked(deflated)].flatMap((text) => everything(text)).join("\n");
    for (const text of spellings(state.secret)) expect(said.includes(text), name).toBe(false);
  }
});

test("the search finds text within bytes: base64url within base64url, at any offset", () => {
  const twice = encode(`{"a":"${encode(`xy${SECRET}`)}"}`);
  expect(everything(`s=1.${twice}`).some((text) => text.includes(SECRET))).toBe(true);
  const [, first = "", second = "", third = ""] = spellings(SECRET);
  for (const [offset, text] of [first, second, third].entries())
    expect(Buffer.from(`${"x".repeat(offset)}${SECRET}yz`).toString("base64url")).toContain(text);
});
