import { BlockList, isIPv4, isIPv6 } from 'node:net';
import { RE2JS } from 're2js';

/*
 * Sigma by the letter and without any care for time, to compare the engine with. It shares no code with the engine: it
 * takes the rule as it stands in the YAML and the event as it is.
 */
type Fields = Readonly<Record<string, unknown>>;

export function slowMatch(detection: Fields, event: unknown): boolean {
  const { condition, ...searches } = detection;
  return [condition].flat().some((one) => slowCondition(String(one), searches, event));
}

/** Puts T and F for every search, then rewrites until one letter is left. */
function slowCondition(condition: string, searches: Fields, event: unknown): boolean {
  const letter = (value: boolean) => (value ? 'T' : 'F');
  const holds = (name: string) => slowSearch(searches[name], event);
  let text = condition.replaceAll('(', ' ( ').replaceAll(')', ' ) ');
  text = text.replaceAll(/(1|all) of (\S+)/g, (_, quantity: string, selector: string) => {
    const chosen = Object.keys(searches).filter((name) =>
      selector === 'them' ? !name.startsWith('_') : slowWild(name, selector),
    );
    return letter(quantity === 'all' ? chosen.every(holds) : chosen.some(holds));
  });
  const operators = ['and', 'or', 'not', '(', ')', 'T', 'F'];
  const words = text.split(/\s+/).filter(Boolean);
  text = words.map((word) => (operators.includes(word) ? word : letter(holds(word)))).join(' ');
  for (let before = ''; before !== text; ) {
    before = text;
    text = text.replace(/\( ([TF]) \)/, '$1');
    text = text === before ? text.replace(/not ([TF])/, (_, one: string) => letter(one === 'F')) : text;
    text = text === before ? replacedOnce(text, 'and', (a, b) => a && b, letter) : text;
    text = text === before ? replacedOnce(text, 'or', (a, b) => a || b, letter) : text;
  }
  if (text !== 'T' && text !== 'F') throw new Error(`left over: ${text}`);
  return text === 'T';
}

/** `or` is only worked out where no `and` stands beside it. */
function replacedOnce(
  text: string,
  word: 'and' | 'or',
  work: (a: boolean, b: boolean) => boolean,
  letter: (value: boolean) => string,
): string {
  const pattern = word === 'and' ? /([TF]) and ([TF])/ : /(?<!and )(?<!not )([TF]) or ([TF])(?! and)/;
  return text.replace(pattern, (_, a: string, b: string) => letter(work(a === 'T', b === 'T')));
}

function slowSearch(search: unknown, event: unknown): boolean {
  if (Array.isArray(search)) return search.some((one) => slowSearch(one, event));
  if (typeof search !== 'object' || search === null) return slowField('', search, event);
  return Object.entries(search).every(([key, value]) => slowField(key, value, event));
}

function slowField(key: string, value: unknown, event: unknown): boolean {
  const [field = '', ...modifiers] = key.split('|');
  const held = field === '' ? [event] : reach(event, field.split('.'));
  const values = Array.isArray(value) ? value : [value];
  const says = (one: unknown) => slowValue(one, modifiers, held, event, field === '');
  const result = modifiers.includes('all') ? values.every(says) : values.some(says);
  return modifiers.includes('neq') ? !result : result;
}

function slowValue(
  value: unknown,
  modifiers: readonly string[],
  held: readonly unknown[],
  event: unknown,
  keyword: boolean,
): boolean {
  const has = (name: string) => modifiers.includes(name);
  const texts = held.flatMap((one) => textsOf(one));
  if (has('exists')) return held.length > 0 === value;
  if (value === null) return texts.length === 0 || held.some(holdsNull);
  if (has('re')) {
    const flags = (has('i') ? RE2JS.CASE_INSENSITIVE : 0) | (has('s') ? RE2JS.DOTALL : 0);
    return texts.some((text) => RE2JS.compile(String(value), flags).matcher(text).find());
  }
  if (has('cidr')) return texts.some((text) => slowCidr(text, String(value)));
  const number = Number(value);
  const numbers = texts.filter((text) => /^-?\d+(\.\d+)?$/.test(text)).map(Number);
  if (has('lt')) return numbers.some((one) => one < number);
  if (has('lte')) return numbers.some((one) => one <= number);
  if (has('gt')) return numbers.some((one) => one > number);
  if (has('gte')) return numbers.some((one) => one >= number);
  const fold = (text: string) => (has('cased') ? text : text.toLowerCase());
  if (has('fieldref')) {
    const others = reach(event, String(value).split('.')).flatMap((one) => textsOf(one));
    return texts.some((text) => others.some((other) => fold(text) === fold(other)));
  }
  const around = `${has('contains') || has('endswith') || keyword ? '*' : ''}`;
  const behind = `${has('contains') || has('startswith') || keyword ? '*' : ''}`;
  return texts.some((text) => slowWild(fold(text), fold(`${around}${String(value)}${behind}`)));
}

/** Everything at the end of the path: through lists, and by a key with dots where there is no other way. */
function reach(value: unknown, segments: readonly string[]): unknown[] {
  if (segments.length === 0) return [value];
  if (Array.isArray(value)) return value.flatMap((one) => reach(one, segments));
  if (typeof value !== 'object' || value === null) return [];
  const at = (key: string) => Object.entries(value).filter(([name]) => name === key);
  const plain = at(segments[0] ?? '').flatMap(([, one]) => reach(one, segments.slice(1)));
  return plain.length > 0 ? plain : at(segments.join('.')).map(([, one]) => one);
}

function textsOf(value: unknown): string[] {
  if (value === null) return [];
  if (Array.isArray(value)) return value.flatMap((one) => textsOf(one));
  if (typeof value !== 'object') return [String(value)];
  return [JSON.stringify(value), ...scalarsIn(value)];
}

function scalarsIn(value: unknown): string[] {
  if (typeof value !== 'object') return [String(value)];
  return value === null ? [] : Object.values(value).flatMap(scalarsIn);
}

function holdsNull(value: unknown): boolean {
  return value === null || (Array.isArray(value) && value.some(holdsNull));
}

function slowCidr(text: string, network: string): boolean {
  const [base = '', prefix = ''] = network.split('/');
  const list = new BlockList();
  list.addSubnet(base, Number(prefix), isIPv4(base) ? 'ipv4' : 'ipv6');
  if (isIPv4(text)) return isIPv4(base) && list.check(text, 'ipv4');
  return isIPv6(text) && list.check(text, 'ipv6');
}

/** Tries everything, with the escapes of the specification. */
function slowWild(text: string, source: string): boolean {
  if (source === '') return text === '';
  const [first = '', second = ''] = source;
  const rest = source.slice(1);
  if (first === '*') return slowWild(text, rest) || (text !== '' && slowWild(text.slice(1), source));
  if (first === '\\' && ['*', '?', '\\'].includes(second))
    return text.startsWith(second) && slowWild(text.slice(1), source.slice(2));
  return text !== '' && (first === '?' || text[0] === first) && slowWild(text.slice(1), rest);
}
