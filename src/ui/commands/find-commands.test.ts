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
  it("the beginning of a title's word is enough, in any case", () => {
    expect(titles("PUB")).toEqual(["Go to Public key"]);
    expect(titles("tok cop")).toEqual(["Copy token"]);
  });

  it("first letters of the title's words find it, a single letter only the beginning of a word", () => {
    expect(titles("pk")).toEqual(["Go to Public key"]);
    expect(titles("mtc")).toEqual(["Move the clock before expiry"]);
    expect(titles("kp")).toEqual([]);
    expect(titles("n")).toEqual(["Scenario: alg none"]);
  });

  it("a synonym finds too, below what the title says", () => {
    expect(titles("jwks")).toEqual(["Go to Public key"]);
    expect(titles("expired")).toEqual(["Move the clock before expiry"]);
    expect(titles("tamper")).toEqual(["Scenario: alg none"]);
    expect(
      findCommands([command("Show the time", "copy"), command("Copy header")], "copy").map(({ title }) => title),
    ).toEqual(["Copy header", "Show the time"]);
  });

  it("each word has to be answered, in the middle of a word none is", () => {
    expect(titles("copy public")).toEqual([]);
    expect(titles("ublic")).toEqual([]);
  });

  it("without a text all are listed, those that fit what is open first", () => {
    expect(titles("")).toHaveLength(ALL.length);
    expect(titles("")[0]).toBe("Move the clock before expiry");
  });

  it("where nothing answers, the nearest three by likeness are offered", () => {
    expect(nearestCommands(ALL, "pubilc kye").map(({ title }) => title)[0]).toBe("Go to Public key");
    expect(nearestCommands(ALL, "expirde").map(({ title }) => title)[0]).toBe("Move the clock before expiry");
    expect(nearestCommands(ALL, "x")).toEqual([]);
    expect(nearestCommands([...ALL, ...ALL], "key token clock")).toHaveLength(3);
  });
});
