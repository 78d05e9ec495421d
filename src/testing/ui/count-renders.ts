/** The part of a React fiber that tells whether its component was drawn. */
interface Fiber {
  readonly tag: number;
  readonly flags: number;
  readonly alternate: Fiber | null;
  readonly child: Fiber | null;
  readonly sibling: Fiber | null;
}

/** Tags of fibers that are components, and the flag of one that did work (React's `ReactWorkTags` and `ReactFiberFlags`). */
const COMPONENTS: ReadonlySet<number> = new Set([0, 1, 11, 14, 15]);
const PERFORMED_WORK = 1;

/**
 * Counts the components that React draws from now on, in all roots; give it before React is loaded. It is where React
 * looks for its developer tools.
 */
export function countRenders(): { readonly drawn: () => number } {
  let drawn = 0;
  const visit = (fiber: Fiber | null, isNew: boolean): void => {
    for (let next = fiber; next !== null; next = next.sibling) {
      const before = isNew ? null : next.alternate;
      if (COMPONENTS.has(next.tag) && (before === null || (next.flags & PERFORMED_WORK) > 0)) drawn += 1;
      // What React did not go into is the very same fiber.
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
      onCommitFiberRoot: (_: number, { current }: { readonly current: Fiber }) => visit(current, false),
    },
  });
  return { drawn: () => drawn };
}
