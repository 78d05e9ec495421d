import type { Policy } from "../policy/members.ts";
import { apisix } from "./targets/apisix.ts";
import { envoy } from "./targets/envoy.ts";
import { golangJwt } from "./targets/golang-jwt.ts";
import { jose } from "./targets/jose.ts";
import { kong } from "./targets/kong.ts";
import { nginx } from "./targets/nginx.ts";
import { pyjwt } from "./targets/pyjwt.ts";
import { spring } from "./targets/spring.ts";
import { traefik } from "./targets/traefik.ts";

/** A form that a policy can be written in: configuration of a gateway, or code of a library. */
export interface ExportTarget {
  readonly id: string;
  readonly title: string;
  /** Takes the policy, and the token's `alg` for where it names no algorithm. Whatever they hold, the text stays well-formed. */
  readonly write: (policy: Policy, alg: string) => string;
}

/** Every target; each writes what it can check itself, and says in a comment what it cannot. */
export const EXPORT_TARGETS: readonly ExportTarget[] = [
  { id: "kong", title: "Kong", write: kong },
  { id: "envoy", title: "Envoy jwt_authn", write: envoy },
  { id: "apisix", title: "Apache APISIX", write: apisix },
  { id: "nginx", title: "nginx with njs", write: nginx },
  { id: "traefik", title: "Traefik", write: traefik },
  { id: "spring", title: "Spring Security", write: spring },
  { id: "jose", title: "jose (JavaScript)", write: jose },
  { id: "pyjwt", title: "PyJWT (Python)", write: pyjwt },
  { id: "golang-jwt", title: "golang-jwt (Go)", write: golangJwt },
];
