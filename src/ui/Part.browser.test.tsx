import { act } from "react";
import { createRoot } from "react-dom/client";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createWorkbench, type Workbench } from "../state/workbench.ts";
import { Part } from "./Part.tsx";
import { LaterProvider, loadLater } from "./use-later.tsx";
import { useView, WorkbenchProvider } from "./WorkbenchContext.tsx";

const SECRET_WORD = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJl";

/** How many renders fail. */
let failing = 0;

function Frail() {
  const text = useView(({ token }) => token.text);
  if (failing > 0) throw new Error(`cannot draw ${SECRET_WORD} "and what was typed"`);
  return <p className="frail">{text}</p>;
}

describe("a part of the page that fails", () => {
  let root: ReturnType<typeof createRoot>;
  let workbench: Workbench;
  const caught = vi.fn<(error: unknown) => void>();
  const printed = vi.spyOn(console, "error");
  const draw = async (): Promise<void> => {
    await act(async () =>
      root.render(
        <WorkbenchProvider workbench={workbench}>
          <LaterProvider>
            <Part name="payload">
              <Frail />
            </Part>
            <p className="other">Another part</p>
          </LaterProvider>
        </WorkbenchProvider>,
      ),
    );
  };
  const shown = (selector: string): string | undefined => document.querySelector<HTMLElement>(selector)?.innerText;
  const press = async (name: string): Promise<void> => {
    const button = [...document.querySelectorAll("button")].find(({ innerText }) => innerText === name);
    await act(async () => button?.click());
  };

  beforeEach(async () => {
    Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
    caught.mockReset();
    printed.mockReset();
    document.body.innerHTML = '<div id="root"></div>';
    root = createRoot(document.querySelector("#root")!, { onCaughtError: caught });
    workbench = createWorkbench({
      now: () => 0,
      secureContext: true,
      writeClipboard: () => Promise.resolve(),
      decodeLarge: () => Promise.reject(new Error("not here")),
    });
    await loadLater();
    workbench.actions.openText("what was typed");
  });
  afterEach(async () => act(async () => root.unmount()));

  test("is rendered again from the state, says so, and leaves the others alone", async () => {
    failing = 0;
    await draw();
    const other = document.querySelector(".other");
    failing = 1;
    caught.mockImplementation(() => {
      // The failure is reported once the part is gone: from then on it can be drawn.
      failing = 0;
    });
    await act(async () => workbench.actions.openText("typed later"));
    expect(shown(".frail")).toBe("typed later");
    expect(document.querySelector(".other")).toBe(other);
    expect(shown(".part-redrawn p")).toBe("The payload failed and was restored. What you typed is kept.");
    await press("Close");
    expect(shown(".part-redrawn")).toBeUndefined();
    expect(shown(".frail")).toBe("typed later");
  });

  test("again and again is not rendered until requested, and does not loop", async () => {
    failing = Number.POSITIVE_INFINITY;
    await draw();
    expect(caught).toHaveBeenCalledTimes(3);
    expect(shown(".part-lost p")).toBe("The payload cannot be shown right now. What you typed is kept.");
    expect(shown(".other")).toBe("Another part");
    failing = 0;
    await press("Try again");
    expect(shown(".part-lost")).toBeUndefined();
    expect(shown(".frail")).toBe("what was typed");
  });

  test("reports what happened without anything that was typed, on the page and on the console", async () => {
    failing = Number.POSITIVE_INFINITY;
    await draw();
    const told = document.querySelector(".part-lost pre")?.textContent ?? "";
    expect(told).toContain("Error: cannot draw");
    expect(told).not.toContain(SECRET_WORD.slice(0, 20));
    expect(told).not.toContain("typed");
    expect(printed).not.toHaveBeenCalled();
  });
});
