import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import type { CollectedToken } from "../core/collect/types.ts";
import { harOf, tokenOf } from "../testing/collect/archive.ts";
import { createCollectHandler } from "./collect-handler.ts";
import type { CollectReply } from "./collect-protocol.ts";

const samples = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    headers: [["Authorization", `Bearer ${tokenOf({ sub: `s${index}` })}`]] as const,
    body: "x".repeat(2000),
  }));
const blobOf = (text: string): Blob => new Blob([text]);

/** A handler and its replies, copied as messages are. */
function started(heard: (reply: CollectReply, handle: ReturnType<typeof createCollectHandler>) => void = () => {}) {
  const replies: CollectReply[] = [];
  let now = 0;
  const handle: ReturnType<typeof createCollectHandler> = createCollectHandler(
    (reply) => {
      replies.push(reply.type === "sanitised" ? reply : structuredClone(reply));
      heard(reply, handle);
    },
    // Each reading of the clock is a quarter of a second later, so everything is reported at once.
    () => (now += 250),
  );
  const batches = () => replies.filter((reply) => reply.type === "batch");
  const tokens = (): readonly CollectedToken[] => {
    const all: CollectedToken[] = [];
    for (const { batch } of batches()) for (const token of batch.tokens) all[token.index] = token;
    return all;
  };
  return { handle, replies, batches, tokens };
}

describe("a file in the worker", () => {
  it("is reported in batches that add up to the whole", async () => {
    const { handle, batches, tokens } = started();
    const text = harOf(samples(500));
    await handle({ type: "import", number: 0, file: blobOf(text) });
    expect(batches().length).toBeGreaterThan(3);
    expect(batches().at(-1)).toMatchObject({
      state: "done",
      batch: { progress: { format: "har", read: text.length, size: text.length, entries: 500, tokens: 500 } },
    });
    expect(tokens().map(({ claims }) => claims.sub)).toEqual(samples(500).map((_, index) => `s${index}`));
    // Each token once, and not again with each batch.
    expect(batches().flatMap(({ batch }) => batch.tokens)).toHaveLength(500);
  });

  it("keeps what was found when it is cancelled, and reads others after it", async () => {
    const { handle, batches, tokens } = started((reply, handle) => {
      if (reply.type === "batch" && reply.batch.progress.file === 0) void handle({ type: "cancel" });
    });
    await handle({ type: "import", number: 0, file: blobOf(harOf(samples(2000))) });
    expect(batches().at(-1)?.state).toBe("cancelled");
    const found = tokens().length;
    expect(found).toBeGreaterThan(0);
    expect(found).toBeLessThan(2000);
    await handle({ type: "import", number: 1, file: blobOf(`${tokenOf({ sub: "s0" })} ${tokenOf({ sub: "new" })}`) });
    expect(tokens()).toHaveLength(found + 1);
    expect(tokens()[0]?.uses.map(({ file }) => file)).toEqual([0, 1]);
  });

  it("is decompressed if it is gzip, and says where that fails", async () => {
    const { handle, batches, tokens } = started();
    const packed = new Uint8Array(gzipSync(harOf(samples(300)), { level: 1 }));
    await handle({ type: "import", number: 0, file: new Blob([packed]) });
    expect(tokens()).toHaveLength(300);
    expect(batches().at(-1)?.batch.problems).toEqual([]);
    const cut = started();
    await cut.handle({ type: "import", number: 0, file: new Blob([packed.subarray(0, packed.length - 2000)]) });
    expect(cut.tokens().length).toBeGreaterThan(0);
    expect(
      cut
        .batches()
        .at(-1)
        ?.batch.problems.map(({ code }) => code),
    ).toEqual(["unreadable", "cut"]);
  });

  it("is written as a sanitised copy without a signature", async () => {
    const { handle, replies } = started();
    await handle({ type: "sanitise", number: 3, file: blobOf(harOf(samples(1200))) });
    const last = replies.at(-1);
    if (last?.type !== "sanitised") throw new Error("no copy");
    const copy = await last.copy.text();
    expect(last).toMatchObject({ number: 3, removed: 1 });
    expect(JSON.parse(copy).log.entries).toHaveLength(1200);
    expect(copy).toContain(tokenOf({ sub: "s7" }).split(".")[1]);
    expect(copy).not.toContain(tokenOf({ sub: "s7" }).split(".")[2]);
    const parts = replies.flatMap((reply) => (reply.type === "sanitising" ? [reply.part] : []));
    expect(parts.length).toBeGreaterThan(1);
    expect(parts).toEqual(parts.toSorted((a, b) => a - b));
  });
});
