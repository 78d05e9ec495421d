import type { JsonNode, JsonObject } from "../json/types.ts";
import type { Abilities, Requirements } from "../policy/write/requirements.ts";
import type { Range, TextEdit } from "../text/range.ts";
import type { CodeKind } from "./code/kinds.ts";

/** The kind of configuration that a text was recognised as; these names are part of the page's contract. */
export type VerifierKind =
  | "aws-trust-policy"
  | "entra-federated-credential"
  | "github-oidc"
  | "gitlab-oidc"
  | "kubernetes-authentication"
  | "istio"
  | "envoy"
  | "envoy-gateway"
  | "spring"
  | "aws-jwt-authorizer"
  | "vault-role"
  | "kong"
  | "google-endpoints"
  | "aspnet"
  | "azure-app-service"
  | "hasura"
  | "google-iap"
  | "gcp-attribute-condition"
  | "azure-validate-jwt"
  | "traefik"
  | "apisix"
  | "nginx"
  | "apache"
  | "oauth2-proxy"
  | "quarkus"
  | "postgrest"
  | "supabase"
  | "cognito"
  | "krakend"
  | "grafana"
  | "apigee"
  | "rabbitmq"
  | "kafka"
  | "haproxy"
  | "caddy"
  | "tyk"
  | "argocd"
  | "contour"
  | "elasticsearch"
  | "nomad"
  | "oathkeeper"
  | "jotscope-policy"
  | CodeKind;

export type ConditionOutcome = "met" | "unmet" | "unknown";
export type ListOutcome = "accepted" | "refused" | "unknown";

/** What a configuration is judged against: the current token and time. */
export interface Presented {
  /** The JOSE Header (`envelope/json-seals`). Null: no token is open, or this part of it is not a JSON object. */
  readonly header: JsonObject | null;
  readonly claims: JsonObject | null;
  /** The result of verifying the signature with the current key. */
  readonly signature: ConditionOutcome;
  /** Seconds since the epoch, and the slack set on the page. */
  readonly now: number;
  readonly leeway: number;
}

/** A value that a configuration requires, and its range there. */
export interface Wanted {
  readonly text: string;
  readonly range: Range;
}

/** A part of a value that a pattern matched; `wild`: by a wildcard. */
export interface Piece {
  readonly text: string;
  readonly wild: boolean;
}

/** The result of a condition for a token. */
export interface Judged {
  readonly outcome: ConditionOutcome;
  /** Why, as a sentence without its full stop. */
  readonly why: string;
  /** The claim that was checked; null if the condition is not about the token. */
  readonly claim: string | null;
  /** `claim` is a header parameter. */
  readonly ofHeader?: true;
  /** The token's value, and the closest configured one; null if there is nothing to compare. */
  readonly token: string | null;
  readonly wanted: string | null;
  /** What each part of a pattern matched; null if nothing matched, or there was no wildcard. */
  readonly pieces: readonly Piece[] | null;
}

/** One thing that a configuration requires of a token. */
export interface Condition {
  /** A JSON Pointer or dotted path that ends in the member's name as written in the file. */
  readonly name: string;
  /** Its statement, rule or provider. */
  readonly group: string;
  /** Its range; null for what the verifier requires of every token. */
  readonly range: Range | null;
  readonly judge: (presented: Presented) => Judged;
  /** The edit that makes it also accept exactly this value; null if none may be offered. Absent: never. */
  readonly widen?: (value: string) => TextEdit | null;
}

/** How the conditions of a configuration combine. An empty `all` is met, an empty `any` is not. */
export type Logic =
  | { readonly op: "is"; readonly condition: Condition }
  | { readonly op: "all" | "any"; readonly of: readonly Logic[] }
  | { readonly op: "not"; readonly of: Logic };

/** A condition, or the lack of one, that lets in more than its author can have intended. */
export interface Danger {
  readonly claim: string;
  readonly group: string;
  readonly range: Range | null;
  readonly title: string;
  /** What an attacker does with it. */
  readonly attack: string;
}

/** A part of a request that may hold the token. */
export interface TokenPlace {
  readonly in: "header" | "cookie" | "parameter";
  readonly name: string;
}

/** What a configuration says. */
export interface Reading {
  readonly kind: VerifierKind;
  /** Its name, as in “The … refuses the token”. */
  readonly title: string;
  /** All conditions, in the order of the file. */
  readonly conditions: readonly Condition[];
  readonly logic: Logic;
  readonly dangers: readonly Danger[];
  /** What the verifier requires that is not in this file. */
  readonly notes: readonly string[];
  /** All places of a request in which it looks for the token; absent: unknown. */
  readonly places?: readonly TokenPlace[] | undefined;
}

/** One verifier's configuration: how it is recognised, and what it requires. */
export interface Verifier {
  readonly kind: VerifierKind;
  readonly title: string;
  /** What it reads from a text; null if the text is not of this kind. Never throws. */
  readonly read: (
    source: Source,
  ) => (Omit<Reading, "kind" | "title" | "notes"> & Partial<Pick<Reading, "notes">>) | null;
  /** Writes such a configuration; reading it gives the same conditions. */
  readonly write?: Writer;
  /** Other forms of its configuration that can be written as well. */
  readonly forms?: readonly WrittenForm[];
}

/** A form in which a configuration can be written. */
export interface WrittenForm {
  /** Distinct from all kinds and other forms. */
  readonly id: string;
  readonly title: string;
  readonly write: Writer;
}

/** How a policy is written as a verifier's configuration. */
export interface Writer {
  /** Which parts of a policy the configuration requires, and what it cannot express. */
  readonly abilities: Abilities;
  /** What starts a comment; null if the syntax has none. */
  readonly comment: "#" | null;
  /** The configuration without remarks. Whatever the values are, it is well-formed. */
  readonly text: (wanted: Requirements) => string;
}

/** A text as far as its syntax could be read. */
export interface Source {
  readonly text: string;
  /** The documents in it. */
  readonly roots: readonly JsonNode[];
  /** Why the rest of it could not be read, with the range; empty if all of it could. */
  readonly problems: readonly { readonly words: string; readonly range: Range }[];
  /** It is source code; its calls are read by `code/`. */
  readonly isCode?: true;
}
