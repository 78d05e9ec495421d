import { type CborNode, entryOf } from "./cbor.ts";
import { embedded, payloadOf, structureOf } from "./cose-structure.ts";
import type { Item } from "./types.ts";

/** More documents of a response, and more elements of a namespace, are not summed up. */
const MOST_DOCUMENTS = 20;
const MOST_ELEMENTS = 200;

/** Whether an item is a Mobile Security Object (ISO/IEC 18013-5 section 9.1.2.4). */
export function isSecurityObject(node: CborNode | null): boolean {
  return ["digestAlgorithm", "valueDigests", "docType"].every((key) => entryOf(node, key) !== null);
}

/** What part of an mdoc an item is, with its article; null if none. */
export function mdocName(node: CborNode): string | null {
  const isSigned = (one: CborNode | null): boolean => {
    const auth = entryOf(one, "issuerAuth");
    return auth !== null && structureOf(auth) !== null;
  };
  if (isSigned(node)) return "the issuer-signed part of an mdoc (IssuerSigned)";
  if (isSigned(entryOf(node, "issuerSigned")) && entryOf(node, "docType")?.kind === "text")
    return "a document of an mdoc";
  const documents = entryOf(node, "documents");
  const [first] = documents?.kind === "array" ? documents.items : [];
  if (entryOf(node, "version") !== null && entryOf(first, "issuerSigned") !== null)
    return "a device response with mdocs (DeviceResponse)";
  return isSecurityObject(node) ? "the security object of an mdoc (MSO)" : null;
}

/**
 * The lines that sum up an mdoc, for each document: docType, validity and digest algorithm as its issuer signed them (MSO), and the
 * names of the elements it has (ISO/IEC 18013-5 sections 8.3.2.1.2.2 and 9.1.2.4). Empty if it has none of these.
 */
export function mdocSummary(node: CborNode): readonly Item[] {
  const documents = entryOf(node, "documents");
  if (documents?.kind !== "array") return summaryOf(node);
  return documents.items.slice(0, MOST_DOCUMENTS).map((document, index) => {
    const items = summaryOf(document);
    return { name: `document ${index + 1}`, value: textOf(entryOf(document, "docType")) ?? "without docType", items };
  });
}

function summaryOf(node: CborNode): readonly Item[] {
  const signed = entryOf(node, "issuerSigned") ?? node;
  const auth = entryOf(signed, "issuerAuth");
  const structure = auth && structureOf(auth);
  const mso = structure ? payloadOf(structure.array) : isSecurityObject(node) ? node : null;
  const validity = entryOf(mso, "validityInfo");
  const said = (name: string, value: CborNode | null): readonly Item[] => {
    const text = textOf(value);
    return text === null ? [] : [{ name, value: text }];
  };
  return [
    ...said("docType", entryOf(mso, "docType")),
    ...said("valid from", entryOf(validity, "validFrom")),
    ...said("valid until", entryOf(validity, "validUntil")),
    ...said("digest algorithm", entryOf(mso, "digestAlgorithm")),
    ...namespacesOf(entryOf(signed, "nameSpaces")),
  ];
}

function namespacesOf(node: CborNode | null): readonly Item[] {
  if (node?.kind !== "map") return [];
  return node.entries.map(([name, list]) => {
    const items = list.kind === "array" ? list.items.slice(0, MOST_ELEMENTS) : [];
    const names = items.flatMap((item) => textOf(entryOf(embedded(item), "elementIdentifier")) ?? []);
    return { name: textOf(name) ?? "namespace", value: names.join(", ") || "no element" };
  });
}

/** A text, with or without a tag such as that of a date; null if it is anything else. */
function textOf(node: CborNode | null | undefined): string | null {
  const inner = node?.kind === "tag" ? node.value : node;
  return inner?.kind === "text" ? inner.value : null;
}
