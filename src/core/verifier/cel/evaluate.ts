import { FUNCTIONS, METHODS, optionalOf, type Spend } from "./functions.ts";
import type { Expression } from "./parse.ts";
import { Failure, failed, notKnown } from "./failure.ts";
import { Duration, timeArithmetic, Timestamp } from "./times.ts";
import { equals, isList, isMap, isNumber, Optional, typeOf, Unknowable, type Value, valueText } from "./values.ts";

/** No expression runs more steps; Kubernetes and Google also limit the cost. */
const MOST_STEPS = 100_000;

export type Variables = ReadonlyMap<string, Value>;

/**
 * The value of an expression. Throws a `Failure`: an error if the verifier fails too, unknown if a function is not
 * implemented here or the steps run out. `&&`, `||`, `all` and `exists` absorb errors as in CEL, and unknown values
 * likewise. CEL specification, "Evaluation" and "Macros".
 */
export function evaluate(tree: Expression, variables: Variables): Value {
  let steps = 0;
  const spend: Spend = (more) => {
    steps += more;
    if (steps > MOST_STEPS) throw notKnown(`More than ${MOST_STEPS.toLocaleString("en-US")} steps`);
  };
  return new Evaluation(spend).value(tree, variables);
}

type Outcome = { readonly value: Value } | { readonly failure: Failure };

class Evaluation {
  readonly #spend: Spend;
  constructor(spend: Spend) {
    this.#spend = spend;
  }

  value(node: Expression, variables: Variables): Value {
    const value = this.#raw(node, variables);
    if (value instanceof Unknowable) throw notKnown(value.why);
    return value;
  }

  #raw(node: Expression, variables: Variables): Value {
    this.#spend(1);
    const of = (one: Expression): Value => this.value(one, variables);
    switch (node.op) {
      case "value":
        return literal(node.args);
      case "id": {
        const value = variables.get(node.args);
        if (value === undefined) throw notKnown(`${node.args} is not a variable here`);
        return value;
      }
      case ".":
        return selected(of(node.args[0]), node.args[1]);
      case ".?":
        return new Optional(optionally(of(node.args[0]), node.args[1]));
      case "[]":
        return indexed(of(node.args[0]), of(node.args[1]));
      case "[?]":
        return new Optional(optionally(of(node.args[0]), of(node.args[1])));
      case "list":
        return node.args.map(of);
      case "map":
        return new Map(node.args.map(([key, value]) => [valueText(of(key)), of(value)]));
      case "?:":
        return truth(of(node.args[0])) ? of(node.args[1]) : of(node.args[2]);
      case "&&":
      case "||":
        return this.#either(node.op === "||", node.args, variables);
      case "!_":
        return !truth(of(node.args));
      case "-_": {
        const value = of(node.args);
        if (!isNumber(value)) throw failed(`A number is needed after -, not ${typeOf(value)}`);
        return -value;
      }
      case "==":
        return equals(of(node.args[0]), of(node.args[1]), this.#spend);
      case "!=":
        return !equals(of(node.args[0]), of(node.args[1]), this.#spend);
      case "in":
        return this.#isIn(of(node.args[0]), of(node.args[1]));
      case "<":
      case "<=":
      case ">":
      case ">=":
        return ordered(node.op, of(node.args[0]), of(node.args[1]));
      case "+":
      case "-":
      case "*":
      case "/":
      case "%": {
        const result = arithmetic(node.op, of(node.args[0]), of(node.args[1]));
        this.#spend(typeof result === "string" || isList(result) ? result.length / 64 : 0);
        return result;
      }
      case "call":
        return this.#called(node.args[0], node.args[1], variables);
      case "rcall":
        return this.#method(node.args[0], node.args[1], node.args[2], variables);
    }
  }

  #outcome(node: Expression, variables: Variables): Outcome {
    try {
      return { value: this.value(node, variables) };
    } catch (failure) {
      if (failure instanceof Failure) return { failure };
      throw failure;
    }
  }

