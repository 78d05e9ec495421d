/** The libraries whose calls are read; these names are part of the page's contract. */
export type CodeKind =
  | "jsonwebtoken"
  | "express-jwt"
  | "passport-jwt"
  | "jose"
  | "express-oauth2-jwt-bearer"
  | "pyjwt"
  | "python-jose"
  | "simplejwt"
  | "golang-jwt"
  | "ruby-jwt"
  | "php-jwt"
  | "java-jwt";
