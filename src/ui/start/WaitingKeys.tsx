import { plural } from "../../core/base/words.ts";
import { CopyAs, type CopyField } from "../signature/CopyAs.tsx";
import { keyWords } from "../signature/words.ts";
import { useView } from "../WorkbenchContext.tsx";

/** Keys given before their token: their kind, and what they can be copied as. */
export function WaitingKeys() {
  const secret = useView(({ fields }) => fields.keys.secret.text.length);
  const publicKey = useView((view) => view.fields.keys.publicKey.text !== "");
  const privateKey = useView((view) => view.fields.keys.privateKey.text !== "");
  const publicWords = useView((view) => keyWords(view.publicKey, undefined, "", "verify")?.what);
  const privateWords = useView((view) => keyWords(view.privateKey, undefined, "", "sign")?.what);
  const held: readonly (readonly [field: CopyField, name: string, what: string])[] = [
    ...(publicKey ? ([["public-key", "Public key", publicWords ?? "not readable as a key"]] as const) : []),
    ...(privateKey ? ([["private-key", "Private key", privateWords ?? "not readable as a key"]] as const) : []),
    ...(secret > 0 ? ([["secret", "Secret", plural(secret, "character")]] as const) : []),
  ];
  if (held.length === 0) return null;
  return (
    <section className="start" aria-label="Waiting for their token">
      <h2>The token is missing. Ready for it:</h2>
      <ul className="waiting">
        {held.map(([field, name, what]) => (
          <li key={name}>
            <b>{name}</b> <bdi>{what}</bdi> <CopyAs field={field} />
          </li>
        ))}
      </ul>
    </section>
  );
}
