import { lookAt } from "../../core/registry/issuers.ts";
import { keySetCommand, keySourceOf } from "../../core/registry/key-sets.ts";
import { ASK_FOR_KEYS } from "../../core/rules/key/ask-for-keys.ts";
import { Button } from "../Button.tsx";
import { useActions, useView } from "../WorkbenchContext.tsx";

/** If the verification key is missing, or not in the set: where the issuer publishes it, as a command to copy. The page itself fetches nothing. */
export function WhereIsTheKey() {
  const code = useView(({ verdict, base }) => (base.form.startsWith("jwe") ? null : verdict.judgement?.reason.code));
  return code === "no-public-key" || code === "kid-not-in-set" ? <Source isOther={code === "kid-not-in-set"} /> : null;
}

function Source({ isOther }: { readonly isOther: boolean }) {
  const header = useView((view) => view.header.json);
  const payload = useView((view) => view.payload.json);
  const { copyText } = useActions();
  const source = keySourceOf(lookAt(header, payload));
  if (source === null) return null;
  return (
    <div className="where-key">
      <p className="meta">
        {isOther && "The key may be newer than this set: keys are rotated. Fetch the set again. "}
        {source.isDocumented ? "This issuer publishes its keys at: " : "Where the token’s iss points, not verified: "}
        <bdi translate="no">{source.url}</bdi>
      </p>
      <Button className="small" icon="copy" onClick={() => void copyText(keySetCommand(source), "command")}>
        {ASK_FOR_KEYS}
      </Button>
    </div>
  );
}
