/** What somebody filled in, by block id. Each block of ours holds one element. */
export interface FormValues {
  /** Null: left empty, or no such block. */
  one(blockId: string): string | null;
  /** Everything that was ticked. */
  all(blockId: string): readonly string[];
}

type Json = Readonly<Record<string, unknown>>;

/** Reads Slack's `state.values`: it went through somebody's hands, so nothing about it is taken for granted. */
export function formValuesOf(state: unknown): FormValues {
  const blocks = objectOf(objectOf(state)['values']);
  const all = (blockId: string) => Object.values(objectOf(blocks[blockId])).flatMap(chosenIn);
  return { all, one: (blockId) => all(blockId)[0] ?? null };
}

function chosenIn(element: unknown): string[] {
  const { value, selected_option, selected_options, selected_user, selected_date } = objectOf(element);
  const options = [selected_option, ...(Array.isArray(selected_options) ? selected_options : [])];
  const all = [value, selected_user, selected_date, ...options.map((option) => objectOf(option)['value'])];
  return all.filter((one): one is string => typeof one === 'string' && one !== '');
}

function objectOf(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}
