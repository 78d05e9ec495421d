import { expect } from "vitest";
import type { Engine } from "./engine.ts";

const PATIENCE = { timeout: 20_000, interval: 100 };

/** The workbench in an engine: fields by their accessible name, the verdict by its attributes. */
export interface Bench {
  /** Opens the page with plain editors and the clock stopped at `now`. */
  readonly open: (now: number) => Promise<void>;
  /** Replaces a field's text like a paste with everything selected, once the field exists. */
  readonly fill: (name: string, text: string) => Promise<void>;
  readonly text: (name: string) => Promise<string>;
  readonly expectVerdict: (state: string, provenance: string) => Promise<void>;
  /** Waits for an element that matches a selector. */
  readonly expectPart: (selector: string) => Promise<void>;
  /** Waits until the page has finished loading by itself. */
  readonly settled: () => Promise<void>;
}

export function benchOf(engine: Engine, address: string): Bench {
  const fields = async (name: string): Promise<number> =>
    engine.run(
      (label) =>
        [...document.querySelectorAll("textarea")].filter(
          (field) => field.getAttribute("aria-label") === label && field.getClientRects().length > 0,
        ).length,
      name,
    );
  const expectPart = async (selector: string): Promise<void> => {
    await expect
      .poll(() => engine.run((what) => document.querySelectorAll(what).length, selector), {
        ...PATIENCE,
        message: selector,
      })
      .toBeGreaterThan(0);
  };
  return {
    async open(now) {
      await engine.open(`${address}#editor=plain&now=${now}`);
      await expect.poll(() => fields("Encoded token"), PATIENCE).toBe(1);
    },
    async fill(name, text) {
      await expect.poll(() => fields(name), { ...PATIENCE, message: name }).toBe(1);
      await engine.run(
        (label, inserted) => {
          const field = document.querySelector<HTMLTextAreaElement>(`textarea[aria-label="${label}"]`);
          field?.focus();
          field?.select();
          document.execCommand("insertText", false, inserted);
        },
        name,
        text,
      );
    },
    text: (name) =>
      engine.run(
        (label) => document.querySelector<HTMLTextAreaElement>(`textarea[aria-label="${label}"]`)?.value ?? "",
        name,
      ),
    async expectVerdict(state, provenance) {
      await expectPart(
        `[role="status"][aria-label="Signature status"][data-state="${state}"][data-provenance="${provenance}"]`,
      );
    },
    expectPart,
    async settled() {
      let before = -1;
      await expect
        .poll(
          async () => {
            const now = await engine.run(() => performance.getEntriesByType("resource").length);
            const same = now === before;
            before = now;
            return same;
          },
          { timeout: 20_000, interval: 700 },
        )
        .toBe(true);
    },
  };
}
