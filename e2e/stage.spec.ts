import type { Page } from "@playwright/test";
import { expectNoObjections } from "./fixtures/axe.ts";
import { expect, test } from "./fixtures/test.ts";

/** A scenario's scenes, as a reader and a teacher step through them. */
class Stage {
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }
  /** Opens a lab address and waits until its tokens are made. */
  async open(place: string): Promise<void> {
    await this.page.goto("about:blank");
    await this.page.goto(`./#/lab/${place}`);
    await expect(this.page.getByRole("button", { name: "Run attack", exact: true })).toBeEnabled();
  }
  verdict(name: "Naive" | "Hardened") {
    return this.page.getByRole("region", { name: `${name} verifier`, exact: true });
  }
  async expectVerdicts(naive: string, hardened: string): Promise<void> {
    await expect(this.verdict("Naive")).toHaveAttribute("data-verdict", naive);
    await expect(this.verdict("Hardened")).toHaveAttribute("data-verdict", hardened);
  }
}

/** The classroom projector that the presenter is designed for. */
const PROJECTOR = { width: 1280, height: 720 } as const;

/** The open dialog's parts that are under 20 px, outside the window or their box, scrolling, or not wrapped. */
async function faultsOfSlide(page: Page): Promise<readonly string[]> {
  return page.getByRole("dialog").evaluate((dialog) => {
    const faults: string[] = [];
    const walker = document.createTreeWalker(dialog, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode as Text;
      const parent = node.parentElement;
      if (node.data.trim() === "" || !parent?.checkVisibility()) continue;
      const size = Number.parseFloat(getComputedStyle(parent).fontSize);
      if (size < 20) faults.push(`${size} px: ${node.data.trim()}`);
      if (/\S{64}/.test(node.data)) faults.push(`too long for a slide: ${node.data}`);
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const { left, right, top, bottom } of range.getClientRects())
        if (left < 0 || top < 0 || right > innerWidth + 0.5 || bottom > innerHeight + 0.5)
          faults.push(`outside the window: ${node.data.trim()}`);
    }
    for (const box of [dialog, ...dialog.querySelectorAll<HTMLElement>("*")]) {
      if (box instanceof SVGElement || getComputedStyle(box).display.startsWith("inline")) continue;
      const { scrollWidth, clientWidth, scrollHeight, clientHeight } = box;
      if (scrollWidth > clientWidth + 1) faults.push(`wider than its box: ${box.className}, ${box.textContent}`);
      // Large letters may slightly exceed their line height.
      if (scrollHeight > clientHeight + 3) faults.push(`higher than its box: ${box.className}, ${box.textContent}`);
    }
    const bottomOf = (of: string): number =>
      Math.max(0, ...[...dialog.querySelectorAll(of)].map((one) => one.getBoundingClientRect().bottom));
    const topOf = (of: string): number => dialog.querySelector(of)?.getBoundingClientRect().top ?? Infinity;
    if (bottomOf(".slide-token > *, .slide-code > *") > topOf(".slide-duel") + 0.5)
      faults.push("what changed and the code reach into the verdicts");
    if (bottomOf(".slide-duel, .slide-lesson > *") > topOf(".slide-foot") + 0.5)
      faults.push("the slide reaches into its foot");
    return faults;
  });
}

