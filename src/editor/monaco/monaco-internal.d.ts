/** The internal parts of Monaco used here, which have no types. */
declare module "monaco-editor/editor/contrib/suggest/browser/suggestController.js" {}
declare module "monaco-editor/platform/storage/common/storage.js" {
  export const IStorageService: unique symbol;
}
declare module "monaco-editor/editor/standalone/browser/standaloneServices.js" {
  interface Storage {
    readonly store: (key: string, value: boolean, scope: number, target: number) => void;
  }
  export const StandaloneServices: { readonly get: (service: symbol) => Storage };
}
