import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readAddress } from "./address.ts";

describe("the address", () => {
  it.each(["token", "id_token", "access_token", "value"])("reads a token from #%s=", (name) => {
    const address = readAddress("", `#${name}=eyJ.eyJ.c2ln`);
    expect(address.token).toBe("eyJ.eyJ.c2ln");
    expect(address.tokenIn).toBe("fragment");
    expect(address.cleaned).toEqual({ search: "", hash: "" });
  });

  it("reads the fragment of the older jwt.io", () => {
    expect(readAddress("", "#debugger-io?token=a.b.c").token).toBe("a.b.c");
  });

  it("removes the token and leaves the other parameters unchanged", () => {
    const address = readAddress("?lang=de&token=x.y.z", "#now=1700000000&state=a%20b");
    expect(address.token).toBe("x.y.z");
    expect(address.tokenIn).toBe("query");
    expect(address.cleaned).toEqual({ search: "?lang=de", hash: "#now=1700000000&state=a%20b" });
  });

  it("prefers the fragment's token, removes the query's too, and remembers that the server saw that", () => {
    const address = readAddress("?token=q.q.q", "#token=f.f.f");
    expect(address.token).toBe("f.f.f");
    expect(address.tokenIn).toBe("query");
    expect(address.cleaned).toEqual({ search: "", hash: "" });
  });

  it("percent-decodes values and keeps a plus a plus", () => {
    expect(readAddress("", "#token=a%2Bb+c%2F.d.e").token).toBe("a+b+c/.d.e");
  });

  it("opens a token with broken percent escapes as is", () => {
    expect(readAddress("", "#token=a%zz.b.c").token).toBe("a%zz.b.c");
  });

  it("stops the clock at #now= and reports an invalid value", () => {
    expect(readAddress("", "#now=1700000000").now).toBe(1_700_000_000);
    for (const value of ["tomorrow", "", "-1", "1e9", "NaN", "%E0%A4%A"]) {
      const address = readAddress("", `#now=${value}`);
      expect(address.now).toBeNull();
      expect(address.bad).toEqual(["now"]);
    }
  });

  it("knows editor=plain, and reports any other", () => {
    expect(readAddress("", "#editor=plain").editor).toBe("plain");
    expect(readAddress("", "#editor=vim").bad).toEqual(["editor"]);
  });

  it("reads a route from a fragment that starts with a slash", () => {
    expect(readAddress("", "#/lab/alg-none&step=2").route).toBe("/lab/alg-none");
    expect(readAddress("", "").route).toBe("");
  });

  it.each([
    ["#token=a.b.c&secret=s%26t", { secret: "s&t", publicKey: null }, ""],
    ["#secret=x&token=a.b.c&editor=plain", { secret: "x", publicKey: null }, "#editor=plain"],
    [
      "#token=a.b.c&publicKey=-----BEGIN%20PUBLIC%20KEY-----%0AMFkw%2B%0A-----END%20PUBLIC%20KEY-----",
      { secret: null, publicKey: "-----BEGIN PUBLIC KEY-----\nMFkw+\n-----END PUBLIC KEY-----" },
      "",
    ],
    ["#debugger-io?token=a.b.c&publicKey=%7B%22kty%22%3A%22EC%22%7D", { secret: null, publicKey: '{"kty":"EC"}' }, ""],
    ["#token=a.b.c&secret=", { secret: null, publicKey: null }, ""],
    ["#token=a.b.c&secret=%zz", { secret: "%zz", publicKey: null }, ""],
    ["#token=a.b.c&secret=first&secret=second", { secret: "first", publicKey: null }, ""],
    ["#token=a.b.c&secretary=x&publickey=y", { secret: null, publicKey: null }, "#secretary=x&publickey=y"],
  ])("reads the keys of a jwt.io link, and removes them: %s", (hash, keys, left) => {
    const address = readAddress("", hash);
    expect(address).toMatchObject({ token: "a.b.c", ...keys });
    expect(address.cleaned.hash).toBe(left);
  });

  it("removes keys and a shared view from the query too, where other parameters stay unchanged", () => {
    const address = readAddress("?lang=de&token=a.b.c&secret=x&publicKey=y&s=1.z&q=%20", "#now=1700000000");
    expect(address).toMatchObject({ token: "a.b.c", tokenIn: "query", secret: "x", publicKey: "y", shared: "1.z" });
    expect(address.cleaned).toEqual({ search: "?lang=de&q=%20", hash: "#now=1700000000" });
  });

  it("removes a shared view from the fragment", () => {
    const address = readAddress("", "#s=1.abc&editor=plain");
    expect(address).toMatchObject({ token: null, shared: "1.abc", editor: "plain" });
    expect(address.cleaned.hash).toBe("#editor=plain");
  });

  it("never fails, and never leaves token, key or shared view in the address", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        const hidden = "eyJhbGciOiJub25lIn0.e30.";
        fc.pre(!before.includes(hidden) && !after.includes(hidden));
        for (const name of ["token", "secret", "publicKey", "s"]) {
          const text = `${before}&${name}=${hidden}&${after}`;
          expect(readAddress("", `#${text}`).cleaned.hash).not.toContain(hidden);
          expect(readAddress(`?${text}`, "").cleaned.search).not.toContain(hidden);
        }
      }),
    );
  });
});
