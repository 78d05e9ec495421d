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
    // Typed as always present.
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
    // It rejects like `ready`, and nobody else handles that.
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
    // An import in one of the page's style sheets: a style element would be refused as inline, whatever it imports.
    const sheet = [...document.styleSheets].find(({ ownerNode }) => ownerNode !== null);
    const end = listed(url);
    try {
      sheet?.insertRule(`@import url(${JSON.stringify(url)});`, 0);
    } catch {
      // Scripts cannot access the sheet of a page opened as a file. That does not mean that the import was refused.
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
    // A refused frame loads, too: an empty page.
    const end = ends(frame, { load: SENT });
    frame.src = url;
    return end;
  },

  async form({ url, tidy }) {
    // Each form gets its own frame: of two with the same target, only the last is submitted.
    const frame = hiddenFrame(tidy, `jotscope-probe ${url}`);
    // A form whose target does not exist would open a window.
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
      // Firefox throws because of the frame, too, so this proves nothing about the form.
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

  // A worker that does not start has tried nothing, so it proves nothing.
  worker: ({ url }) => fetchInWorker(url).catch(neverHeardOf),

  sharedworker: ({ url, tidy }) => startShared(globalThis, url, tidy),

  frameworker: ({ url, tidy }) => startShared(realmOf(hiddenFrame(tidy)), url, tidy),

  async webrtc({ tidy }) {
    // A reachable constructor is enough: there is no need to send anything.
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

/** What a probe looks for in the global object of the page or of an empty frame; each may be absent. */
interface Realm {
  readonly SharedWorker?: typeof SharedWorker;
  readonly trustedTypes?: Policies;
  readonly RTCPeerConnection?: unknown;
  readonly webkitRTCPeerConnection?: unknown;
}

function realmOf(frame: HTMLIFrameElement): Realm {
  return (frame.contentWindow ?? {}) as Realm;
}

/**
 * Starts a shared worker from an address: as a plain string, and through each policy that the page lists and that is
 * still free.
 */
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

/** Resolves with the value for the first of these events. */
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

/** A frame is named before it is in the page: if named later, it is not a target. */
function hiddenFrame(tidy: Attempt["tidy"], name = ""): HTMLIFrameElement {
  const frame = document.createElement("iframe");
  frame.name = name;
  frame.hidden = true;
  frame.title = "Self-test";
  document.body.append(frame);
  tidy(() => frame.remove());
  return frame;
}
