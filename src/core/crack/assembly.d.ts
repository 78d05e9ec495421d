/** An AssemblyScript file, compiled by the build: the WebAssembly module's bytes in Base64. */
declare module "*?assembly" {
  const base64: string;
  export default base64;
}
