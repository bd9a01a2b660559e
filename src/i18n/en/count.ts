export const grouped = (count: number) => count.toLocaleString('en-US');

export const plural = (count: number, one: string, many: string) =>
  count === 1 ? `1 ${one}` : `${grouped(count)} ${many}`;

/** `2nd`, `11th`, `1,003rd`. */
export function ordinal(count: number): string {
  const tail = count % 100;
  const ending = tail >= 11 && tail <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][count % 10] ?? 'th');
  return `${grouped(count)}${ending}`;
}
