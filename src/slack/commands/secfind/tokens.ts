/** One word as typed: `web-7`, `"two words"`, or a key with its values. */
export interface Token {
  /** As typed, quotes included; what a wider question is put together from. */
  readonly raw: string;
  /** In lower case; null for a free word. */
  readonly key: string | null;
  /** A free word has one; a key has one per comma, and none when nothing follows the colon. */
  readonly values: readonly string[];
  readonly quoted: boolean;
}

const fullWidthSigns: Readonly<Record<string, string>> = { '：': ':', '，': ',', '＂': '"', '\u3000': ' ' };
const entities: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&amp;': '&' };

/**
 * What was typed, out of what Slack and input methods made of it: `<@U1|carol>` and `<#C1|name>` become `<@U1>`
 * and `#name`, links become what was typed, entities are undone, smart quotes and full-width signs become plain.
 */
export function readable(text: string): string {
  return text
    .replace(/<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>/g, ' <@$1>')
    .replace(/:\s+(<@[UW][A-Z0-9]+>)/g, ':$1')
    .replace(/<#[CG][A-Z0-9]+(?:\|([^<>]*))?>/g, '#$1')
    .replace(/<(?:https?|mailto):[^<>|]*\|([^<>]*)>/g, '$1')
    .replace(/<((?:https?):[^<>|]*)>/g, '$1')
    .replace(/[“”„‟«»＂]/g, '"')
    .replace(/[：，\u3000]/g, (sign) => fullWidthSigns[sign] ?? sign)
    .replace(/&(?:lt|gt|amp);/g, (entity) => entities[entity] ?? entity)
    .replace(/[\p{Cc}\p{Cf}]/gu, ' ')
    .toWellFormed()
    .trim();
}

/** Takes readable text apart; never fails: a quote that is not closed reaches to the end. */
export function tokensOf(text: string): Token[] {
  const words = text.match(/(?:[^\s"]|"[^"]*"?)+/gu) ?? [];
  return words.flatMap((raw): Token[] => {
    const keyed = /^([\p{L}_-]+):(.*)$/su.exec(raw.normalize('NFKC'));
    if (keyed?.[1] !== undefined && keyed[2] !== undefined)
      return [{ raw, key: keyed[1].toLowerCase(), values: valuesOf(keyed[2]), quoted: false }];
    const word = unquoted(raw).trim();
    return word === '' ? [] : [{ raw, key: null, values: [word], quoted: raw.startsWith('"') }];
  });
}

function valuesOf(list: string): string[] {
  const parts = list.match(/(?:[^,"]|"[^"]*"?)+/gu) ?? [];
  return parts.map((part) => unquoted(part).trim()).filter((part) => part !== '');
}

function unquoted(text: string): string {
  return text.replaceAll('"', '');
}
