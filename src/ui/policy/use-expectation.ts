import { useCallback, useEffect, useRef, useState } from "react";
import { expectIn } from "../../core/policy/expect.ts";
import type { Policy } from "../../core/policy/members.ts";
import type { Range } from "../../core/text/range.ts";
import { useActions, useWorkbench } from "../WorkbenchContext.tsx";

/** An expectation for the policy: the member and its value, possibly a placeholder. */
interface Expected {
  readonly member: keyof Policy;
  readonly value: string | readonly string[];
}

/**
 * Returns a function that adds an expectation to the policy and goes there, with its value selected, so the next key
 * replaces it. If the policy is unreadable it only goes there.
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
