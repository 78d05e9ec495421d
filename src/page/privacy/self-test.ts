import { createSignal } from "../../core/base/signal.ts";
import { type End, judgeProbe, type Outcome, stops, type Violation } from "../../core/privacy/judge.ts";
import { type Probe, type ProbeId, probesOf } from "../../core/privacy/probes.ts";
import { type Attempt, ATTEMPTS } from "./attempts.ts";

/** The results of the last test. */
interface SelfTestState {
  readonly phase: "idle" | "running" | "done";
  readonly outcomes: Readonly<Partial<Record<ProbeId, Outcome>>>;
}

interface SelfTest {
  /** What is tried. */
  readonly probes: readonly Probe[];
  readonly state: () => SelfTestState;
  readonly subscribe: (changed: () => void) => () => void;
  /** Tries every way out, all at once. Does nothing while a test is running. Never rejects. */
  readonly run: () => Promise<void>;
}

/** How long a report may lag behind the failure it explains. */
const GRACE_MS = 500;
/** After this time without a sign, nothing is proven. A worker has to be loaded first. */
const LIMIT_MS = 5_000;
const WORKER_LIMIT_MS = 20_000;

const IDLE: SelfTestState = { phase: "idle", outcomes: {} };

/** Creates a self-test of what the page cannot do, run in the page itself. */
export function createSelfTest(): SelfTest {
  const probes = probesOf(document.baseURI);
  const state = createSignal<SelfTestState>(IDLE);
  const set = state.set;
  return {
    probes,
    state: state.read,
    subscribe: state.watch,
    async run() {
      if (state.read().phase === "running") return;
      set({ ...IDLE, phase: "running" });
      const listener = listen();
      const tidying: (() => void)[] = [];
      const tries = probes.map(async (probe) => {
        const end = await endOf(probe, { url: probe.url, tidy: (how) => tidying.push(how) }, listener);
        const outcome = judgeProbe(probe, listener.violations, end);
        set({
          ...state.read(),
          outcomes: { ...state.read().outcomes, [probe.id]: outcome },
        });
      });
      await Promise.allSettled(tries);
      listener.stop();
      for (const tidy of tidying) {
        try {
          tidy();
        } catch {
          // A transport that never connected has nothing to close.
        }
      }
      set({ ...state.read(), phase: "done" });
    },
  };
}

interface Listener {
  readonly violations: readonly Violation[];
  /** Whether the site's service worker reported that it refused this probe. */
  readonly turnedAway: (probe: Probe) => boolean;
  /** Calls back when the browser, or the service worker, reports that it blocked a probe. */
  readonly once: (probe: Probe, heard: () => void) => void;
  readonly stop: () => void;
}

/** Listens to the browser's reports; untrusted events do not count. */
function listen(): Listener {
  const violations: Violation[] = [];
  const expected: { readonly probe: Probe; readonly heard: () => void }[] = [];
  const onViolation = (event: SecurityPolicyViolationEvent): void => {
    if (!event.isTrusted) return;
    const violation: Violation = {
      directive: event.effectiveDirective,
      blocked: event.blockedURI,
      enforced: event.disposition === "enforce",
    };
    violations.push(violation);
    for (const { probe, heard } of expected) {
      if (stops(probe, violation)) heard();
    }
  };
  const refused = new Set<string>();
  const onMessage = ({ isTrusted, source, data }: MessageEvent): void => {
    const { controller } = navigator.serviceWorker;
    if (!isTrusted || controller === null || source !== controller) return;
    const url: unknown = (data as { refused?: unknown } | null)?.refused;
    if (typeof url !== "string") return;
    refused.add(url);
    for (const { probe, heard } of expected) if (probe.url === url) heard();
  };
  // Typed as always present; absent outside a secure context.
  const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  document.addEventListener("securitypolicyviolation", onViolation);
  workers?.addEventListener("message", onMessage);
  return {
    violations,
    turnedAway: ({ url }) => refused.has(url),
    once: (probe, heard) => expected.push({ probe, heard }),
    stop() {
      document.removeEventListener("securitypolicyviolation", onViolation);
      workers?.removeEventListener("message", onMessage);
    },
  };
}

/** Makes an attempt and waits for its outcome, for a violation report, or for the timeout (null). */
async function endOf(probe: Probe, attempt: Attempt, listener: Listener): Promise<End | null> {
  const reported = new Promise<null>((resolve) => listener.once(probe, () => resolve(null)));
  const ended = (async (): Promise<End> => {
    try {
      return await ATTEMPTS[probe.kind](attempt);
    } catch (error) {
      return { kind: "refused", message: error instanceof Error ? error.message : String(error) };
    }
  })();
  const silence = after(probe.kind === "worker" ? WORKER_LIMIT_MS : LIMIT_MS);
  const end = await Promise.race([reported, ended, silence]);
  // An attempt fails before the browser reports why.
  if (end !== null) await Promise.race([reported, after(GRACE_MS)]);
  return listener.turnedAway(probe) ? { kind: "turned-away" } : end;
}

function after(ms: number): Promise<null> {
  return new Promise((resolve) => setTimeout(() => resolve(null), ms));
}
