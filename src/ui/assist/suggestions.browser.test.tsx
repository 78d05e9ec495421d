import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { userEvent } from "vitest/browser";
import { loadDiagnosis } from "../../core/rules/load.ts";
import { createWorkbench, type Workbench } from "../../state/workbench.ts";
import { App } from "../App.tsx";
import { loadLater } from "../use-later.tsx";
import { WorkbenchProvider } from "../WorkbenchContext.tsx";
import { eventually } from "../../testing/eventually.ts";

const b64 = (text: string): string => btoa(text).replaceAll("=", "").replaceAll("+", "-").replaceAll("/", "_");
const TOKEN = `${b64('{"alg":"HS256","typ":"at+jwt"}')}.${b64('{"iss":"https://id.example","scope":"a"}')}.c2ln`;

const field = (name: string): HTMLTextAreaElement => document.querySelector(`textarea[aria-label="${name}"]`)!;

let root: Root;
let copied: string[];
let workbench: Workbench;

beforeEach(async () => {
  document.body.innerHTML = '<div id="root"></div>';
  copied = [];
  await Promise.all([loadLater(), loadDiagnosis()]);
  workbench = createWorkbench({
    now: () => 1_700_000_000_000,
    secureContext: true,
    writeClipboard: async (text) => void copied.push(text),
    decodeLarge: () => Promise.reject(new Error("not here")),
  });
  workbench.actions.setSettings({ editor: "plain" });
  root = createRoot(document.querySelector("#root")!);
  root.render(
    <WorkbenchProvider workbench={workbench}>
      <App />
    </WorkbenchProvider>,
  );
  workbench.actions.openText(TOKEN);
  await eventually(() => {
    if (!field("Payload JSON")?.value.includes("scope")) throw new Error("no payload yet");
  });
});
afterEach(() => root.unmount());

const button = (): HTMLButtonElement | null => document.querySelector('button[aria-label="Suggestions"]');
const list = (): HTMLElement | null => document.querySelector('[role="listbox"][aria-label="Suggestions"]');
const options = (): readonly string[] =>
  [...(list()?.querySelectorAll('[role="option"] code') ?? [])].map((option) => option.textContent);

/** Puts the caret after a text in a field. */
async function caretBehind(name: string, text: string): Promise<HTMLTextAreaElement> {
  const area = field(name);
  area.focus();
  const at = area.value.indexOf(text) + text.length;
  area.setSelectionRange(at, at);
  await eventually(() => expect(button()).not.toBeNull());
  return area;
}

async function opened(): Promise<void> {
  await userEvent.click(button()!);
  await eventually(() => expect(list()).not.toBeNull());
}

describe("suggestions at the caret of a plain pane", () => {
  test("open by their button, are chosen by arrows and inserted by Enter, as one step of the field's own undo", async () => {
    const area = await caretBehind("Payload JSON", '"a"');
    await userEvent.keyboard(",");
    const before = area.value;
    await opened();
    expect(document.activeElement).toBe(area);
    expect(options().slice(0, 2)).toEqual(["exp", "aud"]);
    await userEvent.keyboard("{ArrowDown}");
    const active = document.getElementById(area.getAttribute("aria-activedescendant") ?? "");
    expect(active?.textContent).toMatch(/^aud/);
    expect(document.querySelector(".suggestion-about")?.textContent).toContain("RFC 9068");
    await userEvent.keyboard("{Enter}");
    expect(list()).toBeNull();
    expect(area.value).toBe(before.replace('"a",', '"a",\n  "aud": ""'));
    expect(workbench.view.getState().payload.text).toBe(area.value);
    expect(area.value.slice(0, area.selectionStart).endsWith('"aud": "')).toBe(true);
    document.execCommand("undo");
    expect(area.value).toBe(before);
  });

  test("follow what is typed, and close by Escape with the text unchanged", async () => {
    const area = await caretBehind("Payload JSON", '"a"');
    await userEvent.keyboard(",{Control>} {/Control}");
    await eventually(() => expect(list()).not.toBeNull());
    await userEvent.keyboard('"auth');
    await eventually(() => expect(options().slice(0, 2)).toEqual(["auth_time", "authorization_details"]));
    const typed = area.value;
    await userEvent.keyboard("{Escape}");
    expect(list()).toBeNull();
    expect([area.value, document.activeElement]).toEqual([typed, area]);
    expect(area.hasAttribute("aria-activedescendant")).toBe(false);
  });

  test("are in the pane with the focus, and in no other", async () => {
    await caretBehind("Header JSON", '"HS256');
    expect(document.querySelectorAll('button[aria-label="Suggestions"]').length).toBe(1);
    expect(button()!.closest("section")?.getAttribute("aria-label")).toBe("Header");
    await opened();
    const chosen = list()!.querySelectorAll<HTMLElement>('[role="option"]')[0]!;
    await userEvent.click(chosen);
    expect(JSON.parse(workbench.view.getState().header.text)).toEqual({ alg: "HS256", typ: "at+jwt" });
    await caretBehind("Payload JSON", "{");
    expect(button()!.closest("section")?.getAttribute("aria-label")).toBe("Payload");
  });

  test("say so if nothing fits", async () => {
    await caretBehind("Payload JSON", '"https:');
    await userEvent.click(button()!);
    await eventually(() => expect(document.querySelector(".suggestions-none")?.textContent).toMatch(/^Nothing/));
    expect(list()).toBeNull();
  });
});

