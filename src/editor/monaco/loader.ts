import { monaco } from "./setup.ts";

type Monaco = typeof monaco;

/**
 * Stands in for `@monaco-editor/loader`, which would fetch Monaco from elsewhere: hands out the Monaco that is bundled with
 * the page. Same shape, so that @monaco-editor/react does not notice.
 */
const loader = {
  config(): void {},
  init(): Promise<Monaco> & { readonly cancel: () => void } {
    return Object.assign(Promise.resolve(monaco), { cancel: () => {} });
  },
  __getMonacoInstance: (): Monaco => monaco,
};

export default loader;
