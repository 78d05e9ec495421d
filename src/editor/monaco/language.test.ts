import type * as Monaco from "monaco-editor/editor";
import { expect, test } from "vitest";
import { defineLanguage } from "./language.ts";

type Provider = Monaco.languages.TokensProvider;

function providerOf(language: "json-header" | "json-payload"): Provider {
  let provider: Provider | null = null;
  const languages = {
    register: () => {},
    setLanguageConfiguration: () => {},
    setTokensProvider: (_: string, given: Provider) => (provider = given),
  };
  defineLanguage({ languages } as unknown as typeof Monaco, language);
  if (provider === null) throw new Error("no provider was set");
  return provider;
}

test("a member name has the colour of its segment, a string value none", () => {
  const provider = providerOf("json-payload");
  const { tokens } = provider.tokenize('  "exp": "1",', provider.getInitialState());
  expect(tokens).toEqual([
    { startIndex: 0, scopes: "" },
    { startIndex: 2, scopes: "name.json-payload" },
    { startIndex: 7, scopes: "punctuation" },
    { startIndex: 8, scopes: "" },
    { startIndex: 12, scopes: "punctuation" },
  ]);
});

test("an unread line is not coloured", () => {
  const provider = providerOf("json-header");
  const { tokens } = provider.tokenize(`"a": "${"x".repeat(30_000)}"`, provider.getInitialState());
  expect(tokens).toEqual([]);
});

test("text that does not start as JSON is not coloured, whatever its later lines look like", () => {
  const provider = providerOf("json-payload");
  const blank = provider.tokenize("  ", provider.getInitialState());
  const prose = provider.tokenize("Order 4711: 12", blank.endState);
  const later = provider.tokenize('{"exp": 1}', prose.endState);
  const scopes = [prose, later].flatMap(({ tokens }) => tokens.map((token) => token.scopes));
  expect(scopes.every((scope) => scope === "")).toBe(true);
  const json = provider.tokenize("{", blank.endState);
  expect(provider.tokenize("4711", json.endState).tokens).toEqual([{ startIndex: 0, scopes: "number" }]);
});
