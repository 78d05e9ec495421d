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
// The feature's own entry has what stands in the line, and leaves the list out.
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
// What a suggestion means stands beside the list from the first one on, as in the plain pane.
StandaloneServices.get(IStorageService).store("expandSuggestionDocs", true, 0, 0);
// The page's policy lets nothing be fetched on its own account later, and a paste shall cause no request: the icons come now.
void document.fonts.load("16px codicon");

export { monaco };
