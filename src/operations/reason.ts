/** Of whatever somebody has to give a reason for. */
export const longestReason = 500;

/** As people will read it; null: there is none, or it is too long. */
export function reasonOf(text: string): string | null {
  const reason = text.trim();
  return reason === '' || reason.length > longestReason ? null : reason;
}

/** What somebody may say; null: nothing. Longer ones are cut. */
export function noteOf(text: string | null): string | null {
  const note = (text ?? '').trim().slice(0, longestReason).toWellFormed();
  return note === '' ? null : note;
}
