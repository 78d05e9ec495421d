/**
 * Loads everything that reads, judges and signs pasted tokens and keys, so no paste causes a request. Failed loads are
 * retried when needed.
 *
 * @param takesKeys Whether the screen shown takes a key, for which workers are started too. Not deferred until the page
 *   is idle: then the files could be requested at any time, even right after a paste.
 */
export function loadBeforeAPaste(takesKeys: boolean): Promise<unknown> {
  return Promise.allSettled([
    import("../core/keys/file.ts"),
    import("../core/verifier/load-read.ts").then(({ loadReader }) => loadReader()),
    import("./place.ts"),
    import("../core/crypto/judge-with-keys.ts"),
    import("../core/crypto/extensions.ts"),
    import("../core/crypto/try-keys.ts"),
    import("../core/crypto/sign-with-key.ts"),
    import("../core/crypto/jwe/judge-jwe.ts"),
    import("../core/crypto/jwe/encrypt.ts"),
    import("../core/crypto/jwe/encrypt-json.ts"),
    import("../core/crypto/judge-json.ts"),
    import("../core/keys/read-jwks.ts"),
    import("../core/keys/formats/damaged-jwk.ts"),
    import("../core/keys/import/private-half.ts"),
    import("../core/keys/read-other.ts"),
    import("../core/keys/asn1/curve-arithmetic.ts"),
    import("./away.ts"),
    import("./warm-workers.ts").then(({ warmWorkers }) => takesKeys && warmWorkers()),
  ]);
}
