import { notKnown } from "./failure.ts";
import { Duration, timeText, Timestamp } from "./times.ts";
import type { JsonNode } from "../../json/types.ts";

/** A CEL value: an int is a bigint, a double a number. */
export type Value =
  | string
  | bigint
  | number
  | boolean
  | null
  | readonly Value[]
  | ReadonlyMap<string, Value>
  | Optional
  | Unknowable
  | Timestamp
  | Duration;

/** A value that may be absent (`.?`, `optional.of`). */
export class Optional {
  readonly value: Value | undefined;
  constructor(value: Value | undefined) {
    this.value = value;
  }
}

/** A value that the page does not know, and why: what uses it is unknown too. */
export class Unknowable {
  readonly why: string;
  constructor(why: string) {
    this.why = why;
  }
}

/** A JSON value in CEL: a number is a double, as verifiers written in Go read it. */
export function fromJson(node: JsonNode): Value {
  switch (node.type) {
    case "object":
      return new Map(node.members.map(({ name, value }) => [name, fromJson(value)]));
    case "array":
      return node.items.map(fromJson);
    default:
      return node.value;
  }
}

/** The name of a value's type. */
export function typeOf(value: Value): string {
  if (value === null) return "null";
  if (isList(value)) return "list";
  if (value instanceof Map) return "map";
  if (value instanceof Optional) return "optional";
  if (value instanceof Timestamp) return "timestamp";
  if (value instanceof Duration) return "duration";
  switch (typeof value) {
    case "bigint":
      return "int";
    case "number":
      return "double";
    case "boolean":
      return "bool";
    case "string":
      return "string";
    default:
      return "value";
  }
}

export const isList = (value: Value): value is readonly Value[] => Array.isArray(value);
export const isMap = (value: Value): value is ReadonlyMap<string, Value> => value instanceof Map;
export const isNumber = (value: Value): value is bigint | number =>
  typeof value === "bigint" || typeof value === "number";

/** Whether two values are equal: numbers of different types by value, other types never. `spend` counts the work. */
export function equals(one: Value, other: Value, spend: (steps: number) => void): boolean {
  spend(1);
  if (isNumber(one) && isNumber(other)) return Number(one) === Number(other);
  if (isList(one) && isList(other))
    return one.length === other.length && one.every((value, index) => equals(value, other[index] ?? null, spend));
  if (isMap(one) && isMap(other))
    return (
      one.size === other.size &&
      [...one].every(([key, value]) => {
        const found = other.get(key);
        return found !== undefined && equals(value, found, spend);
      })
    );
  if (one instanceof Timestamp && other instanceof Timestamp) return one.nanos === other.nanos;
  if (one instanceof Duration && other instanceof Duration) return one.nanos === other.nanos;
  if (one instanceof Unknowable) throw notKnown(one.why);
  if (other instanceof Unknowable) throw notKnown(other.why);
  return one === other;
}

/** A value for use in a sentence. */
export function valueText(value: Value): string {
  if (typeof value === "string") return value;
  if (isList(value)) return `[${value.slice(0, 5).map(valueText).join(", ")}${value.length > 5 ? ", …" : ""}]`;
  if (value instanceof Optional) return value.value === undefined ? "absent" : valueText(value.value);
  if (value instanceof Unknowable) return "unknown";
  if (value instanceof Timestamp || value instanceof Duration) return timeText(value);
  return isMap(value) ? "an object" : String(value);
}