test.describe("a step is a scene", () => {
  test(
    "arrow keys step, and each step has its own token, difference, verdicts and line",
    { tag: "@smoke" },
    async ({ page }) => {
      const stage = new Stage(page);
      await stage.open("rs-hs-confusion");
      const lit = page.locator(".source-line.is-guilty");
      await expect(stage.verdict("Naive")).not.toHaveAttribute("data-verdict");
      await expect(lit).toHaveCount(0);
      await page.keyboard.press("ArrowRight");
      await expect(page.getByRole("heading", { name: "Token of step 2" })).toBeVisible();
      await stage.expectVerdicts("rejected", "rejected");
      await expect(lit).toHaveCount(0);
      await page.keyboard.press("ArrowRight");
      await page.keyboard.press("ArrowRight");
      await stage.expectVerdicts("accepted", "rejected");
      await expect(lit).toHaveText(/5\s*const \{ alg = "" \} = decodeProtectedHeader\(token\);/);
      await expect(page.getByText("Line 5: the attacker writes this value.")).toBeVisible();
      await expect(page.locator(".json-line").filter({ has: page.locator("ins") })).toHaveText([
        /"alg": "HS256",step 2/,
        /"role": "admin",step 3/,
      ]);
      await page.keyboard.press("ArrowLeft");
      await page.keyboard.press("ArrowLeft");
      await page.keyboard.press("ArrowLeft");
      await stage.expectVerdicts("accepted", "accepted");
      await expect(lit).toHaveCount(0);
      await expect(page.locator(".lab-steps em")).toHaveText([
        "accepts",
        "accepts",
        "rejects",
        "rejects",
        "rejects",
        "rejects",
        "accepts",
        "rejects",
      ]);
    },
  );

  test("a field keeps its arrow keys, and an open sheet those of the page", async ({ page }) => {
    await new Stage(page).open("rs-hs-confusion");
    await page.getByRole("radio").first().focus();
    await page.keyboard.press("ArrowRight");
    await page.getByRole("combobox", { name: "Variant", exact: true }).focus();
    await page.keyboard.press("ArrowRight");
    await expect(page.getByRole("heading", { name: "Token of step 1" })).toBeVisible();
    await page.getByRole("heading", { level: 1 }).click();
    await page.keyboard.press("?");
    await expect(page.getByRole("dialog", { name: "Help" })).toBeVisible();
    await expect(
      page.getByRole("dialog", { name: "Help" }).getByText("Show the next or the previous step"),
    ).toBeVisible();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Escape");
    await expect(page.getByRole("heading", { name: "Token of step 1" })).toBeVisible();
  });

  for (const [width, height] of [
    [1280, 720],
    [1440, 900],
  ] as const)
    test(`at ${width} by ${height} both verdicts are under their token, in view at every step`, async ({ page }) => {
      await page.setViewportSize({ width, height });
      const stage = new Stage(page);
      for (const place of ["rs-hs-confusion", "self-signed-x5c", "key-byte-variants"]) {
        await stage.open(place);
        await page.getByRole("button", { name: "Run attack", exact: true }).click();
        await stage.expectVerdicts("accepted", "rejected");
        const pane = await page.locator(".lab-tokenpane").boundingBox();
        for (const name of ["Naive", "Hardened"] as const) {
          await expect(stage.verdict(name)).toBeInViewport({ ratio: 1 });
          const box = await stage.verdict(name).boundingBox();
          expect(box?.y).toBeGreaterThanOrEqual((pane?.y ?? 0) + (pane?.height ?? 0));
        }
        await expect(page.locator(".source-line.is-guilty").first()).toBeInViewport({ ratio: 1 });
        expect(await page.evaluate(() => scrollY)).toBe(0);
      }
    });

  test("the clock in the address applies to the lab's tokens, and stays in the address", async ({ page }) => {
    const stage = new Stage(page);
    await stage.open("alg-none&now=1700000000");
    await page.keyboard.press("ArrowRight");
    await expect(page).toHaveURL(/alg-none&step=2&now=1700000000$/);
    await expect(page.locator(".json-line").filter({ hasText: '"iat": 1699999940' })).toBeVisible();
  });

  test("code is never cut: long lines wrap", async ({ page }) => {
    const stage = new Stage(page);
    for (const width of [360, 1024, 1280]) {
      await page.setViewportSize({ width, height: 740 });
      for (const place of ["kid-sql-injection", "ecdsa-nonce-reuse"]) {
        await stage.open(place);
        const cut = await page
          .locator(".lab-source, .lab-source .source-line")
          .evaluateAll((boxes) => boxes.filter((box) => box.scrollWidth > box.clientWidth).length);
        expect(cut, `${place}, ${width} wide`).toBe(0);
      }
    }
  });
});

