/** One cell of the verdict in words. */
export interface CellWords {
  readonly title: string;
  readonly sub: string;
}
