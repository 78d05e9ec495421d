import { golangJwt } from "./targets/golang-jwt.ts";
import { identityModel } from "./targets/identity-model.ts";
import { jjwt } from "./targets/jjwt.ts";
import { jose } from "./targets/jose.ts";
import { joserfc } from "./targets/joserfc.ts";
import { jsonwebtoken } from "./targets/jsonwebtoken.ts";
import { nginx } from "./targets/nginx.ts";
import { nimbus } from "./targets/nimbus.ts";
import { openssl } from "./targets/openssl.ts";
import { phpJwt } from "./targets/php-jwt.ts";
import { pyjwt } from "./targets/pyjwt.ts";
import { rubyJwt } from "./targets/ruby-jwt.ts";
import { rust } from "./targets/rust.ts";
import { spring } from "./targets/spring.ts";
import { step } from "./targets/step.ts";
import type { VerifyTarget } from "./types.ts";

/** All targets, in display order. */
export const VERIFY_TARGETS: readonly VerifyTarget[] = [
  jose,
  jsonwebtoken,
  pyjwt,
  joserfc,
  golangJwt,
  jjwt,
  nimbus,
  spring,
  identityModel,
  rubyJwt,
  phpJwt,
  rust,
  step,
  openssl,
  nginx,
];
