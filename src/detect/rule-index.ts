import type { EventView, FieldTable } from './fields.ts';
import { Gate, mostAtGate } from './gate.ts';
import { chooseKeys, type Requirement } from './required.ts';
import { type Entry, FieldIndex } from './text-index.ts';

/** Finds the rules that an event could match, by one value that each of them cannot do without. */
export class RuleIndex<Item> {
  readonly #fields: FieldIndex<Item>[] = [];
  readonly #gates: Gate<Item>[] = [];
  readonly #always: Entry<Item>[] = [];

  constructor(
    items: readonly Item[],
    requirements: (item: Item) => readonly Requirement[],
    table: FieldTable,
  ) {
    const keys = chooseKeys(items.map(requirements));
    for (const [order, item] of items.entries())
      this.#add({ item, order, seen: 0 }, keys[order] ?? null, table);
  }

  #add(entry: Entry<Item>, key: Requirement | null, table: FieldTable): void {
    if (!key) {
      this.#always.push(entry);
      return;
    }
    const field = table.numberOf(key.field);
    if (key.kind === 'whole') for (const text of key.texts) this.#indexOf(field).add(text, entry);
    else this.#gateOf(field, key.kind === 'casedPart').add(entry, key.texts);
  }

  /** Calls `visit` for each that could match, once and in the order in which they were given. */
  each(view: EventView, visit: (item: Item) => void): void {
    let found: Entry<Item>[] | null = null;
    for (const index of this.#fields) {
      const texts = view.texts(index.field);
      if (typeof texts === 'string') found = joined(found, index.entriesOf(texts), view.round);
      else for (const text of texts) found = joined(found, index.entriesOf(text), view.round);
    }
    for (const gate of this.#gates) if (gate.isOpen(view)) found = joined(found, gate.entries, view.round);
    if (found !== null) found.push(...this.#always);
    const all = found?.sort((a, b) => a.order - b.order) ?? this.#always;
    for (const { item } of all) visit(item);
  }

  #indexOf(field: number): FieldIndex<Item> {
    const known = this.#fields.find((one) => one.field === field);
    if (known) return known;
    const index = new FieldIndex<Item>(field);
    this.#fields.push(index);
    return index;
  }

  #gateOf(field: number, cased: boolean): Gate<Item> {
    const known = this.#gates.find(
      (one) => one.field === field && one.cased === cased && one.entries.length < mostAtGate,
    );
    if (known) return known;
    const gate = new Gate<Item>(field, cased);
    this.#gates.push(gate);
    return gate;
  }
}

/** What was found and what is new; no list where there is nothing, as for most events. */
function joined<Item>(
  found: Entry<Item>[] | null,
  entries: readonly Entry<Item>[] | null,
  round: number,
): Entry<Item>[] | null {
  if (entries === null) return found;
  const all = found ?? [];
  for (const entry of entries) {
    if (entry.seen === round) continue;
    entry.seen = round;
    all.push(entry);
  }
  return all;
}
