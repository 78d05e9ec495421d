import type { End } from "../../core/privacy/judge.ts";
import type { ProbeKind } from "../../core/privacy/probes.ts";
import { parsePolicy } from "../../core/privacy/policy.ts";
import { fetchInWorker } from "../../workers/probe-client.ts";
import { pagePolicies } from "./facts.ts";

/** The input of an attempt: its address, and where to register cleanup. */
export interface Attempt {
  readonly url: string;
  readonly tidy: (how: () => void) => void;
}

const ABSENT: End = { kind: "absent" };
const ANSWERED: End = { kind: "answered" };
const SENT: End = { kind: "sent" };

/**
 * How each way out is tried. The promise resolves with the outcome, as far as it is visible, and may stay pending; a
 * synchronous exception is an immediate refusal.
 */
export const ATTEMPTS: Readonly<Record<ProbeKind, (attempt: Attempt) => Promise<End>>> = {
  fetch: ({ url }) =>
    fetch(url, { mode: "no-cors" }).then(
      () => ANSWERED,
      () => SENT,
    ),

  xhr({ url }) {
    const request = new XMLHttpRequest();
    const end = ends(request, { load: ANSWERED, error: SENT });
    request.open("GET", url);
    request.send();
    return end;
  },

  async beacon({ url }) {
    // Typed as always there.
    const { sendBeacon } = navigator as { sendBeacon?: typeof navigator.sendBeacon };
    if (sendBeacon === undefined) return ABSENT;
    // False means that the browser did not accept the beacon.
    return sendBeacon.call(navigator, url, "probe") ? SENT : { kind: "refused", message: "sendBeacon: false" };
  },

  websocket({ url, tidy }) {
    const socket = new WebSocket(url);
    tidy(() => socket.close());
    return ends(socket, { open: ANSWERED, error: SENT });
  },

  eventsource({ url, tidy }) {
    const source = new EventSource(url);
    tidy(() => source.close());
    return ends(source, { open: ANSWERED, error: SENT });
  },

  async webtransport({ url, tidy }) {
    const { WebTransport: Transport } = globalThis as { WebTransport?: typeof WebTransport };
    if (Transport === undefined) return ABSENT;
    const transport = new Transport(url);
    tidy(() => transport.close());
    // It rejects as `ready` does, and nobody else listens.
    transport.closed.catch(() => {});
    return transport.ready.then(
      () => ANSWERED,
      () => SENT,
    );
  },

  image({ url }) {
    const image = new Image();
    const end = ends(image, { load: ANSWERED, error: SENT });
    image.src = url;
    return end;
  },

  font: ({ url }) =>
    new FontFace("jotscope-probe", `url(${JSON.stringify(url)})`).load().then(
      () => ANSWERED,
      () => SENT,
    ),

  style({ url, tidy }) {
    // An import into a style sheet of the page: a style element would be refused for being inline, whatever it imports.
    const sheet = [...document.styleSheets].find(({ ownerNode }) => ownerNode !== null);
    const end = listed(url);
    try {
      sheet?.insertRule(`@import url(${JSON.stringify(url)});`, 0);
    } catch {
      // The sheet of a page that was opened as a file is closed to scripts. That is not a refusal of the import.
      return end;
    }
    tidy(() => {
      const at = [...(sheet?.cssRules ?? [])].findIndex((rule) => rule instanceof CSSImportRule && rule.href === url);
      if (at >= 0) sheet?.deleteRule(at);
    });
    return end;
  },

  script: ({ url }) =>
    import(/* @vite-ignore */ url).then(
      () => ANSWERED,
      () => SENT,
    ),

  frame({ url, tidy }) {
    const frame = hiddenFrame(tidy);
    // A refused frame loads as well: an empty page.
    const end = ends(frame, { load: SENT });
    frame.src = url;
    return end;
  },

  async form({ url, tidy }) {
    // A frame of its own for each form: of two that go to one, only the last goes.
    const frame = hiddenFrame(tidy, `jotscope-probe ${url}`);
    // A form whose target is not there would open a window.
    if (frame.contentWindow?.name !== frame.name) return neverHeardOf();
    const end = ends(frame, { load: SENT });
    const form = document.createElement("form");
    form.method = "post";
    form.action = url;
    form.target = frame.name;
    form.hidden = true;
    document.body.append(form);
    tidy(() => form.remove());
    try {
      form.submit();
    } catch {
      // Firefox throws for the frame's sake too, so this shows nothing of the form.
      return SENT;
    }
    return end;
  },

  prefetch({ url, tidy }) {
    const link = document.createElement("link");
    if (!link.relList.supports("prefetch")) return Promise.resolve(ABSENT);
    const end = ends(link, { load: ANSWERED, error: SENT });
    link.rel = "prefetch";
    link.href = url;
    document.head.append(link);
    tidy(() => link.remove());
    return end;
  },

  // A worker that does not start has tried nothing, so nothing was shown.
  worker: ({ url }) => fetchInWorker(url).catch(neverHeardOf),

  sharedworker: ({ url, tidy }) => startShared(globalThis, url, tidy),

  frameworker: ({ url, tidy }) => startShared(realmOf(hiddenFrame(tidy)), url, tidy),

  async webrtc({ tidy }) {
    // A reachable constructor is enough: nothing needs to be sent to know that it could be.
    const found = [globalThis as Realm, realmOf(hiddenFrame(tidy))].some(
      (realm) => realm.RTCPeerConnection !== undefined || realm.webkitRTCPeerConnection !== undefined,
    );
    return found ? SENT : ABSENT;
  },
};

