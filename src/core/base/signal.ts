/** Calls back all who listen. */
export interface Bell {
  readonly ring: () => void;
  /** Calls back at each ring; gives what ends that. */
  readonly hear: (rung: () => void) => () => void;
}

/** A bell that nobody hears yet. */
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

/** One value that others watch: what React's useSyncExternalStore asks for. */
export interface Signal<Value> {
  readonly read: () => Value;
  /** Sets it and calls back all who watch, also where it is the same as before. */
  readonly set: (next: Value) => void;
  readonly watch: Bell["hear"];
}

/** A signal with its first value. */
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
