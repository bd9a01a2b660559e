import type { QuestionKind } from '../../finding/case.ts';
import type { Catalogue } from '../../i18n/catalogue.ts';
import type { NoticeValues } from './notice-values.ts';

/** What a line of a thread says about "was this you?". */
export function questionOf(kind: QuestionKind, values: NoticeValues, { notice }: Catalogue['card']): string {
  const somebody = (name: string) => values.person(name) ?? notice.somebody;
  const principal = values.text('principal', 100);
  switch (kind) {
    case 'person-asked':
      return notice[kind](somebody('to'), principal, values.time('until'));
    case 'nobody-to-ask':
      return notice[kind](principal);
    case 'person-said-yes':
    case 'person-said-no':
      return notice[kind](somebody('by'), principal);
    case 'person-silent':
      return notice[kind](somebody('to'), principal);
  }
}
