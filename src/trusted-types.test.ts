import { afterEach, expect, test, vi } from "vitest";
import { policyText } from "../scripts/policy-plugin.ts";

afterEach(() => vi.unstubAllGlobals());

async function madeWith(createPolicy: (name: string, rules: object) => object) {
  vi.resetModules();
  vi.stubGlobal("trustedTypes", { createPolicy });
  return import("./trusted-types.ts");
}

test("each name that the page's policy lists is taken when the script starts, once, and no other is asked for", async () => {
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

test("the service worker's address is made of nothing but where the page is", async () => {
  vi.stubGlobal("document", { baseURI: "https://jot.example/tools/?token=x" });
  const { serviceWorkerAddress } = await madeWith((_, rules) => rules);
  expect(serviceWorkerAddress.createScriptURL("https://evil.example/sw.js")).toBe("https://jot.example/tools/sw.js");
});

test("where a name is refused the page still starts", async () => {
  const { workerAddress } = await madeWith(() => {
    throw new TypeError("taken");
  });
  expect(workerAddress.createScriptURL("blob:x")).toBe("blob:x");
});