describe("the claim at the caret", () => {
  const take = (name: string): HTMLButtonElement => document.querySelector(`.inspect button[aria-label="${name}"]`)!;

  test("shows its value and its path, and stays when the focus moves to its buttons", async () => {
    const area = await caretBehind("Payload JSON", "https://id");
    await eventually(() => expect(take("Copy path")).not.toBeNull());
    await userEvent.click(take("Copy value"));
    expect(copied).toEqual(["https://id.example"]);
    expect(document.activeElement).toBe(area);
    await eventually(() => expect(document.querySelector(".copied-here")?.textContent).toBe("Copied"));
    take("Copy path").focus();
    await userEvent.keyboard("{Enter}");
    expect(copied).toEqual(["https://id.example", "/iss"]);
    await caretBehind("Header JSON", '"HS');
    await eventually(() => expect(take("Copy value").title).toContain("/alg"));
  });
});

test("lines that differ from what was pasted are marked, with the old text, until they are the same again", async () => {
  const marked = (): readonly (readonly [string | undefined, string])[] =>
    [...document.querySelectorAll<HTMLElement>(".text-line[data-changed]")].map((line) => [
      line.dataset["changed"],
      line.innerText.replaceAll(/\s+/g, " ").trim(),
    ]);
  const { text } = workbench.view.getState().payload;
  expect(marked()).toEqual([]);
  workbench.actions.editPane(
    "payload",
    text.replace("id.example", "evil.example").replace('"a"', '"a",\n  "jti": "x"'),
  );
  await eventually(() => expect(marked().map(([how]) => how)).toEqual(["was", "new"]));
  expect(marked()[0]?.[1]).toContain('was "https://id.example"');
  workbench.actions.editPane("payload", text);
  await eventually(() => expect(marked()).toEqual([]));
});

test("text that is not JSON is fixed in its place, all at once, and a changed line reverted", async () => {
  const area = field("Payload JSON");
  workbench.actions.editPane("payload", "{\n  'iss': \"https://id.example\",\n  'ok': True,\n}");
  await eventually(() => expect(area.value).toContain("True"));
  await caretBehind("Payload JSON", "True");
  await opened();
  const pick = async (label: string): Promise<void> => {
    const found = [...list()!.querySelectorAll("[role=option]")].find(({ textContent }) =>
      textContent.startsWith(label),
    );
    await userEvent.click(found!);
  };
  expect(options().slice(0, 4)).toEqual(["Fix all 4", 'Write "ok"', "Write true", "Remove ,"]);
  await pick("Write true");
  expect(area.value).toContain("'ok': true,");
  await opened();
  await pick("Fix all 3");
  expect(JSON.parse(area.value)).toEqual({ iss: "https://id.example", ok: true });
  workbench.actions.editPane("payload", area.value.replace("id.example", "evil.example"));
  await eventually(() => expect(area.value).toContain("evil"));
  await caretBehind("Payload JSON", "evil");
  await opened();
  await pick("Restore the line");
  expect(JSON.parse(area.value)).toEqual({ iss: "https://id.example", ok: true });
});
