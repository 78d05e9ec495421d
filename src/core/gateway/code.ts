import type { Policy } from "../policy/members.ts";
import { golangJwt } from "./code/golang-jwt.ts";
import { jose } from "./code/jose.ts";
import { nginx } from "./code/nginx.ts";
import { pyjwt } from "./code/pyjwt.ts";
import { spring } from "./code/spring.ts";

/** What a policy can be written for as a text that is not read back: code of a library. */
export interface CodeTarget {
  readonly id: string;
  readonly title: string;
  /** Takes the policy, and the token's `alg` for where it names no algorithm. Whatever they hold, the text stays well-formed. */
  readonly write: (policy: Policy, alg: string) => string;
}

/** Every library; each text checks what the library can, and says in a comment what it cannot. */
export const CODE_TARGETS: readonly CodeTarget[] = [
  { id: "nginx-njs", title: "nginx with njs", write: nginx },
  { id: "spring-security", title: "Spring Security", write: spring },
  { id: "jose", title: "jose (JavaScript)", write: jose },
  { id: "pyjwt", title: "PyJWT (Python)", write: pyjwt },
  { id: "golang-jwt", title: "golang-jwt (Go)", write: golangJwt },
];
