import { useCallback, useEffect, useRef, useState } from "react";
import { expectIn } from "../../core/policy/expect.ts";
import type { Policy } from "../../core/policy/members.ts";
import type { Range } from "../../core/text/range.ts";
import { useActions, useWorkbench } from "../WorkbenchContext.tsx";

/** An expectation for the policy: the member, and its value, which may be a blank to be filled in. */
interface Expected {
  readonly member: keyof Policy;
  readonly value: string | readonly string[];
}

/**
 * Gives a function that puts an expectation into the policy and leads there, with its value selected, so the next key
 * replaces it. Where the policy cannot be read it only leads there.
 */
export function useExpectation(): (expected: Expected) => void {
  const { view } = useWorkbench();
  const { applyFix } = useActions();
  const [put, setPut] = useState<{ readonly range: Range | null } | null>(null);
  const done = useRef(put);
  useEffect(() => {
    if (put === null || done.current === put) return;
    done.current = put;
    const field = document.querySelector<HTMLTextAreaElement>("#p-policy .policy-text");
    field?.focus();
    if (put.range !== null) field?.setSelectionRange(put.range.start, put.range.end);
  }, [put]);
  return useCallback(
    ({ member, value }) => {
      const next = expectIn(view.getState().inputs.policy, member, value);
      if (next !== null) applyFix({ kind: "policy", text: next.text });
      setPut({ range: next?.value ?? null });
    },
    [view, applyFix],
  );
}
