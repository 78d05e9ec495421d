import { plural } from "../../core/base/words.ts";
import { keyWords } from "../signature/words.ts";
import { useView } from "../WorkbenchContext.tsx";

/** Keys given before their token: only their kind is shown yet. */
export function WaitingKeys() {
  const secret = useView(({ fields }) => fields.keys.secret.text.length);
  const publicKey = useView((view) => view.fields.keys.publicKey.text !== "");
  const privateKey = useView((view) => view.fields.keys.privateKey.text !== "");
  const publicWords = useView((view) => keyWords(view.publicKey, undefined, "", "verify")?.what);
  const privateWords = useView((view) => keyWords(view.privateKey, undefined, "", "sign")?.what);
  const held = [
    ...(publicKey ? [["Public key", publicWords ?? "not readable as a key"]] : []),
    ...(privateKey ? [["Private key", privateWords ?? "not readable as a key"]] : []),
    ...(secret > 0 ? [["Secret", plural(secret, "character")]] : []),
  ];
  if (held.length === 0) return null;
  return (
    <section className="start" aria-label="Waiting for their token">
      <h2>The token is missing. Ready for it:</h2>
      <ul className="waiting">
        {held.map(([name, what]) => (
          <li key={name}>
            <b>{name}</b> <bdi>{what}</bdi>
          </li>
        ))}
      </ul>
    </section>
  );
}