test.describe("the presenter", () => {
  test("on a projector nothing is smaller than 20 px, scrolls or overlaps: every slide of every attack", async ({
    page,
  }) => {
    test.slow();
    await page.setViewportSize(PROJECTOR);
    await page.goto("./#/lab");
    const links = page.locator("[data-scenario]");
    await expect(links).toHaveCount(47);
    const ids = await links.evaluateAll((all) => all.map((link) => link.getAttribute("data-scenario") ?? ""));
    // A course of all scenarios: the clicker alone steps through every slide.
    await page.goto("about:blank");
    await page.goto(`./#/lab/${ids[0]}&mode=presenter&course=${ids.join(",")}`);
    const dialog = page.getByRole("dialog");
    /** The slide's place in the attack and whether it is the lesson, once it is another than before and complete. */
    const shown = async (before: string): Promise<{ place: string; isLesson: boolean }> => {
      // Looks at each frame: an `expect` looks again only after a tenth of a second, twice for each of 400 slides.
      const slide = await page.waitForFunction((last) => {
        const box = document.querySelector("dialog[open], [role=dialog]");
        const place = box?.querySelector(".slide-top p")?.textContent ?? "";
        const isLesson = box?.querySelector("h1")?.textContent === "Lesson";
        const isWhole = isLesson || box?.querySelectorAll("[data-verdict]").length === 2;
        return place !== "" && place !== last && isWhole && { place, isLesson };
      }, before);
      return slide.jsonValue() as Promise<{ place: string; isLesson: boolean }>;
    };
    let slides = 0;
    let before = "";
    for (const id of ids) {
      for (;;) {
        const { place, isLesson } = await shown(before);
        expect(page.url()).toContain(`/lab/${id}&`);
        const where = `${id}, ${place}`;
        expect(await faultsOfSlide(page), where).toEqual([]);
        await page.keyboard.press("n");
        await dialog.getByRole("complementary", { name: "Speaker notes" }).waitFor();
        expect(await faultsOfSlide(page), `${where}, with notes`).toEqual([]);
        await page.keyboard.press("n");
        slides += 1;
        if (isLesson && id === ids.at(-1)) break;
        before = place;
        await page.keyboard.press("PageDown");
        if (isLesson) {
          await expect(dialog.getByRole("button", { name: "Run attack" })).toBeVisible();
          break;
        }
      }
    }
    expect(slides).toBeGreaterThan(47 * 3);
    await expect(dialog.getByText("This was the last attack in the course.")).toBeVisible();
  });

  test("steps by clicker, space bar and arrows, shows lesson and notes by a key, and its clock stands still", async ({
    page,
  }) => {
    const stage = new Stage(page);
    await stage.open("ecdsa-malleability");
    await page.getByRole("button", { name: "Present" }).click();
    const dialog = page.getByRole("dialog");
    const where = dialog.locator(".slide-top span");
    await expect(where).toHaveText(/^Step 1 of/);
    const steps: readonly (readonly [string, RegExp])[] = [
      ["PageDown", /^Step 2 of/],
      ["PageUp", /^Step 1 of/],
      ["Space", /^Step 2 of/],
      ["Shift+Space", /^Step 1 of/],
      ["ArrowRight", /^Step 2 of/],
      ["ArrowLeft", /^Step 1 of/],
      ["l", /^After the attack$/],
      ["l", /^Step 1 of/],
    ];
    for (const [key, now] of steps) {
      await page.keyboard.press(key);
      await expect(where, key).toHaveText(now);
    }
    const notes = dialog.getByRole("complementary", { name: "Speaker notes" });
    await expect(notes).toHaveCount(0);
    await page.keyboard.press("n");
    await expect(notes).toBeVisible();
    await page.keyboard.press("n");
    await expect(notes).toHaveCount(0);
    // A pressed button does not capture the space bar.
    await dialog.getByRole("button", { name: "Next step" }).click();
    await expect(dialog).toBeFocused();
    const clock = await dialog.getByText(/^Clock stopped at/).textContent();
    const iat = await dialog
      .locator(".slide-line")
      .filter({ hasText: /"(?:exp|iat)"/ })
      .first()
      .textContent();
    await page.waitForTimeout(1100);
    await page.keyboard.press("r");
    await stage.expectVerdicts("accepted", "rejected");
    await page.keyboard.press("ArrowLeft");
    await expect(
      dialog
        .locator(".slide-line")
        .filter({ hasText: /"(?:exp|iat)"/ })
        .first(),
    ).toHaveText(iat ?? "");
    await expect(dialog.getByText(/^Clock stopped at/)).toHaveText(clock ?? "");
    await page.keyboard.press("Escape");
    await expect(dialog).toHaveCount(0);
  });

  test("grows with a larger screen, and fits a phone's width", async ({ page }) => {
    await page.setViewportSize({ width: 1920, height: 1080 });
    await page.goto("./#/lab/rs-hs-confusion&mode=presenter&step=4");
    const dialog = page.getByRole("dialog");
    await expect(dialog.locator("[data-verdict]")).toHaveCount(2);
    const smallest = await dialog.evaluate((box) => Number.parseFloat(getComputedStyle(box).fontSize));
    expect(smallest).toBe(30);
    expect(await faultsOfSlide(page)).toEqual([]);
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await dialog.evaluate((box) => box.scrollWidth - box.clientWidth)).toBe(0);
  });
});

