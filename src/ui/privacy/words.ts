import type { Outcome } from "../../core/privacy/judge.ts";
import type { ProbeId } from "../../core/privacy/probes.ts";
import type { Requests, ServiceWorkerFact, Store } from "../../page/privacy/facts.ts";

/** What a probe tries. */
export const PROBE_NAMES: Readonly<Record<ProbeId, string>> = {
  fetch: "Fetch",
  xhr: "XMLHttpRequest",
  beacon: "Beacon",
  websocket: "WebSocket",
  eventsource: "Event stream",
  webtransport: "WebTransport",
  image: "Picture",
  font: "Font",
  style: "Style sheet import",
  script: "Script",
  frame: "Frame",
  form: "Form",
  prefetch: "Prefetch",
  worker: "Fetch in a worker",
};

/** How a probe ended, to be read behind its name. */
export function outcomeWords(outcome: Outcome): string {
  switch (outcome.by) {
    case "violation":
      return `stopped by ${outcome.directive}`;
    case "refusal":
      return "refused at once";
    case "absence":
      return "this browser has none";
    case "answer":
      return "not stopped: an answer came back";
    case "no-objection":
      return "not stopped: the browser let it go";
    case "silence":
      return "could not be shown to be stopped";
  }
}

/** What the whole test says. */
export function summaryWords(outcomes: readonly (readonly [ProbeId, Outcome])[]): string {
  const open = outcomes.filter(([, { result }]) => result === "allowed");
  if (open.length === 0) return `All ${outcomes.length} ways out are shut.`;
  const names = open.map(([id]) => PROBE_NAMES[id]).join(", ");
  return `${open.length} of ${outcomes.length} ways out ${open.length === 1 ? "is" : "are"} not shown to be shut: ${names}. Do not trust this copy of the page with a token.`;
}

/** What a directive is about; null for one that the project's own policy has not. */
export function directiveWords(name: string): string | null {
  return DIRECTIVES[name] ?? null;
}

const DIRECTIVES: Readonly<Record<string, string>> = {
  "default-src": "whatever is not named below, frames and media among it",
  "script-src": "scripts; WebAssembly is the search for weak secrets",
  "style-src": "style sheets; none inside the markup",
  "worker-src": "workers; from a blob they inherit this policy",
  "connect-src": "fetch, sockets, event streams, beacons",
  "img-src": "pictures",
  "font-src": "fonts",
  "manifest-src": "the description of the page as an app",
  "base-uri": "what relative addresses are relative to",
  "form-action": "where forms are sent",
  "frame-ancestors": "which pages may show this one in a frame",
  "require-trusted-types-for": "no markup or script is made from a string",
  "trusted-types": "but by these, which are the page's own and its editor's",
};

/** How many requests there were, and where to. */
export function requestWords({ own, foreign, last }: Requests): string {
  const when = last === null ? "" : `, the last one ${(last / 1000).toFixed(1)} s after its start`;
  const files = own.length === 1 ? "1 file of its own" : `${own.length} files of its own`;
  if (foreign.length > 0) return `${foreign.length} to elsewhere, and ${files}${when}`;
  return `none to elsewhere; ${files}${when}`;
}

/** What is kept, by place. */
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
      return "not to be had here";
    case "none":
      return "none";
    case "there":
      return `${fact.script}, ${fact.state}${fact.controls ? ", answers this page's requests" : ""}`;
  }
}

/** What no policy stops, in plain words: what it is, and what there is against it. */
export const NOT_STOPPED: readonly (readonly [string, string])[] = [
  [
    "Navigation",
    "A script could send the whole page to another address, with data in it. Nothing of this page does, and you would see the address change.",
  ],
  [
    "WebRTC",
    "Peer connections send packets past every policy. The page's first script takes their constructors away: a courtesy and no wall, since a script with a frame of its own would find others.",
  ],
  [
    "Name look-ups",
    "Hints to a browser to look up or greet a host are no requests to a policy. The page has none in it.",
  ],
  [
    "The service worker's code",
    "A service worker stands between page and network, and this page's policy does not bind it. The line above says whether one is at work, and which file it is.",
  ],
  ["Extensions", "An extension that may read all pages reads this one as well. A private window mostly has none."],
  [
    "The browser itself",
    "It keeps a history, may sync it, and sees what you paste. So do the clipboard's manager and whoever sees the screen.",
  ],
  [
    "This page, if it is not the real one",
    "A changed copy could show any text, this one too. The browser's own network panel (F12) does not believe the page, and the sums of a release tell a changed file.",
  ],
];
