import * as monaco from "monaco-editor/editor";
import "monaco-editor/features/codeEditor/register";
import "monaco-editor/features/bracketMatching/register";
import "monaco-editor/features/caretOperations/register";
import "monaco-editor/features/codicon/register";
import "monaco-editor/features/find/register";
import "monaco-editor/features/folding/register";
import "monaco-editor/features/indentation/register";
import "monaco-editor/features/lineSelection/register";
import "monaco-editor/features/linesOperations/register";
import "monaco-editor/features/multicursor/register";
import "monaco-editor/features/smartSelect/register";
import "monaco-editor/features/wordOperations/register";
// The feature's own entry includes inline suggestions, and leaves out the list.
import "monaco-editor/editor/contrib/suggest/browser/suggestController.js";
import { IStorageService } from "monaco-editor/platform/storage/common/storage.js";
import { StandaloneServices } from "monaco-editor/editor/standalone/browser/standaloneServices.js";
import { defineHelp, defineMending } from "./help.ts";
import { defineLanguage, type PaneLanguage } from "./language.ts";
import { followTheme } from "./theme.ts";

defineMending(monaco);
for (const language of ["json-header", "json-payload"] satisfies PaneLanguage[]) {
  defineLanguage(monaco, language);
  defineHelp(monaco, language);
}
followTheme(monaco);
// As in the plain pane, the list shows the meaning of suggestions from the start.
StandaloneServices.get(IStorageService).store("expandSuggestionDocs", true, 0, 0);
// The page's policy forbids fetching later, and a paste must not cause a request, so the icons are loaded now.
void document.fonts.load("16px codicon");

export { monaco };
