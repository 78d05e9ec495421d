/** The address that @monaco-editor/react has its types from; without it they would all be `any`. */
declare module "monaco-editor/esm/vs/editor/editor.api" {
  export * from "monaco-editor/editor";
}
