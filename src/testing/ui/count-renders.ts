/** The part of a React fiber that shows whether its component rendered. */
interface Fiber {
  readonly tag: number;
  readonly flags: number;
  readonly alternate: Fiber | null;
  readonly child: Fiber | null;
  readonly sibling: Fiber | null;
}

/**
 * Tags of fibers that are components, and the flag of a fiber that did work (React's `ReactWorkTags` and
 * `ReactFiberFlags`).
 */
const COMPONENTS: ReadonlySet<number> = new Set([0, 1, 11, 14, 15]);
const PERFORMED_WORK = 1;

/**
 * Counts the components that React renders from now on, in all roots, and how often it writes to the page; call it before
 * React is loaded. It takes the place of React's developer tools.
 */
export function countRenders(): { readonly drawn: () => number; readonly commits: () => number } {
  let drawn = 0;
  let commits = 0;
  const visit = (fiber: Fiber | null, isNew: boolean): void => {
    for (let next = fiber; next !== null; next = next.sibling) {
      const before = isNew ? null : next.alternate;
      if (COMPONENTS.has(next.tag) && (before === null || (next.flags & PERFORMED_WORK) > 0)) drawn += 1;
      // A subtree that React did not enter is the identical fiber.
      if (before === null || next.child !== before.child) visit(next.child, before === null);
    }
  };
  Object.assign(globalThis, {
    __REACT_DEVTOOLS_GLOBAL_HOOK__: {
      isDisabled: false,
      supportsFiber: true,
      inject: () => 1,
      checkDCE: () => {},
      onScheduleFiberRoot: () => {},
      onCommitFiberUnmount: () => {},
      onPostCommitFiberRoot: () => {},
      onCommitFiberRoot: (_: number, { current }: { readonly current: Fiber }) => {
        commits += 1;
        visit(current, false);
      },
    },
  });
  return { drawn: () => drawn, commits: () => commits };
}
