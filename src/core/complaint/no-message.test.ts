import { expect, test } from "vitest";
import { diagnoseComplaint } from "./diagnose.ts";
import { matchComplaint } from "./match.ts";
import { otherThanMessage } from "./no-message.ts";

const readingOf = (text: string) => diagnoseComplaint(matchComplaint(text), () => ({ kind: "unknown", words: "" }));

const CODE: readonly string[] = [
  `app.use((req,res,next)=>{ const h=req.headers.authorization; if(!h) return res.status(401).json({error:"missing token"}); next(); });`,
  `    except jwt.ExpiredSignatureError:
        raise HTTPException(status_code=401, detail="Token has expired")
    except jwt.InvalidTokenError:
        raise HTTPException(status_code=401, detail="Invalid token")`,
  `\tif err != nil {
\t\treturn nil, errors.New("token is expired")
\t}
\tif !token.Valid {
\t\treturn nil, fmt.Errorf("token signature is invalid: %w", err)
\t}`,
  `} catch (ExpiredJwtException e) {
    throw new AuthException("JWT expired");
} catch (SignatureException e) {
    log.error("JWT signature does not match locally computed signature. JWT validity cannot be asserted and should not be trusted.");
}`,
  `it("rejects expired tokens", async () => {
  const res = await request(app).get("/me").set("Authorization", "Bearer " + expired);
  expect(res.status).toBe(401);
  expect(res.body.error).toBe("jwt expired");
});`,
  `try { $d = JWT::decode($t, new Key($k, 'HS256')); } catch (ExpiredException $e) { die('Expired token'); } catch (SignatureInvalidException $e) { die('Signature verification failed'); }`,
  `rescue JWT::ExpiredSignature
  render json: { error: "Signature has expired" }, status: :unauthorized
end`,
  `catch (SecurityTokenExpiredException) { return Unauthorized("IDX10223: Lifetime validation failed"); }`,
  `if (e.message === "jwt expired") refresh();
else if (e.message === "invalid signature") logout();`,
  `diff --git a/app/auth.py b/app/auth.py
index 83db48f..bf2a6c1 100644
--- a/app/auth.py
+++ b/app/auth.py
@@ -1,3 +1,3 @@
 def check(token):
-    raise InvalidTokenError("Signature verification failed")
+    raise InvalidTokenError("bad signature")`,
  `@ExceptionHandler(JwtException.class)
public ResponseEntity<String> handle(JwtException e) {
    return ResponseEntity.status(401).body("Invalid JWT token");
}`,
  `throw new UnauthorizedException("jwt malformed");`,
  `export const ERRORS = {
  EXPIRED: "jwt expired",
  INVALID: "invalid signature",
} as const;`,
  `fun parse(token: String): Claims =
    Jwts.parser().verifyWith(key).build().parseSignedClaims(token).payload`,
  `def verify(conn, _opts) do
  case Guardian.decode_and_verify(token) do
    {:error, :token_expired} -> send_resp(conn, 401, "token expired")
  end
end`,
];

test.each(CODE)("code that would print a message is not taken for one: %s", (text) => {
  expect(readingOf(text)).toMatchObject({ kind: "unknown", other: "source code", answers: [] });
});

test("a program's help and an authorization server's answer are no message", () => {
  for (const [text, other] of [
    ["Usage: tok verify [--aud=<audience>] [--iss=<issuer>] [--jwks=<jwks>]", "a program’s help"],
    [
      '{"access_token":"9f86","token_type":"Bearer","refresh_token":"8e1a","scope":"openid"}',
      "an OAuth token response with an opaque access token",
    ],
  ] as const)
    expect(readingOf(text)).toMatchObject({ kind: "unknown", other });
});

test.each([
  // With the message that the code printed.
  `/srv/app/node_modules/jsonwebtoken/verify.js:190
      return done(new JsonWebTokenError('invalid algorithm'));
                  ^

JsonWebTokenError: invalid algorithm`,
  `    raise ExpiredSignatureError("Signature has expired")
jwt.exceptions.ExpiredSignatureError: Signature has expired`,
  // Objects and exceptions as programs print them.
  `{
  name: 'TokenExpiredError',
  message: 'jwt expired'
}`,
  `InvalidSignatureError('Signature verification failed')`,
  `Error: jwt audience invalid. expected: orders-api`,
  `level=error msg="token is expired" path=/v1/orders`,
  `{"error":"invalid_token","error_description":"The access token expired"}`,
  `public key for kid a1 not found (JWT)`,
  `for user 7: jwt expired`,
  `return code 401: jwt malformed`,
  `Uncaught (in promise) JsonWebTokenError: invalid signature`,
  `401 Unauthorized: {"message":"jwt expired"}`,
  `org.springframework.security.oauth2.jwt.JwtException: An error occurred while attempting to decode the Jwt: Jwt expired at 2026-11-30T10:00:00Z`,
])("what a program printed stays a message: %s", (text) => {
  expect(otherThanMessage(text)).toBeNull();
});
