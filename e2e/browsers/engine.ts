/** A browser engine with one page, reduced to what the journeys need and all engines support. */
export interface Engine {
  /** The engine's version, as the browser reports it. */
  readonly version: string;
  /** Opens an address, reloading even if only its fragment differs. */
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

/** An engine, installed on this machine or not. */
export type Finding =
  | { readonly name: EngineName; readonly launch: () => Promise<Engine> }
  | { readonly name: EngineName; readonly missing: string };
