import type { Outcome } from "../../core/privacy/judge.ts";
import type { Probe, ProbeKind } from "../../core/privacy/probes.ts";
import type { Requests, ServiceWorkerFact, Store } from "../../page/privacy/facts.ts";

/** What each probe tries. */
export const PROBE_NAMES: Readonly<Record<ProbeKind, string>> = {
  fetch: "Fetch",
  xhr: "XMLHttpRequest",
  beacon: "Beacon",
  websocket: "WebSocket",
  eventsource: "Event stream",
  webtransport: "WebTransport",
  image: "Image",
  font: "Font",
  style: "Stylesheet import",
  script: "Script import",
  frame: "Frame",
  form: "Form",
  prefetch: "Prefetch",
  worker: "Fetch in a worker",
  sharedworker: "Shared worker",
  frameworker: "Worker of a frame",
  webrtc: "WebRTC",
};

/** A probe's state: `open` is what the page's policy cannot block, `wrong` what it should have blocked. */
export function toneOf(probe: Probe, outcome: Outcome): "shut" | "open" | "wrong" {
  if (outcome.result === "blocked") return "shut";
  return probe.staysOpen ? "open" : "wrong";
}

/** How a probe ended, to follow its name. */
export function outcomeWords(probe: Probe, outcome: Outcome): string {
  if (toneOf(probe, outcome) === "open") return OPEN_WORDS[probe.kind] ?? "not blocked: no directive can";
  switch (outcome.by) {
    case "violation":
      return `blocked by ${outcome.directive}`;
    case "refusal":
      return "rejected immediately";
    case "absence":
      return "not supported by this browser";
    case "service-worker":
      return "blocked by the service worker";
    case "answer":
      return "not blocked: a response came back";
    case "no-objection":
      return "not blocked: the browser sent it";
    case "silence":
      return "not proven to be blocked";
  }
}

/** Why a way stays open, by its probe. */
const OPEN_WORDS: Readonly<Partial<Record<ProbeKind, string>>> = {
  style: "open: stylesheets may load from there, with any query",
  script: "open: scripts may load from there, with any query",
  prefetch: "open: what may load may also be prefetched",
  frameworker: "open: an empty frame has its own globals",
  webrtc: "open: an empty frame has the constructor",
};

/** The result of the whole test, the worst first. */
export function summaryWords(outcomes: readonly (readonly [Probe, Outcome])[]): string {
  const named = (wanted: "open" | "wrong"): readonly string[] =>
    outcomes
      .filter(([probe, outcome]) => toneOf(probe, outcome) === wanted)
      .map(([{ kind, to }]) => (to === "own" ? `${PROBE_NAMES[kind]} (own server)` : PROBE_NAMES[kind]));
  const [open, wrong] = [named("open"), named("wrong")];
  if (wrong.length > 0) {
    return `${wrong.length} of ${outcomes.length} ways out ${wrong.length === 1 ? "is" : "are"} not proven to be blocked: ${wrong.join(", ")}. Do not trust this copy of the page with a token.`;
  }
  if (open.length === 0) return `All ${outcomes.length} ways out are blocked.`;
  return `${outcomes.length - open.length} of ${outcomes.length} ways out are blocked, as this page promises. Its policy cannot block the rest: ${open.join(", ")}.`;
}

/** What a directive covers; null for one that the project's own policy does not have. */
export function directiveWords(name: string): string | null {
  return DIRECTIVES[name] ?? null;
}

const DIRECTIVES: Readonly<Record<string, string>> = {
  "default-src": "everything not listed below, including frames and media",
  "script-src": "scripts; WebAssembly is for the weak-secret search",
  "style-src": "stylesheets; no inline styles",
  "worker-src": "workers; those from a blob inherit this policy",
  "connect-src": "fetch, sockets, event streams, beacons",
  "img-src": "images; none from a URL, not even from this page's server",
  "font-src": "fonts; none from a URL",
  "manifest-src": "the web app manifest",
  "base-uri": "what relative URLs are resolved against",
  "form-action": "where forms may be submitted",
  "frame-ancestors": "which pages may frame this one",
  "require-trusted-types-for": "no markup or script may be created from a string",
  "trusted-types": "except by these policies, all created at startup",
};

/** How many requests there were, and where to. */
export function requestWords({ own, foreign, last }: Requests): string {
  const files = own.length === 1 ? "1 file" : `${own.length} files`;
  const when = last === null ? "" : `, the last one ${(last / 1000).toFixed(1)} s after startup`;
  const outside = foreign.length === 0 ? "No" : foreign.length;
  return `${outside} outside ${foreign.length === 1 ? "request" : "requests"} (${files} from this site${when})`;
}

/** What is stored, by place. */
export function storeWords(stores: readonly Store[]): string {
  const used = stores.filter(({ count }) => count !== null && count > 0);
  const closed = stores.filter(({ count }) => count === null).map(({ name }) => name.toLowerCase());
  const unseen = closed.length === 0 ? "" : ` (closed to this page: ${closed.join(", ")})`;
  if (used.length === 0) return `nothing: tokens and keys live in memory${unseen}`;
  return `${used.map(({ name, names }) => `${name.toLowerCase()}: ${names.join(", ")}`).join("; ")}${unseen}`;
}

export function serviceWorkerWords(fact: ServiceWorkerFact): string {
  switch (fact.kind) {
    case "lacking":
      return "not available here";
    case "none":
      return "none";
    case "there":
      return `${fact.script}, ${fact.state}${fact.controls ? ", answers this page's requests" : ""}`;
  }
}

/** What no policy can stop, in plain words, and what helps against it. */
export const NOT_STOPPED: readonly (readonly [string, string])[] = [
  [
    "Navigation",
    "A script could send the whole page to another address, or open a window, with data in it. Nothing in this page does that, and you would see it. The self-test does not try it, because it would leave the page.",
  ],
  [
    "The page's own server",
    "The page loads its scripts, stylesheets and manifest from there, and a policy ignores the query string: a script could request a URL of that server with data in it, as a script, a stylesheet, a prefetch, or a worker of an empty frame. Once the page is saved for offline use, its service worker blocks all of these.",
  ],
  [
    "WebRTC",
    "Peer connections bypass every policy. The page's first script removes their constructors: a courtesy, not a barrier, since a script can get them back from a new frame.",
  ],
  ["DNS lookups", "To a policy, hints such as dns-prefetch and preconnect are not requests. The page contains none."],
  [
    "The service worker's code",
    "A service worker sits between page and network, and this page's policy does not apply to it. The line above says whether one is active, and which file it is.",
  ],
  ["Extensions", "An extension that may read all pages reads this one too. A private window usually has none."],
  [
    "The browser itself",
    "It keeps a history, may sync it, and sees what you paste. So do clipboard managers and anyone who sees the screen.",
  ],
  [
    "This page, if it is not the real one",
    "A modified copy could show any text, including this one. Check the browser's network panel (F12), which the page cannot fake, and compare the files with the checksums of a release.",
  ],
];
