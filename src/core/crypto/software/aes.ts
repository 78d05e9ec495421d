/** AES of any length (FIPS 197): some browsers have none with 192 bits. */
export { aeskw, cbc, ctr, gcm } from "@noble/ciphers/aes.js";
