/** The module from which @monaco-editor/react takes its types; without it they would all be `any`. */
declare module "monaco-editor/esm/vs/editor/editor.api" {
  export * from "monaco-editor/editor";
}
