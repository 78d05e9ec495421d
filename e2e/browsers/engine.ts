/** A browser engine with one page, and the little that the journeys need of it: what all of them can be asked for. */
export interface Engine {
  /** Of the engine, as the browser gives it. */
  readonly version: string;
  /** Opens an address again, also where only its fragment differs. */
  readonly open: (address: string) => Promise<void>;
  /**
   * Runs a function in the page and gives what it gives. It goes there as text, so it can use nothing but its arguments and
   * the page; both ways only what JSON holds.
   */
  readonly run: <Arguments extends readonly unknown[], Result>(
    inPage: (...args: Arguments) => Result | Promise<Result>,
    ...args: Arguments
  ) => Promise<Result>;
  readonly close: () => Promise<void>;
}

export type EngineName = "Chromium" | "Firefox" | "WebKitGTK";

/** An engine as it is or is not on this machine. */
export type Finding =
  | { readonly name: EngineName; readonly launch: () => Promise<Engine> }
  | { readonly name: EngineName; readonly missing: string };
