/** Something to be found by what it requires. `order`: its place among all, and in what is found. */
export interface Entry<Item> {
  readonly item: Item;
  readonly order: number;
  /** The round in which it was found last; an event may lead to it by two values. */
  seen: number;
}

/** Texts of events whose entries are remembered: names of calls and the like, the same ones all day. */
const mostRemembered = 4_096;
/** Longer texts are looked up without the shortcuts. */
const longestShort = 255;
/** The only letter that is longer in lower case, İ, has this mark there. Source: Unicode, SpecialCasing.txt. */
const dotAbove = '\u0307';

/** The entries that one field leads to, by its text in lower case. */
export class FieldIndex<Item> {
  readonly field: number;
  readonly #byText = new Map<string, Entry<Item>[]>();
  /** By the text as it stands in the event, which saves the lower case; null: none. */
  readonly #remembered = new Map<string, readonly Entry<Item>[] | null>();
  /** 1 where there is a text of that length: most texts are told apart by it, and need not even be hashed. */
  readonly #lengths = new Uint8Array(longestShort + 1);
  #lengthTells = true;

  constructor(field: number) {
    this.field = field;
  }

  add(text: string, entry: Entry<Item>): void {
    const entries = this.#byText.get(text);
    if (entries) entries.push(entry);
    else this.#byText.set(text, [entry]);
    if (text.length <= longestShort) this.#lengths[text.length] = 1;
    if (text.includes(dotAbove)) this.#lengthTells = false;
  }

  entriesOf(text: string): readonly Entry<Item>[] | null {
    if (text.length > longestShort) return this.#byText.get(text.toLowerCase()) ?? null;
    if (this.#lengthTells && this.#lengths[text.length] === 0) return null;
    const remembered = this.#remembered.get(text);
    if (remembered !== undefined) return remembered;
    const entries = this.#byText.get(text.toLowerCase()) ?? null;
    if (this.#remembered.size >= mostRemembered) this.#remembered.clear();
    this.#remembered.set(text, entries);
    return entries;
  }
}
