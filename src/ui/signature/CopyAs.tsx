import { memo, useEffect, useState } from "react";
import type * as copies from "../../core/keys/copies.ts";
import type { KeyCopy } from "../../core/keys/copies.ts";
import { lastMember } from "../../core/json/query.ts";
import { decodeSecret } from "../../core/keys/secret.ts";
import type { View } from "../../state/types.ts";
import { Menu, useCloseMenu } from "../Menu.tsx";
import { useActions, useView } from "../WorkbenchContext.tsx";

/** The fields whose keys can be copied in another form. */
export type CopyField = "secret" | "public-key" | "private-key";

const FIELD_WORDS: Readonly<Record<CopyField, string>> = {
  secret: "secret",
  "public-key": "verification key",
  "private-key": "signing key",
};

/** Copies a field's key in another form: PEM, JWK, JWK Set, or quoted for a shell. */
export const CopyAs = memo(function CopyAs({ field }: { readonly field: CopyField }) {
  const usable = useView((view) => isUsable(view, field));
  return (
    <Menu name={`Copy the ${FIELD_WORDS[field]} as`} icon="down" className="icon small" disabled={!usable}>
      <Forms field={field} />
    </Menu>
  );
});

type Copies = typeof copies;

/** The format writers load when a menu is first opened. */
function Forms({ field }: { readonly field: CopyField }) {
  const close = useCloseMenu();
  const [module, setModule] = useState<Copies | null>(null);
  useEffect(() => {
    void import("../../core/keys/copies.ts").then(setModule);
  }, []);
  const reading = useView((view) => (field === "private-key" ? view.privateKey : view.publicKey));
  const secret = useView(({ fields }) => fields.keys.secret);
  const alg = useView(({ algorithm }) => algorithm.value) || null;
  const headerKid = useView(kidOf);
  const { copyText } = useActions();
  if (module === null) return <p className="menu-note">One moment</p>;
  const context = { alg, headerKid };
  const decoded = decodeSecret(secret);
  const copies =
    field !== "secret"
      ? module.keyCopies(reading ?? { kind: "empty" }, field === "private-key" ? "private" : "public", context)
      : "bytes" in decoded
        ? module.secretCopies(decoded.bytes, context)
        : [];
  return (
    <>
      {HALVES.map(([half, title]) => {
        const forms = copies.filter((copy) => copy.half === half);
        if (forms.length === 0) return null;
        return (
          <section key={half} aria-label={title}>
            <h4 className={half === "public" ? "menu-title" : "menu-title secret"}>{title}</h4>
            <ul>
              {forms.map((copy) => {
                const [name, what] = FORMS[copy.id];
                return (
                  <li key={copy.id}>
                    <button
                      type="button"
                      onClick={() => {
                        close();
                        void copyText(copy.text(), `${half === "secret" ? "secret" : `${half} key`} as ${name}`);
                      }}
                    >
                      <b>{name}</b>
                      <span>{what}</span>
                      {copy.kid !== undefined && (
                        <span>
                          kid <bdi className="kid">{shortKid(copy.kid)}</bdi>
                          {KID_FROM[copy.kid.from]}
                        </span>
                      )}
                    </button>
                  </li>
                );
              })}
            </ul>
          </section>
        );
      })}
    </>
  );
}

/** A thumbprint is cut, since people compare only its first characters; a name is shown in full. */
function shortKid({ value, from }: NonNullable<KeyCopy["kid"]>): string {
  return from === "thumbprint" ? `${value.slice(0, 8)}…` : value;
}

function isUsable(view: View, field: CopyField): boolean {
  if (field === "secret")
    return view.fields.keys.secret.text !== "" && "bytes" in decodeSecret(view.fields.keys.secret);
  const reading = field === "private-key" ? view.privateKey : view.publicKey;
  return reading?.kind === "keys" && reading.keys.some(({ jwk }) => jwk.kty !== "oct");
}

function kidOf({ header }: View): string | null {
  const root = header.json.root;
  const kid = root?.type === "object" ? lastMember(root, "kid")?.value : undefined;
  return kid?.type === "string" && kid.value !== "" ? kid.value : null;
}

const HALVES = [
  ["private", "Private half: never share it"],
  ["secret", "The secret: never share it"],
  ["public", "Public half: free to share"],
] as const satisfies readonly (readonly [KeyCopy["half"], string])[];

const KID_FROM = {
  key: ", its own kid",
  thumbprint: ", kid is its thumbprint",
  header: ", kid as in the token",
} as const satisfies Record<NonNullable<KeyCopy["kid"]>["from"], string>;

const FORMS: Readonly<Record<KeyCopy["id"], readonly [name: string, what: string]>> = {
  spki: ["PEM", "SubjectPublicKeyInfo, which most libraries expect"],
  jwk: ["JWK", "one JSON Web Key"],
  jwks: ["JWK Set", "to publish at a jwks_uri"],
  "jwks-header-kid": ["JWK Set for this token", "with the kid from the token’s header"],
  "spki-env": ["PEM on one line", "line breaks as \\n, for an environment variable"],
  "spki-base64": ["PEM in Base64", "for an environment variable or a secret store"],
  thumbprint: ["Thumbprint", "RFC 7638 with SHA-256, as in cnf.jkt"],
  pkcs8: ["PEM", "PKCS#8, which most libraries expect"],
  "private-jwk": ["Private JWK", "one JSON Web Key with its private members"],
  "pkcs8-env": ["PEM on one line", "line breaks as \\n, for an environment variable"],
  "pkcs8-base64": ["PEM in Base64", "for an environment variable or a secret store"],
  base64: ["Base64", "the bytes of the secret, with padding"],
  base64url: ["Base64url", "the bytes of the secret, without padding"],
  hex: ["Hex", "the bytes of the secret"],
  "oct-jwk": ["JWK", "one JSON Web Key of type oct"],
  shell: ["Shell word", "quoted, so that a shell passes it on unchanged"],
};
