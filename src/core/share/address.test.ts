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

  it("takes the token out and leaves the other parameters as they were", () => {
    const address = readAddress("?lang=de&token=x.y.z", "#now=1700000000&state=a%20b");
    expect(address.token).toBe("x.y.z");
    expect(address.tokenIn).toBe("query");
    expect(address.cleaned).toEqual({ search: "?lang=de", hash: "#now=1700000000&state=a%20b" });
  });

  it("prefers the fragment's token, removes the query's as well, and does not forget that the server saw that", () => {
    const address = readAddress("?token=q.q.q", "#token=f.f.f");
    expect(address.token).toBe("f.f.f");
    expect(address.tokenIn).toBe("query");
    expect(address.cleaned).toEqual({ search: "", hash: "" });
  });

  it("percent-decodes values and keeps a plus a plus", () => {
    expect(readAddress("", "#token=a%2Bb+c%2F.d.e").token).toBe("a+b+c/.d.e");
  });

  it("opens a token with broken percent escapes as it stands", () => {
    expect(readAddress("", "#token=a%zz.b.c").token).toBe("a%zz.b.c");
  });

  it("stops the clock at #now= and says when the value is none", () => {
    expect(readAddress("", "#now=1700000000").now).toBe(1_700_000_000);
    for (const value of ["tomorrow", "", "-1", "1e9", "NaN", "%E0%A4%A"]) {
      const address = readAddress("", `#now=${value}`);
      expect(address.now).toBeNull();
      expect(address.bad).toEqual(["now"]);
    }
  });

  it("knows editor=plain, and says when it is asked for another", () => {
    expect(readAddress("", "#editor=plain").editor).toBe("plain");
    expect(readAddress("", "#editor=vim").bad).toEqual(["editor"]);
  });

  it("reads a route from a fragment that starts with a slash", () => {
    expect(readAddress("", "#/lab/alg-none&step=2").route).toBe("/lab/alg-none");
    expect(readAddress("", "").route).toBe("");
  });

  it("never fails, and never leaves the token in the address", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        const secret = "eyJhbGciOiJub25lIn0.e30.";
        const address = readAddress("", `#${before}&token=${secret}&${after}`);
        const rest = address.cleaned.hash;
        if (!before.includes(secret) && !after.includes(secret)) expect(rest).not.toContain(secret);
      }),
    );
  });
});