test.describe("a course", () => {
  test("is chosen in the list, shared as a link, and presented from there to its end", async ({ page, context }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.goto("./#/lab");
    await page.getByRole("button", { name: "Make a course" }).click();
    for (const title of ["Psychic signature", "Unsigned: alg none"])
      await page.getByRole("checkbox", { name: `In the course: ${title}` }).check();
    await expect(page.getByRole("list", { name: "Attacks of the course" }).getByRole("listitem")).toHaveText([
      "Psychic signature",
      "Unsigned: alg none",
    ]);
    await page.getByRole("button", { name: "Copy course link" }).click();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(link).toMatch(/\/#\/lab&course=psychic-signature,alg-none$/);
    await expect(page.getByRole("textbox", { name: "Course link" })).toHaveValue(link);
    await page.goto("about:blank");
    await page.goto(link);
    await page.getByRole("link", { name: "Present the course" }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByText("Psychic signature (1 of 2)")).toBeVisible();
    await expect(dialog.locator("[data-verdict]")).toHaveCount(2);
    await page.keyboard.press("l");
    await expect(dialog.getByText("Next: Unsigned: alg none")).toBeVisible();
    await page.keyboard.press("PageDown");
    await expect(dialog.getByText("Unsigned: alg none (2 of 2)")).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByText("Course, 2 of 2")).toBeVisible();
    await page.getByRole("link", { name: "Before: Psychic signature" }).click();
    await expect(page.getByText("Course, 1 of 2")).toBeVisible();
    await page.getByRole("link", { name: "All scenarios" }).click();
    await page.getByRole("button", { name: "Clear course" }).click();
    await expect(page).toHaveURL(/#\/lab$/);
  });

  test("ignores names in a link that do not exist", async ({ page }) => {
    await page.goto("./#/lab&course=alg-none,not-there,../x,alg-none,weak-secret");
    await expect(page.getByRole("list", { name: "Attacks of the course" }).getByRole("listitem")).toHaveText([
      "Unsigned: alg none",
      "Guess the secret",
    ]);
  });

  test("Reset for the next class clears progress, course and clock, without asking", async ({ page }) => {
    const stage = new Stage(page);
    await stage.open("alg-none&course=alg-none,weak-secret&now=1700000000");
    await page.getByRole("button", { name: "Run attack", exact: true }).click();
    await stage.expectVerdicts("accepted", "rejected");
    await page.getByRole("link", { name: "All scenarios" }).click();
    await page.getByRole("checkbox", { name: "Keep the marks on this device" }).check();
    await expect(page.locator("[data-scenario='alg-none']")).toContainText("done");
    await page.getByRole("button", { name: "Reset for the next class" }).click();
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await expect(page.getByText("0 of 47 done.")).toBeVisible();
    await expect(page.locator("[data-scenario='alg-none']")).not.toContainText("done");
    await expect(page.getByRole("region", { name: "Course", exact: true })).toHaveCount(0);
    expect(await page.evaluate(() => localStorage.getItem("jotscope-lab-seen"))).toBe("");
    await expect(page).toHaveURL(/#\/lab$/);
    await page.getByRole("button", { name: "Undo", exact: true }).click();
    await expect(page.locator("[data-scenario='alg-none']")).toContainText("done");
    await expect(page.getByRole("region", { name: "Course", exact: true })).toBeVisible();
    await expect(page).toHaveURL(/#\/lab&course=alg-none,weak-secret&now=1700000000$/);
    await page.getByRole("button", { name: "Reset for the next class" }).click();
    await page.locator("[data-scenario='alg-none']").click();
    const iat = await page.locator(".json-line").filter({ hasText: '"iat"' }).textContent();
    expect(Number(/\d+/.exec(iat ?? "")?.[0])).toBeGreaterThan(1_750_000_000);
  });
});

test.describe("the looks of the lab", () => {
  test("the list reads in order: down the columns, numbers rising in each family, progress in words", async ({
    page,
  }) => {
    const stage = new Stage(page);
    await stage.open("alg-none");
    await page.getByRole("button", { name: "Run attack", exact: true }).click();
    await stage.expectVerdicts("accepted", "rejected");
    await page.getByRole("link", { name: "All scenarios" }).click();
    await expect(page.locator("[data-scenario='alg-none'] .lab-done")).toHaveText("done");
    for (const width of [360, 1000, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      const families = await page.locator(".lab-families > li").evaluateAll((all) =>
        all.map((family) => {
          const { left, top } = family.getBoundingClientRect();
          const numbers = [...family.querySelectorAll("[data-attack]")].map((one) =>
            Number(one.getAttribute("data-attack")),
          );
          return { left, top, isRising: numbers.every((one, index) => index === 0 || one > (numbers[index - 1] ?? 0)) };
        }),
      );
      for (const [index, { left, top, isRising }] of families.entries()) {
        expect(isRising).toBe(true);
        const before = families[index - 1];
        if (before) expect(left > before.left || (left === before.left && top > before.top), `${width}`).toBe(true);
      }
    }
    const round = await page.locator("main.lab *").evaluateAll(
      (all) =>
        all.filter((one) => {
          const { borderTopLeftRadius, borderTopWidth, width, height } = getComputedStyle(one);
          return borderTopLeftRadius === "50%" && borderTopWidth !== "0px" && width === height;
        }).length,
    );
    expect(round).toBe(0);
  });

  test("a skip link leads past the bar and the lists, on the start page and in a scenario", async ({ page }) => {
    for (const [place, words, goal] of [
      ["", "Skip to the list of attacks", "[data-scenario]"],
      ["/alg-none", "Skip to the attack", ".lab-steps button"],
    ] as const) {
      await page.goto("about:blank");
      await page.goto(`./#/lab${place}`);
      await expect(page.locator(goal).first()).toBeVisible();
      const skip = page.getByRole("link", { name: words });
      await skip.focus();
      await expect(skip).toBeInViewport();
      await page.keyboard.press("Enter");
      await expect(page.locator(goal).first()).toBeFocused();
      await expect(page).toHaveURL(new RegExp(`#/lab${place}$`));
    }
    const other = page.getByText("Other attacks");
    await other.click();
    await expect(page.getByRole("navigation", { name: "Scenarios" }).getByRole("link")).toHaveCount(47);
    await page.keyboard.press("Escape");
    await expect(page.getByRole("navigation", { name: "Scenarios" })).toBeHidden();
    await expect(other).toBeFocused();
  });

  test("on a phone the scenario comes first, and the list on request", async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await new Stage(page).open("embedded-jwk");
    await expect(page.getByRole("heading", { level: 1 })).toBeInViewport();
    await expect(page.locator(".lab-steps li").first()).toBeInViewport({ ratio: 1 });
    await expect(page.getByRole("navigation", { name: "Scenarios" })).toBeHidden();
  });

  test("in a frame nothing is red before the attack, with or without a scenario", async ({ page }) => {
    for (const place of ["embed.html#/lab/alg-none", "embed.html"]) {
      await page.goto("about:blank");
      await page.goto(`./${place}`);
      await expect(page.getByRole("main")).not.toBeEmpty();
      if (place.includes("#")) await expect(page.getByRole("button", { name: "Run attack" })).toBeEnabled();
      const red = await page.locator("main *").evaluateAll((all) => {
        const probe = document.createElement("i");
        document.body.append(probe);
        const colours = ["--error", "--error-bg", "--error-fill"].map((name) => {
          probe.style.setProperty("color", `var(${name})`);
          return getComputedStyle(probe).color;
        });
        probe.remove();
        return all
          .filter((one) => {
            const { backgroundColor, borderTopColor, borderTopWidth, boxShadow } = getComputedStyle(one);
            return (
              colours.includes(backgroundColor) ||
              (borderTopWidth !== "0px" && colours.includes(borderTopColor)) ||
              colours.some((colour) => boxShadow.includes(colour))
            );
          })
          .map((one) => one.outerHTML.slice(0, 80));
      });
      expect(red, place).toEqual([]);
    }
  });

  test("a print is a hand-out: questions first, answers on their own page, no token in it", async ({ page }) => {
    await new Stage(page).open("rs-hs-confusion");
    await page.keyboard.press("ArrowRight");
    await page.emulateMedia({ media: "print" });
    const questions = page.getByRole("region", { name: "RS256 to HS256: key confusion" });
    const answers = page.getByRole("region", { name: "Answers" });
    await expect(questions).toContainText("Which line lets the forgery in");
    await expect(questions).toContainText("The issuer hides its public key. Is the API safe now?");
    await expect(answers).toContainText("4. accepts, rejects");
    await expect(answers).toContainText("Line 5: the attacker writes this value.");
    const asked = (await questions.textContent()) ?? "";
    for (const secret of [
      "the attacker writes this value",
      "A public key is not a secret",
      "The verifier decides the algorithm",
    ])
      expect(asked).not.toContain(secret);
    expect(await answers.evaluate((box) => getComputedStyle(box).breakBefore)).toBe("page");
    const seen = await page.evaluate(() => document.body.innerText);
    expect(seen).not.toMatch(/eyJ/);
    expect(seen).not.toContain("Run attack");
    const sheets = (await page.pdf({ format: "A4" })).toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
    expect(sheets).toBeGreaterThanOrEqual(2);
    await page.emulateMedia({ media: "screen" });
    await expect(answers).toHaveCount(0);
    await page.goto("about:blank");
    await page.goto("./#/lab&course=alg-none,psychic-signature");
    await expect(page.getByRole("list", { name: "Attacks of the course" })).toBeVisible();
    await page.emulateMedia({ media: "print" });
    await expect(page.getByRole("region", { name: "Unsigned: alg none" })).toBeVisible();
    await expect(page.getByRole("region", { name: "Psychic signature" })).toBeVisible();
    await expect(answers).toHaveCount(1);
  });

  test("forced colours still show the current step, the highlighted line and the chosen mode", async ({ page }) => {
    await page.emulateMedia({ forcedColors: "active" });
    const stage = new Stage(page);
    await stage.open("alg-none");
    await page.getByRole("button", { name: "Run attack", exact: true }).click();
    await stage.expectVerdicts("accepted", "rejected");
    const outline = (of: string) =>
      page
        .locator(of)
        .first()
        .evaluate((one) => getComputedStyle(one).outlineStyle);
    expect(await outline(".lab-steps [aria-current]")).toBe("solid");
    expect(await outline(".lab-steps button:not([aria-current])")).toBe("none");
    expect(await outline(".source-line.is-guilty")).toBe("solid");
    const background = (of: string) =>
      page
        .locator(of)
        .first()
        .evaluate((one) => getComputedStyle(one).backgroundColor);
    expect(await background(".lab-switch [aria-pressed='true']")).not.toBe(
      await background(".lab-switch [aria-pressed='false']"),
    );
  });
});

for (const [name, place] of [
  ["a chosen course", "&course=alg-none,weak-secret"],
  ["the lesson of the presenter", "/alg-none&step=lesson&mode=presenter"],
  ["a step of the presenter with its notes", "/self-signed-x5c&step=2&mode=presenter"],
  ["a step that was asked about", "/jku-spoofing&step=2"],
] as const)
  test(`axe finds no violations in light and dark: ${name}`, async ({ page }) => {
    test.slow();
    await page.goto(`./#/lab${place}`);
    await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
    if (place.includes("&course")) await page.getByRole("button", { name: "Make a course" }).click();
    if (place.includes("presenter")) await page.keyboard.press("n");
    else if (place.includes("step")) {
      await expect(page.getByRole("button", { name: "Run attack" })).toBeEnabled();
      await page.keyboard.press("ArrowRight");
      await expect(page.locator("[data-verdict]")).toHaveCount(2);
    }
    await expectNoObjections(page);
  });
