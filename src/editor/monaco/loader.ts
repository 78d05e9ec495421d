import { monaco } from "./setup.ts";

type Monaco = typeof monaco;

/**
 * Replaces `@monaco-editor/loader`, which would fetch Monaco from a server, and returns the Monaco bundled with the
 * page. It has the same shape, so @monaco-editor/react works unchanged.
 */
const loader = {
  config(): void {},
  init(): Promise<Monaco> & { readonly cancel: () => void } {
    return Object.assign(Promise.resolve(monaco), { cancel: () => {} });
  },
  __getMonacoInstance: (): Monaco => monaco,
};

export default loader;
