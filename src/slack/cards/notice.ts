import type { KnownBlock } from '@slack/types';
import type { Notice } from '../../finding/case.ts';
import type { Severity } from '../../finding/severity.ts';
import { severityOfWord } from '../../finding/severity.ts';
import { type Catalogue, catalogues, type Language } from '../../i18n/catalogue.ts';
import { mrkdwn } from '../text/mrkdwn.ts';
import { plain } from '../text/plain.ts';
import { richText, run } from '../text/rich.ts';
import { marks } from './marks.ts';

/** A reply in a card's thread. */
export interface NoticePayload {
  readonly text: string;
  readonly blocks: KnownBlock[];
  readonly metadata: {
    readonly event_type: 'yagura_notice';
    readonly event_payload: { readonly key: string; readonly seq: number };
  };
}

/** One line of a case's story. */
export function drawNotice(
  notice: Notice & { readonly seq: number },
  style: { readonly language: Language },
): NoticePayload {
  const line = plain(sentenceOf(notice, catalogues[style.language].card), 400);
  return {
    text: mrkdwn(line, 300),
    blocks: [richText([[run(line)]])],
    metadata: {
      event_type: 'yagura_notice',
      event_payload: { key: `case:${notice.caseId}`, seq: notice.seq },
    },
  };
}

function sentenceOf({ kind, values }: Notice, words: Catalogue['card']): string {
  switch (kind) {
    case 'reopened':
      return words.notice.reopened(Number(values['times'] ?? 1));
    case 'external-reversed':
      return words.notice['external-reversed'];
    case 'severity-raised':
      return words.notice['severity-raised'](severity(values['from'], words), severity(values['to'], words));
    case 'closed': {
      const { resolution } = values;
      return resolution === 'fixed' || resolution === 'external'
        ? words.notice.closed[resolution]
        : words.notice.closed.gone;
    }
    case 'resource-kind-added':
      return words.notice['resource-kind-added'](plain(String(values['kinds'] ?? ''), 200));
  }
}

function severity(value: string | number | undefined, words: Catalogue['card']): string {
  const known: Severity | null = severityOfWord(String(value));
  return known === null ? plain(String(value), 20) : `${marks[known].emoji} ${words.severity[known]}`;
}
