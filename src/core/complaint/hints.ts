import type { CauseId } from "../causes/index.ts";
import type { MessageValues, SaidValue } from "./values.ts";

/**
 * Causes that the values of a message point to, the most certain first: two issuers that differ only in their host,
 * an audience that is Microsoft Graph, a time in 1970. Takes the result of `readValues` and the text, which says
 * whose the values are. Nothing is guessed beyond the values.
 */
export function hintsOf({ said, missing }: MessageValues, text: string): readonly CauseId[] {
  const ofCharacters = ILLEGAL_SPACE.test(text) ? (["IN-01", "IN-02"] as const) : [];
  const ofValues = said.flatMap((value) => HINTS.filter(({ points }) => points(value, text)).map(({ cause }) => cause));
  return [...ofCharacters, ...ofValues, ...missing.flatMap((name) => ABSENT.get(name) ?? [])];
}

/** The cause of each claim or parameter that a message calls missing. */
const ABSENT: ReadonlyMap<string, CauseId> = new Map([
  ["aud", "CLM-08"],
  ["iss", "CLM-04"],
  ["sub", "CLM-11"],
  ["exp", "TIM-08"],
  ["kid", "KEY-08"],
]);

/** The character that a Java decoder reports is a space: no encoding contains it, and "Bearer" precedes it. */
const ILLEGAL_SPACE = /illegal base64(?:url)? character: ?' '/i;

interface Hint {
  readonly cause: CauseId;
  readonly points: (said: SaidValue, text: string) => boolean;
}

const GRAPH = /^(?:00000003-0000-0000-c000-000000000000|https:\/\/graph\.microsoft\.com\/?)$/;

const HINTS: readonly Hint[] = [
  { cause: "CLM-03", points: (said) => said.name === "iss" && compares(said, areBothEntra) },
  { cause: "CLM-01", points: (said) => said.name === "iss" && compares(said, (a, b) => bare(a) === bare(b)) },
  { cause: "CLM-02", points: (said) => said.name === "iss" && compares(said, haveOnePath) },
  {
    cause: "CLM-07",
    points: (said) => said.name === "aud" && compares(said, (a, b) => `api://${a}` === b || `api://${b}` === a),
  },
  {
    cause: "CLM-21",
    points: (said) => said.name === "aud" && compares(said, (a, b) => a !== b && a.trim() === b.trim()),
  },
  { cause: "CLM-10", points: ({ name, actual }) => name === "aud" && actual.some((aud) => GRAPH.test(aud)) },
  {
    // An ID token from Google's own sign-in, where a Firebase one is required.
    cause: "CLM-10",
    points: ({ name, actual }, text) =>
      name === "aud" && /firebase/i.test(text) && actual.some((aud) => aud.endsWith(".apps.googleusercontent.com")),
  },
  {
    cause: "PRV-02",
    points: ({ name, actual }) => name === "aud" && actual.some((aud) => aud.startsWith("https://identitytoolkit.")),
  },
  { cause: "CLM-14", points: (said) => said.name === "sub" && compares(said, (a, b) => fold(a) === fold(b)) },
  { cause: "HDR-01", points: ({ name, actual }) => name === "alg" && actual.some((alg) => /^none$/i.test(alg)) },
  { cause: "HDR-12", points: (said) => said.name === "alg" && compares(said, (a, b) => isShared(a) !== isShared(b)) },
  {
    cause: "TIM-04",
    points: ({ name, actual }) => name === "exp" && actual.some((time) => /^1970-|\/1970 /.test(time)),
  },
  { cause: "TIM-02", points: ({ name, actual }) => name === "exp" && actual.some((time) => /^\d{13}$/.test(time)) },
];

function compares({ expected, actual }: SaidValue, alike: (a: string, b: string) => boolean): boolean {
  return expected.some((a) => actual.some((b) => alike(a, b)));
}

const fold = (text: string): string => text.trim().toLowerCase();
const bare = (issuer: string): string => fold(issuer).replace(/\/$/, "");
const isShared = (alg: string): boolean => /^HS/i.test(alg);

const ENTRA = /^https:\/\/(?:sts\.windows\.net|login\.microsoftonline\.com)\/([\w-]+)/;

/** One tenant's two issuers: the one of v1.0 tokens and the one of v2.0. */
function areBothEntra(a: string, b: string): boolean {
  const tenant = ENTRA.exec(a)?.[1];
  return tenant !== undefined && tenant === ENTRA.exec(b)?.[1] && a !== b;
}

/** Two addresses of one issuer: different host, scheme or port, but the same path of some length. */
function haveOnePath(a: string, b: string): boolean {
  const path = (issuer: string): string => /^https?:\/\/[^/]+(\/.{3,})$/.exec(bare(issuer))?.[1] ?? "";
  return path(a) !== "" && path(a) === path(b) && a !== b;
}
