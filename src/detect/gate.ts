import { anyText, type EventView } from './fields.ts';
import type { Entry } from './text-index.ts';

/** So many rules share one gate: a regular expression of some hundred words stays small. */
export const mostAtGate = 100;

/**
 * Rules that have only a part of a field's text to be known by. All their parts are one regular expression of plain
 * words: one look tells that none of them is there, which is most often so. It cannot backtrack, having no choice but
 * between words.
 */
export class Gate<Item> {
  readonly field: number;
  readonly cased: boolean;
  readonly entries: Entry<Item>[] = [];
  readonly #parts = new Set<string>();
  #pattern: RegExp | null = null;

  constructor(field: number, cased: boolean) {
    this.field = field;
    this.cased = cased;
  }

  add(entry: Entry<Item>, parts: ReadonlySet<string>): void {
    this.entries.push(entry);
    for (const part of parts) this.#parts.add(part);
    this.#pattern = null;
  }

  isOpen(view: EventView): boolean {
    const pattern = this.#pattern ?? this.#compile();
    const texts = this.cased ? view.texts(this.field) : view.lowered(this.field);
    return typeof texts === 'string' ? pattern.test(texts) : anyText(texts, (text) => pattern.test(text));
  }

  #compile(): RegExp {
    this.#pattern = new RegExp([...this.#parts].map(escaped).join('|'));
    return this.#pattern;
  }
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
