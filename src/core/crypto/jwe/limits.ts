/** PBKDF2 iterations that run without a request (RFC 8725bis section 3.13 requires a limit); more take seconds. */
export const MOST_ITERATIONS = 1_000_000;

/** Maximum size of decompressed content in bytes: a small token can be a bomb (RFC 8725bis section 3.12). */
export const MOST_UNPACKED = 10 * 1024 * 1024;

/** Minimum length of the PBES2 salt in bytes (RFC 7518 section 4.8.1.1). */
export const LEAST_SALT = 8;