  /** `decides`: the value that decides alone, whatever the other side is. */
  #either(decides: boolean, nodes: readonly Expression[], variables: Variables): boolean {
    const failures: Failure[] = [];
    for (const node of nodes) {
      const outcome = this.#outcome(node, variables);
      if ("failure" in outcome) failures.push(outcome.failure);
      else if (truth(outcome.value) === decides) return decides;
    }
    throwOne(failures);
    return !decides;
  }

  #isIn(value: Value, list: Value): boolean {
    if (isList(list)) return list.some((one) => equals(one, value, this.#spend));
    if (isMap(list)) return typeof value === "string" && list.has(value);
    throw failed(`in needs a list or map, not ${typeOf(list)}`);
  }

  #called(name: string, args: readonly Expression[], variables: Variables): Value {
    if (name === "has") return this.#has(args[0], variables);
    const call = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
    if (call === undefined) throw notKnown(`${name}() is not evaluated here`);
    return call(
      args.map((one) => this.value(one, variables)),
      this.#spend,
    );
  }

  #has(node: Expression | undefined, variables: Variables): boolean {
    if (node?.op !== ".") throw failed("has() needs a member");
    const value = this.value(node.args[0], variables);
    if (!isMap(value)) throw failed(`has() needs an object, not ${typeOf(value)}`);
    return value.has(node.args[1]);
  }

  #method(name: string, on: Expression, args: readonly Expression[], variables: Variables): Value {
    if (on.op === "id" && on.args === "optional" && !variables.has("optional")) {
      const made = optionalOf(
        name,
        args.map((one) => this.value(one, variables)),
      );
      if (made !== null) return made;
    }
    const [first, second] = args;
    if (MACROS.has(name) && first?.op === "id" && second !== undefined)
      return this.#macro(name, this.value(on, variables), first.args, args.slice(1), variables);
    const call = Object.hasOwn(METHODS, name) ? METHODS[name] : undefined;
    if (call === undefined) throw notKnown(`${name}() is not evaluated here`);
    return call(
      [on, ...args].map((one) => this.value(one, variables)),
      this.#spend,
    );
  }

  #macro(name: string, on: Value, variable: string, args: readonly Expression[], variables: Variables): Value {
    const items = isList(on) ? on : isMap(on) ? [...on.keys()] : null;
    if (items === null) throw failed(`${name}() needs a list or map, not ${typeOf(on)}`);
    const [body, transform] = args as readonly [Expression, Expression?];
    const inside = (item: Value): Variables => new Map([...variables, [variable, item]]);
    switch (name) {
      case "all":
      case "exists": {
        const decides = name === "exists";
        const failures: Failure[] = [];
        for (const item of items) {
          const outcome = this.#outcome(body, inside(item));
          if ("failure" in outcome) {
            this.#spend(1);
            failures.push(outcome.failure);
          } else if (truth(outcome.value) === decides) return decides;
        }
        throwOne(failures);
        return !decides;
      }
      case "exists_one":
        return items.filter((item) => truth(this.value(body, inside(item)))).length === 1;
      case "filter":
        return items.filter((item) => truth(this.value(body, inside(item))));
      default:
        return items
          .filter((item) => transform === undefined || truth(this.value(body, inside(item))))
          .map((item) => this.value(transform ?? body, inside(item)));
    }
  }
}

const MACROS: ReadonlySet<string> = new Set(["all", "exists", "exists_one", "map", "filter"]);

/** An unknown value might have decided the result, so it takes precedence over an error. */
function throwOne(failures: readonly Failure[]): void {
  const first = failures.find(({ kind }) => kind === "unknown") ?? failures[0];
  if (first !== undefined) throw first;
}

function literal(value: unknown): Value {
  switch (typeof value) {
    case "string":
    case "bigint":
    case "number":
    case "boolean":
      return value;
    default:
      if (value === null) return null;
      throw notKnown("Bytes and unsigned numbers are not evaluated here");
  }
}

function truth(value: Value): boolean {
  if (typeof value === "boolean") return value;
  throw failed(`A bool is needed, not ${typeOf(value)}`);
}

function selected(value: Value, name: string): Value {
  if (value instanceof Optional) return new Optional(optionally(value, name));
  if (!isMap(value)) throw failed(`${typeOf(value)} has no member ${name}`);
  const found = value.get(name);
  if (found === undefined) throw new Failure("error", `No such key: ${name}`, name);
  return found;
}

function optionally(value: Value, key: Value): Value | undefined {
  const inside = value instanceof Optional ? value.value : value;
  if (inside === undefined) return undefined;
  if (isMap(inside)) return inside.get(valueText(key));
  if (isList(inside) && isNumber(key)) return inside[Number(key)];
  throw failed(`${typeOf(inside)} has no members`);
}

function indexed(value: Value, key: Value): Value {
  if (isMap(value) && typeof key === "string") return selected(value, key);
  if (value instanceof Optional) return new Optional(optionally(value, key));
  if (!isList(value) || !isNumber(key)) throw failed(`${typeOf(value)} cannot be indexed by ${typeOf(key)}`);
  const found = value[Number(key)];
  if (found === undefined) throw failed(`The list has no item ${String(key)}`);
  return found;
}

function ordered(operator: "<" | "<=" | ">" | ">=", one: Value, other: Value): boolean {
  const isComparable = (isNumber(one) && isNumber(other)) || (typeof one === "string" && typeof other === "string");
  if (
    (one instanceof Timestamp && other instanceof Timestamp) ||
    (one instanceof Duration && other instanceof Duration)
  )
    return ordered(operator, one.nanos, other.nanos);
  if (!isComparable) throw failed(`${typeOf(one)} ${operator} ${typeOf(other)} is not defined`);
  switch (operator) {
    case "<":
      return one < other;
    case "<=":
      return one <= other;
    case ">":
      return one > other;
    case ">=":
      return one >= other;
  }
}

const MOST_INT = 2n ** 63n;

function arithmetic(operator: "+" | "-" | "*" | "/" | "%", one: Value, other: Value): Value {
  if (operator === "+" && typeof one === "string" && typeof other === "string") return one + other;
  if (operator === "+" && isList(one) && isList(other)) return [...one, ...other];
  if (typeof one === "number" && typeof other === "number" && operator !== "%")
    return operator === "+"
      ? one + other
      : operator === "-"
        ? one - other
        : operator === "*"
          ? one * other
          : one / other;
  const time = timeArithmetic(operator, one, other);
  if (time !== null) return time;
  if (typeof one !== "bigint" || typeof other !== "bigint")
    throw failed(`${typeOf(one)} ${operator} ${typeOf(other)} is not defined`);
  if (other === 0n && (operator === "/" || operator === "%")) throw failed("Division by zero");
  const result = {
    "+": () => one + other,
    "-": () => one - other,
    "*": () => one * other,
    "/": () => one / other,
    "%": () => one % other,
  }[operator]();
  if (result >= MOST_INT || result < -MOST_INT) throw failed("A number is out of range");
  return result;
}
