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
import { defineLanguage, type PaneLanguage } from "./language.ts";
import { followTheme } from "./theme.ts";

for (const language of ["json-header", "json-payload"] satisfies PaneLanguage[]) defineLanguage(monaco, language);
followTheme(monaco);
// The page's policy lets nothing be fetched on its own account later, and a paste shall cause no request: the icons come now.
void document.fonts.load("16px codicon");

export { monaco };
