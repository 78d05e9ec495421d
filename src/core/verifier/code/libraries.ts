import { libraryVerifier } from "./library.ts";
import { expressJwt } from "./libraries/express-jwt.ts";
import { expressOauth2JwtBearer } from "./libraries/express-oauth2-jwt-bearer.ts";
import { jose } from "./libraries/jose.ts";
import { jsonwebtoken } from "./libraries/jsonwebtoken.ts";
import { passportJwt } from "./libraries/passport-jwt.ts";
import { pyjwt } from "./libraries/pyjwt.ts";
import { pythonJose } from "./libraries/python-jose.ts";
import { simplejwt } from "./libraries/simplejwt.ts";
import { golangJwt } from "./libraries/golang-jwt.ts";
import { javaJwt } from "./libraries/java-jwt.ts";
import { phpJwt } from "./libraries/php-jwt.ts";
import { rubyJwt } from "./libraries/ruby-jwt.ts";

/** All libraries, in the order in which they are tried on code. */
export const LIBRARIES = [
  jose,
  expressJwt,
  passportJwt,
  expressOauth2JwtBearer,
  jsonwebtoken,
  simplejwt,
  pythonJose,
  pyjwt,
  golangJwt,
  rubyJwt,
  phpJwt,
  javaJwt,
].map(libraryVerifier);
