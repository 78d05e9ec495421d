/** Notifies its listeners. */
interface Bell {
  readonly ring: () => void;
  /** Calls `rung` at each ring; returns a function that unsubscribes. */
  readonly hear: (rung: () => void) => () => void;
}

/** Creates a bell without listeners. */
export function createBell(): Bell {
  const hearers = new Set<() => void>();
  return {
    ring() {
      for (const rung of hearers) rung();
    },
    hear(rung) {
      hearers.add(rung);
      return () => void hearers.delete(rung);
    },
  };
}

/** One observable value, in the form that React's useSyncExternalStore expects. */
export interface Signal<Value> {
  readonly read: () => Value;
  /** Sets the value and notifies all listeners, even if it is unchanged. */
  readonly set: (next: Value) => void;
  readonly watch: Bell["hear"];
}

/** Creates a signal with its first value. */
export function createSignal<Value>(first: Value): Signal<Value> {
  const { ring, hear } = createBell();
  let value = first;
  return {
    read: () => value,
    set(next) {
      value = next;
      ring();
    },
    watch: hear,
  };
}
