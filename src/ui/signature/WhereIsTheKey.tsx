import { stringMember } from "../../core/json/query.ts";
import { keySetCommand, keySourceOf } from "../../core/registry/key-sets.ts";
import { Button } from "../Button.tsx";
import { useActions, useView } from "../WorkbenchContext.tsx";

/** While the key to verify with is missing: where the issuer has it, as a command to copy. The page itself asks nobody. */
export function WhereIsTheKey() {
  const isMissing = useView(({ verdict, family }) => verdict.state === "no-key" && family === "asymmetric");
  return isMissing ? <Source /> : null;
}

function Source() {
  const header = useView((view) => view.header.json);
  const payload = useView((view) => view.payload.json);
  const hasKeys = useView(({ fields }) => fields.keys.publicKey.text !== "");
  const { copyText } = useActions();
  const source = keySourceOf({
    header: (name) => stringMember(header, name) ?? "",
    claim: (name) => stringMember(payload, name) ?? "",
    has: (name) => stringMember(payload, name) !== null,
  });
  if (source === null) return null;
  return (
    <div className="where-key">
      <p className="meta">
        {hasKeys && "The key may be newer than this set: keys are rotated. Ask for the set again. "}
        {source.isDocumented ? "Where this issuer has its keys: " : "Where the token’s iss says to ask, not verified: "}
        <bdi translate="no">{source.url}</bdi>
      </p>
      <Button className="small" icon="copy" onClick={() => void copyText(keySetCommand(source), "command")}>
        Copy a curl for the keys
      </Button>
    </div>
  );
}
