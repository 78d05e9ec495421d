import { isValidElement, type ReactElement, type ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { exactText } from "./exact-text.ts";

const childrenOf = (element: ReactElement): ReactNode => (element.props as { children?: ReactNode }).children;
const count = 3;
const nothing = null;

describe("text on the page", () => {
  test("that is its element's only text becomes the element's content, however it was assembled", () => {
    expect(childrenOf(<p>one</p>)).toBe("one");
    expect(childrenOf(<p>{count}</p>)).toBe(3);
    expect(
      childrenOf(
        <p>
          step {count} of {4}
          {nothing}
        </p>,
      ),
    ).toBe("step 3 of 4");
    expect(childrenOf(<option>{["a", count]}</option>)).toBe("a3");
  });

  test("with elements next to it gets its own element", () => {
    const mixed = (
      <p>
        before {count} <b>bold</b> after
      </p>
    );
    expect(renderToStaticMarkup(mixed)).toBe("<p><x-text>before 3 </x-text><b>bold</b><x-text> after</x-text></p>");
  });

  test("in a fragment, a list or a component's children gets one too", () => {
    const Box = ({ children }: { readonly children: ReactNode }) => <div>{children}</div>;
    expect(renderToStaticMarkup(<p>{<>one</>}</p>)).toBe("<p><x-text>one</x-text></p>");
    expect(
      renderToStaticMarkup(
        <Box>
          one {count} <i />
        </Box>,
      ),
    ).toBe("<div><x-text>one 3 </x-text><i></i></div>");
    expect(
      renderToStaticMarkup(
        <p>
          <b />
          {["one", <i key="i" />, "two"]}
        </p>,
      ),
    ).toBe("<p><b></b><x-text>one</x-text><i></i><x-text>two</x-text></p>");
  });

  test("names bidirectional controls, unless it must be exactly as wide as a field's own text", () => {
    const spoofed = "admin\u202enimda";
    expect(childrenOf(<p>{spoofed}</p>)).toBe("admin[U+202E]nimda");
    expect(
      renderToStaticMarkup(
        <p>
          {spoofed} <b>{spoofed}</b>
        </p>,
      ),
    ).not.toContain("\u202e");
    expect(renderToStaticMarkup(<p>{exactText("admin")}</p>)).toBe("<p>admin</p>");
    expect(renderToStaticMarkup(<p>{exactText(spoofed)}</p>)).toBe(
      '<p><x-text>admin</x-text><bdi class="turning" title="U+202E">\u202e</bdi><x-text>nimda</x-text></p>',
    );
  });

  test("that is code is closed to translators", () => {
    expect(renderToStaticMarkup(<code>alg</code>)).toBe('<code translate="no">alg</code>');
    expect(renderToStaticMarkup(<pre className="a" />)).toBe('<pre translate="no" class="a"></pre>');
  });

  test("that is only white space stays as is", () => {
    expect(
      renderToStaticMarkup(
        <p>
          {<b />} {<i />}
        </p>,
      ),
    ).toBe("<p><b></b> <i></i></p>");
  });

  test("leaves the elements around it in their places, whether it is there or not", () => {
    const at = (text: string | null): boolean[] =>
      (
        childrenOf(
          <p>
            {text}
            {count}
            <b />
          </p>,
        ) as ReactNode[]
      ).map((node) => isValidElement(node) && node.type === "b");
    expect(at("one")).toEqual([false, false, true]);
    expect(at(null)).toEqual([false, false, true]);
  });
});
