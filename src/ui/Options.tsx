/** The options of a select, from their values and words, or from values that are their own words. */
export function Options({ of }: { readonly of: readonly (string | readonly [value: string, words: string])[] }) {
  return of.map((one) => {
    const [value, words] = typeof one === "string" ? [one, one] : one;
    return (
      <option key={value} value={value}>
        {words}
      </option>
    );
  });
}
