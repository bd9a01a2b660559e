/** The number behind a button of ours (a case's, a suppression's); null: it is none, or was tampered with. */
export function idOf(value: string): number | null {
  return /^[1-9]\d{0,14}$/.test(value) ? Number(value) : null;
}

/** True for the value of a button that is about one thing by its number. */
export function isId(value: string): boolean {
  return idOf(value) !== null;
}
