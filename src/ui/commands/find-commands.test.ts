import { describe, expect, it } from "vitest";
import { type Command, findCommands, nearestCommands } from "./find-commands.ts";

const command = (title: string, words = "", fits = false): Command => ({
  id: title,
  title,
  words,
  group: "Test",
  fits,
  run: () => {},
});
const ALL = [
  command("Go to Public key", "jwks pem certificate verify"),
  command("Copy token"),
  command("Move the clock before expiry", "expired exp time", true),
  command("Scenario: alg none", "tamper attack"),
];
const titles = (typed: string): readonly string[] => findCommands(ALL, typed).map(({ title }) => title);

describe("finding a command", () => {
  it("the start of a word in the title is enough, in any case", () => {
    expect(titles("PUB")).toEqual(["Go to Public key"]);
    expect(titles("tok cop")).toEqual(["Copy token"]);
  });

  it("the title's initials find it, a single letter only the start of a word", () => {
    expect(titles("pk")).toEqual(["Go to Public key"]);
    expect(titles("mtc")).toEqual(["Move the clock before expiry"]);
    expect(titles("kp")).toEqual([]);
    expect(titles("n")).toEqual(["Scenario: alg none"]);
  });

  it("a synonym finds it too, ranked below title matches", () => {
    expect(titles("jwks")).toEqual(["Go to Public key"]);
    expect(titles("expired")).toEqual(["Move the clock before expiry"]);
    expect(titles("tamper")).toEqual(["Scenario: alg none"]);
    expect(
      findCommands([command("Show the time", "copy"), command("Copy header")], "copy").map(({ title }) => title),
    ).toEqual(["Copy header", "Show the time"]);
  });

  it("an attack of the lab comes after what one does here, but is found by any of its words", () => {
    const far = (title: string, words = ""): Command => ({ ...command(title, words), far: true });
    const all = [far("Attack: Key inside the token", "lab"), far("Policy for Keycloak"), command("Go to Public key")];
    const found = (typed: string): readonly string[] => findCommands(all, typed).map(({ title }) => title);
    expect(found("key")[0]).toBe("Go to Public key");
    expect(found("keyc")).toEqual(["Policy for Keycloak"]);
    expect(found("lab")).toEqual(["Attack: Key inside the token"]);
  });

  it("each word must match, and none in the middle of a word", () => {
    expect(titles("copy public")).toEqual([]);
    expect(titles("ublic")).toEqual([]);
  });

  it("without a query all are listed, those that fit the open token first", () => {
    expect(titles("")).toHaveLength(ALL.length);
    expect(titles("")[0]).toBe("Move the clock before expiry");
  });

  it("if nothing matches, the three most similar are offered", () => {
    expect(nearestCommands(ALL, "pubilc kye").map(({ title }) => title)[0]).toBe("Go to Public key");
    expect(nearestCommands(ALL, "expirde").map(({ title }) => title)[0]).toBe("Move the clock before expiry");
    expect(nearestCommands(ALL, "x")).toEqual([]);
    expect(nearestCommands([...ALL, ...ALL], "key token clock")).toHaveLength(3);
  });
});
