import { memo, useMemo, useState } from "react";
import { secretsOfSet } from "../../core/keys/oct-jwk.ts";
import { keyRows } from "../../core/keys/key-rows.ts";
import { readKeys } from "../../core/keys/read.ts";
import type { KeyReading } from "../../core/keys/types.ts";
import { useAnswer } from "../use-answer.ts";
import { useView } from "../WorkbenchContext.tsx";
import { KeyTable } from "./KeyTable.tsx";

/** The keys of a field as a table, if it contains a set. The field's text stays too. */
export const KeySet = memo(function KeySet({ field }: { readonly field: "publicKey" | "privateKey" | "secret" }) {
  return field === "secret" ? <SecretSet /> : <FieldSet field={field} />;
});

function FieldSet({ field }: { readonly field: "publicKey" | "privateKey" }) {
  const reading = useView((view) => view[field]);
  const text = useView(({ fields }) => fields.keys[field].text);
  return <SetOf field={field} reading={reading} text={text} />;
}

/** A JWK Set of shared secrets: the Secret field treats it as any text until one key is chosen. */
function SecretSet() {
  const text = useView(({ fields }) => fields.keys.secret.text);
  const isSet = useMemo(() => secretsOfSet(text).length > 0, [text]);
  return isSet ? <ReadSecretSet text={text} /> : null;
}

function ReadSecretSet({ text }: { readonly text: string }) {
  const answer = useAnswer([text], async () => ({ text, reading: await readKeys(text) }));
  return <SetOf field="secret" reading={answer?.text === text ? answer.reading : null} text={text} />;
}

/** While a changed text is being read, the previous keys stay visible but inactive, so nothing jumps. */
function SetOf({
  field,
  reading,
  text,
}: {
  readonly field: "publicKey" | "privateKey" | "secret";
  readonly reading: KeyReading | null;
  readonly text: string;
}) {
  const [last, setLast] = useState(reading);
  if (reading !== null && reading !== last) setLast(reading);
  const rows = useMemo(() => last && keyRows(last), [last]);
  return rows && <KeyTable field={field} rows={rows} text={text} isCurrent={reading !== null} />;
}
