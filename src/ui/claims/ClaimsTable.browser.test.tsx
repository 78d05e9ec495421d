import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import * as rows from "../../core/claims/claim-rows.ts";
import { digestOf } from "../../core/envelope/disclosures.ts";
import { loadDiagnosis } from "../../core/rules/load.ts";
import { createWorkbench, type Workbench } from "../../state/workbench.ts";
import { setFold } from "../fold.ts";
import { PanelsProvider } from "../Panels.tsx";
import { WorkbenchProvider } from "../WorkbenchContext.tsx";
import { PayloadTable, PayloadTabs } from "./PayloadTabs.tsx";

vi.mock(import("../../core/claims/claim-rows.ts"), { spy: true });

const NOW = 1_800_000_000;
const encode = (value: object): string =>
  btoa(unescape(encodeURIComponent(JSON.stringify(value))))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=/g, "");
const tokenOf = (claims: object, header: object = { alg: "HS256" }): string =>
  `${encode(header)}.${encode(claims)}.${"B".repeat(42)}A`;

let root: Root;
let workbench: Workbench;

beforeEach(async () => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  vi.clearAllMocks();
  document.body.innerHTML = '<section class="pane"></section>';
  workbench = createWorkbench({
    now: () => NOW * 1000,
    secureContext: true,
    writeClipboard: () => Promise.resolve(),
    decodeLarge: () => Promise.reject(new Error("not here")),
  });
  await loadDiagnosis();
  root = createRoot(document.querySelector("section")!);
  await act(async () =>
    root.render(
      <WorkbenchProvider workbench={workbench}>
        <PanelsProvider>
          <PayloadTabs />
          <PayloadTable />
        </PanelsProvider>
      </WorkbenchProvider>,
    ),
  );
});
afterEach(async () => {
  await act(async () => {
    setFold("claims table", false);
    root.unmount();
  });
});

const open = (claims: object, header?: object) => act(async () => workbench.actions.openText(tokenOf(claims, header)));
const toTable = () => act(async () => document.querySelector<HTMLElement>('[aria-label="Claims table"]')?.click());
const cell = (claim: string, name: string) => document.querySelector(`tr[data-claim="${claim}"] .${name}`)?.textContent;

test("while the JSON is shown, no claim is looked up, however much is typed", async () => {
  await open({ sub: "1" });
  for (const text of ['{"sub":"b"}', '{"sub":"c"}']) {
    await act(async () => workbench.actions.editPane("payload", text, "typed"));
  }
  expect(rows.claimRows).not.toHaveBeenCalled();
  expect(document.querySelector("table")).toBeNull();
  await toTable();
  expect(rows.claimRows).toHaveBeenCalledTimes(1);
  expect(cell("sub", "value")).toBe("c");
});

test("a claim's meaning and source depend on the kind of token", async () => {
  await toTable();
  await open({ aud: "app", nonce: "n" });
  expect(cell("aud", "meaning")).toContain("never for an API");
  await open({ aud: "api", scope: "read" });
  expect(cell("aud", "meaning")).toContain("The API");
  expect(cell("aud", "source")).toBe("RFC 9068 section 2.2");
});

test("arrays and objects are shown as lists; long or deep ones are rendered once opened", async () => {
  await toTable();
  await open({
    roles: ["a", "b"],
    address: { street: "1 Road", geo: { lat: 1.5 } },
    picture: `https://x.example/${"p".repeat(400)}`,
    many: Array.from({ length: 40 }, (_, index) => `item ${index}`),
    digits: "0123",
    none: "",
  });
  const row = (claim: string) => document.querySelector(`tr[data-claim="${claim}"]`)!;
  expect([...row("roles").querySelectorAll("li")].map(({ textContent }) => textContent)).toEqual(["a", "b"]);
  expect([...row("address").querySelectorAll("dt")].map(({ textContent }) => textContent)).toEqual([
    "street",
    "geo",
    "lat",
  ]);
  expect([cell("digits", "value"), cell("none", "value")]).toEqual(['"0123"', '""']);
  expect(row("picture").textContent).not.toContain("p".repeat(200));
  expect(row("many").querySelectorAll("li")).toHaveLength(0);
  for (const details of document.querySelectorAll("details")) {
    await act(async () => {
      details.open = true;
      await new Promise((resolve) => details.addEventListener("toggle", resolve, { once: true }));
    });
  }
  expect(row("picture").textContent).toContain("p".repeat(400));
  expect(row("many").querySelectorAll("li")).toHaveLength(40);
});

test("hostile characters are named, in names and deep in values", async () => {
  await toTable();
  await open({ "a\u202eb": 1, deep: { x: ["\u2066y"] } });
  const names = [...document.querySelectorAll(".hidden-character")].map(({ textContent }) => textContent);
  expect(names).toEqual(["U+202E", "U+2066"]);
  expect(document.querySelector("table")?.textContent).not.toMatch(/[\u202e\u2066]/);
});

test("a finding about a claim is in its row", async () => {
  await toTable();
  await open({ exp: NOW - 600, sub: "1" });
  expect(cell("exp", "finding")).toContain("Expired");
  expect(cell("exp", "value")).toContain("Expired 10 min ago");
  expect(cell("sub", "finding")).toBe("");
});

test("an SD-JWT is read with what it discloses; a digest is not a claim, and a hidden claim is not called missing", async () => {
  const exp = encode(["salt", "exp", NOW - 600]);
  const name = encode(["salt", "given_name", "Erika"]);
  const digests = [exp, name].map((text) => digestOf(text, "sha-256"));
  const issued = tokenOf(
    { iss: "https://issuer.example", vct: "pid", _sd: digests, _sd_alg: "sha-256" },
    { alg: "ES256", typ: "dc+sd-jwt" },
  );
  await toTable();
  await act(async () => workbench.actions.openText(`${issued}~${exp}~`));
  const rowsOf = () => [...document.querySelectorAll<HTMLElement>("tr[data-claim]")].map((row) => row.dataset["claim"]);
  expect(rowsOf()).toEqual(["iss", "vct", "exp"]);
  expect(cell("exp", "meaning")).toMatch(/^From a disclosure\. /);
  expect(cell("iss", "meaning")).not.toContain("disclosure");
  expect(cell("exp", "value")).toContain("Expired 10 min ago");
  expect(cell("exp", "finding")).toContain("Expired");
  const region = () => document.querySelector('[role="region"]')?.textContent;
  expect(region()).toContain("One digest has no disclosure here");
  await act(async () => workbench.actions.openText(`${issued}~${exp}~${name}~`));
  expect(rowsOf()).toEqual(["iss", "vct", "exp", "given_name"]);
  expect(region()).not.toContain("no disclosure");
});

test("without an object there are no claims, and the table says so", async () => {
  await toTable();
  await open({});
  expect(document.querySelector('[role="region"]')?.textContent).toBe("There are no claims.");
  await act(async () => workbench.actions.editPane("payload", "[1]", "typed"));
  expect(document.querySelector('[role="region"]')?.textContent).toContain("not a JSON object");
});
