/** An error as S3 says it (S3 API reference, "Error responses"). */
export function xmlError(code: string, message: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${escaped(message)}</Message></Error>`;
}

/** An element with what is in it; of lists, each entry in a tag of its own. What is undefined or null is left out. */
function element(name: string, value: unknown, entry: string): string {
  if (value === undefined || value === null) return '';
  return `<${name}>${content(value, entry)}</${name}>`;
}

export function content(value: unknown, entry: string): string {
  if (Array.isArray(value)) return value.map((one) => element(entry, one, entry)).join('');
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== 'object' || value === null) return escaped(String(value));
  return Object.entries(value)
    .map(([name, one]) => element(name, one, entry))
    .join('');
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);
}