interface Policies {
  readonly createPolicy: (
    name: string,
    rules: { readonly createScriptURL: (url: string) => string },
  ) => { readonly createScriptURL: (url: string) => string };
}

/** What a probe looks for in the page's global object, or in that of an empty frame; each may be absent. */
interface Realm {
  readonly SharedWorker?: typeof SharedWorker;
  readonly trustedTypes?: Policies;
  readonly RTCPeerConnection?: unknown;
  readonly webkitRTCPeerConnection?: unknown;
}

function realmOf(frame: HTMLIFrameElement): Realm {
  return (frame.contentWindow ?? {}) as Realm;
}

/** Starts a shared worker from an address: as a plain text, and by each policy that the page lists and nobody has taken. */
async function startShared(
  { SharedWorker: Shared, trustedTypes }: Realm,
  url: string,
  tidy: Attempt["tidy"],
): Promise<End> {
  if (Shared === undefined) return ABSENT;
  const asText = (text: string): string => text;
  const listed = pagePolicies()
    .flatMap(parsePolicy)
    .flatMap(({ name, values }) => (name === "trusted-types" ? values : []));
  const ways = [
    asText,
    ...listed.map(
      (name) => (text: string) =>
        trustedTypes?.createPolicy(name, { createScriptURL: asText }).createScriptURL(text) ?? text,
    ),
  ];
  let refusal: unknown;
  for (const way of ways) {
    try {
      const worker = new Shared(way(url), { name: "jotscope-probe" });
      tidy(() => worker.port.close());
      return await ends(worker, { error: SENT });
    } catch (error) {
      refusal = error;
    }
  }
  throw refusal;
}

/** Gives what belongs to the first of these events. */
function ends(target: EventTarget, events: Readonly<Record<string, End>>): Promise<End> {
  return new Promise((resolve) => {
    for (const [name, end] of Object.entries(events)) {
      target.addEventListener(name, () => resolve(end), { once: true });
    }
  });
}

/** The outcome of an import is not reported, but a request shows in the browser's resource list. */
function listed(url: string): Promise<End> {
  return new Promise((resolve) => {
    new PerformanceObserver((list, observer) => {
      if (list.getEntriesByName(url).length === 0) return;
      observer.disconnect();
      resolve(SENT);
    }).observe({ type: "resource" });
  });
}

function neverHeardOf(): Promise<End> {
  return new Promise(() => {});
}

/** A frame has its name before it is in the page: a later one is not a target. */
function hiddenFrame(tidy: Attempt["tidy"], name = ""): HTMLIFrameElement {
  const frame = document.createElement("iframe");
  frame.name = name;
  frame.hidden = true;
  frame.title = "Self-test";
  document.body.append(frame);
  tidy(() => frame.remove());
  return frame;
}
