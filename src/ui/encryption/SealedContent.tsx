import { stringMember } from "../../core/json/query.ts";
import { contentEncryptionRow, keyManagementRow } from "../../core/registry/encryption-algorithms.ts";
import { isKeyRight } from "../../core/verdict/key-right.ts";
import type { View } from "../../state/types.ts";
import { Button } from "../Button.tsx";
import { useDeskMark } from "../desk-mark.ts";
import { useGoTo } from "../source-map/use-go-to.ts";
import { useView } from "../WorkbenchContext.tsx";
import { keyNeeded, sealedSize } from "./sealed-words.ts";
import "./sealed.css";

/** Header parameters that identify the key (RFC 7516 section 4.1), most helpful first. */
const NAMES = ["kid", "x5t#S256", "x5t"] as const;

/** Replaces a payload that no key here decrypts: says that it cannot be read, which key it needs, and leads to its field. */
export function SealedContent() {
  useDeskMark("sealed");
  const header = useView(({ header: pane, token }) => token.seal?.joined.json ?? pane.json);
  const bytes = useView(({ token }) => token.segments.find(({ name }) => name === "ciphertext")?.bytes.length ?? null);
  const given = useView(givenWords);
  const isTokenAtFault = useView(isTheTokensFault);
  const goTo = useGoTo();
  const alg = stringMember(header, "alg") ?? "";
  const row = keyManagementRow(alg);
  const needed = keyNeeded(header);
  const isShared = row?.keyTypes.includes("oct") === true;
  const enc = contentEncryptionRow(stringMember(header, "enc") ?? "");
  return (
    <section className="sealed" aria-label="Sealed content">
      <h3>Sealed content</h3>
      <p>
        {`The content cannot be read, so its claims and times are unknown. ${sealedSize(bytes, enc, stringMember(header, "zip") !== null)}`}
        {/^(?:application\/)?jwt$/i.test(stringMember(header, "cty") ?? "") && " cty says that it is another token."}
      </p>
      {needed !== null && (
        <dl>
          <div>
            <dt>Key needed</dt>
            <dd>{needed}</dd>
          </div>
          {NAMES.map((name) => {
            const value = stringMember(header, name);
            return value === null ? null : (
              <div key={name}>
                <dt translate="no">{name}</dt>
                <dd>
                  <code>{value.length > 200 ? `${value.slice(0, 200)}…` : value}</code>
                </dd>
              </div>
            );
          })}
          <div>
            <dt translate="no">alg</dt>
            <dd>
              <code>{alg}</code>, {row?.description}
            </dd>
          </div>
        </dl>
      )}
      {given !== null && <p>{given}</p>}
      {row !== null && !isTokenAtFault && (
        <Button
          className="small"
          icon="key"
          onClick={() => goTo({ pane: isShared ? "secret" : "private-key", range: { start: 0, end: 0 } })}
        >
          {isShared ? "Go to the secret" : "Go to the private key"}
        </Button>
      )}
    </section>
  );
}

/** The given key decrypted it; no other key would do better. */
function isTheTokensFault({ verdict: { state, judgement } }: View): boolean {
  return state === "invalid" ? isKeyRight(judgement) : judgement?.reason.code === "zip-bomb";
}

/** Why the given key failed; null if there is none, or not known yet. */
function givenWords({ verdict: { state, judgement } }: View): string | null {
  if (judgement?.reason.code === "zip-bomb") return "The key is right, but the content was not decompressed.";
  if (state === "invalid")
    return isKeyRight(judgement)
      ? "The key is right, but the token was changed. Content that fails its tag is not shown."
      : "The key in the field does not decrypt it.";
  return state === "key-error" ? "The key in the field cannot be used for it." : null;
}
