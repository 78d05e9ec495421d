import { afterEach, expect, test, vi } from "vitest";
import { policyText } from "../scripts/policy-plugin.ts";

afterEach(() => vi.unstubAllGlobals());

async function madeWith(createPolicy: (name: string, rules: object) => object) {
  vi.resetModules();
  vi.stubGlobal("trustedTypes", { createPolicy });
  return import("./trusted-types.ts");
}

test("each name that the page's policy lists is created once, at start-up, and no other is", async () => {
  const taken: string[] = [];
  await madeWith((name, rules) => {
    taken.push(name);
    return rules;
  });
  const listed = /trusted-types ([^;]*)/.exec(policyText())?.[1]?.split(" ");
  expect(taken.toSorted()).toEqual(listed?.toSorted());
  expect(new Set(taken).size).toBe(taken.length);
});

test("a worker starts from a blob and from nothing else", async () => {
  const { workerAddress } = await madeWith((_, rules) => rules);
  expect(workerAddress.createScriptURL("blob:x")).toBe("blob:x");
  for (const url of ["./x.js?data", "https://elsewhere.example/", "data:text/javascript,1"])
    expect(() => workerAddress.createScriptURL(url)).toThrow(TypeError);
});

test("the service worker's URL is made only from the page's own", async () => {
  vi.stubGlobal("document", { baseURI: "https://jot.example/tools/?token=x" });
  const { serviceWorkerAddress } = await madeWith((_, rules) => rules);
  expect(serviceWorkerAddress.createScriptURL("https://evil.example/sw.js")).toBe("https://jot.example/tools/sw.js");
});

test("if a name is refused the page still starts", async () => {
  const { workerAddress } = await madeWith(() => {
    throw new TypeError("taken");
  });
  expect(workerAddress.createScriptURL("blob:x")).toBe("blob:x");
});
