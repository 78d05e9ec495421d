import { isUnsealed } from "../../core/envelope/unsealed.ts";
import { stringMember } from "../../core/json/query.ts";
import { Button } from "../Button.tsx";
import { useActions, useView } from "../WorkbenchContext.tsx";

/** Auth.js's algorithms, which never use the secret itself. */
const ENCRYPTIONS: readonly string[] = ["A256GCM", "A256CBC-HS512"];

/** For an Auth.js token and a secret: one click derives the key from the secret. */
export function AuthJsKey() {
  const fits = useView(
    ({ algorithm, header, base, fields, verdict }) =>
      base.form === "jwe" &&
      !isUnsealed(base.text) &&
      algorithm.value === "dir" &&
      ENCRYPTIONS.includes(stringMember(header.json, "enc") ?? "") &&
      fields.keys.secret.text !== "" &&
      verdict.state !== "decrypted",
  );
  const { applyFix } = useActions();
  if (!fits) return null;
  return (
    <div className="auth-js">
      <Button className="small" icon="key" onClick={() => applyFix({ kind: "auth-js-key" })}>
        Derive the Auth.js key
      </Button>
      <p className="meta">For a session of Auth.js or NextAuth.js, with AUTH_SECRET or NEXTAUTH_SECRET above.</p>
    </div>
  );
}
