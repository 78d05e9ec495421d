import type { TokenForm } from "../envelope/types.ts";

/** Where a token was. `line`: in text that is not an exchange, or an unknown part of one. */
export type PlaceKind = "header" | "cookie" | "query" | "fragment" | "path" | "body" | "message" | "line";

/** What the tokens of one request and response, or of one line, share. */
export interface Context {
  /** The number of the file, from 0. */
  readonly file: number;
  /** The number of the request in the file, or of the line, from 1. */
  readonly entry: number;
  /** When, in seconds since the epoch; null if the file does not say. */
  readonly at: number | null;
  /** Where the request went: host with its port, in lower case; null if the file does not say. */
  readonly host: string | null;
  readonly method: string | null;
  /** Without query, fragment and tokens. */
  readonly path: string | null;
  /** The response that followed; null if there was none. */
  readonly status: number | null;
}

/** A token at its place. */
export interface Found {
  readonly text: string;
  readonly place: PlaceKind;
  /** The header field, cookie, parameter or member that names it there. */
  readonly name: string | null;
  /** To the server, from it, or unknown. */
  readonly sent: boolean | null;
  /** Its own time, if it differs from the request's. */
  readonly at?: number;
}

/** One place where a token was seen. */
export interface Use extends Context, Omit<Found, "text" | "at"> {
  /** Sent this many seconds after its `exp`; 0 is too late as well. */
  readonly late: number | null;
  /** Sent to a host outside its `aud`. */
  readonly elsewhere: boolean;
  /** The number of the answer in `Collected.answers`, where the request was refused with a message. */
  readonly answer: number | null;
}

/**
 * A token's claims, as far as readable without a key; for an SD-JWT, including what it discloses. Nothing is verified.
 */
export interface Claims {
  readonly form: TokenForm;
  readonly alg: string | null;
  /** In words, without article: "Access token". */
  readonly kind: string;
  readonly iss: string | null;
  /** The issuer's display name: its host where `iss` is a URL, else `iss`; "" if there is none. */
  readonly issuer: string;
  readonly sub: string | null;
  readonly sid: string | null;
  readonly client: string | null;
  readonly aud: readonly string[];
  readonly iat: number | null;
  readonly nbf: number | null;
  readonly exp: number | null;
  /** `exp` comes from a disclosure of an SD-JWT (RFC 9901 section 4.2). */
  readonly isExpDisclosed: boolean;
  /** How many digests of an SD-JWT have no disclosure: an absent claim may be hidden behind one. */
  readonly hidden: number;
}

/** How often a token was seen, in total and in places that stand out. */
export interface Counts {
  readonly all: number;
  readonly late: number;
  readonly elsewhere: number;
  /** In a query, fragment or path. */
  readonly inUrl: number;
}

/** A distinct token of a file, with its places. */
export interface CollectedToken {
  /** In the order in which tokens were first seen, from 0. */
  readonly index: number;
  readonly text: string;
  readonly claims: Claims;
  readonly counts: Counts;
  /** When it was first and last seen, in seconds since the epoch; null if the file has no times. */
  readonly first: number | null;
  readonly last: number | null;
  /** At most `MOST_USES`, and `MOST_MARKED` that stand out, in the order of the file. */
  readonly uses: readonly Use[];
}

/** A server's answer to requests that it refused. */
export interface Answer {
  readonly index: number;
  /** Status line, challenge and body, in the form of an error message. */
  readonly text: string;
  readonly status: number;
  readonly count: number;
  /** The first request that it answered. */
  readonly context: Context;
  /** Whether those requests carried a token. */
  readonly hadToken: boolean;
}

/** Why a file was not read or kept completely. */
export interface Problem {
  readonly file: number;
  readonly code:
    | "cut" // the file ends within its JSON
    | "broken" // from there on it is not JSON
    | "deep" // its JSON nests too deep
    | "too-many" // tokens that were not kept
    | "too-long" // runs of characters longer than any token
    | "too-large" // the part of an unpacked file that was left out
    | "unreadable" // the rest of the file could not be read or unpacked
    | "no-zone" // times without a zone, read as UTC
    | "zip" // a ZIP archive, whose files were not read
    | "binary"; // not text, or UTF-16 without a byte order mark
  /** The byte of the fault, from 0, and its line, from 1; null if not meaningful. */
  readonly byte: number | null;
  readonly line: number | null;
  readonly count: number;
}

/** How a file was read. */
export type FileFormat = "har" | "text";

/** The results so far. */
export interface Progress {
  readonly file: number;
  readonly format: FileFormat | null;
  /** Of the file, in bytes. */
  readonly read: number;
  readonly size: number;
  /** The requests of an archive, or the lines of any other text. */
  readonly entries: number;
  /** Distinct tokens in this file, including those that an earlier file had. */
  readonly tokens: number;
  readonly places: number;
}

/** New or changed since the last call. */
export interface Batch {
  readonly progress: Progress;
  readonly tokens: readonly CollectedToken[];
  readonly answers: readonly Answer[];
  readonly problems: readonly Problem[];
}
