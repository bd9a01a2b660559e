import type { FindingView } from '../../finding/view.ts';
import type { ProductValues, Values } from '../../i18n/explanation.ts';
import { noticeCode } from '../../i18n/product-kind.ts';
import { plain } from '../text/plain.ts';

/** What sentences about other products' findings may name; short enough to fit together into one headline. */
export function productValues(view: FindingView): Omit<ProductValues, keyof Values> {
  const fact = (name: string, max: number, short = (text: string) => text) => {
    const value = Object.hasOwn(view.facts, name) ? plain(short(view.facts[name] ?? ''), max) : '';
    return value === '' ? null : value;
  };
  const fixedIn = fact('fixedIn', 24, withoutEpoch);
  const notice = noticeCode(view);
  return {
    cve: fact('cve', 20),
    package: fact('package', 24, withoutNamespace),
    version: fact('packageVersion', 24),
    // Inspector's word for "there is none".
    fixedIn: fixedIn === 'NotAvailable' ? null : fixedIn,
    exploit: fact('exploit', 8) === 'YES',
    data: fact('data', 80),
    sharedWith: fact('sharedWith', 80),
    rule: fact('rule', 44),
    closed: fact('closed', 12),
    unverifiable: fact('unverifiable', 12),
    minutes: fact('minutes', 8),
    notice: notice === null ? null : plain(notice, 48),
  };
}

/** `3.0.8-r4` of `0:3.0.8-r4`; any other epoch is part of the version. */
function withoutEpoch(version: string): string {
  return version.replace(/^0:/, '');
}

/** `log4j-core` of `org.apache.logging.log4j:log4j-core`, `jwt` of `github.com/golang-jwt/jwt`. */
function withoutNamespace(name: string): string {
  return name.slice(Math.max(name.lastIndexOf(':'), name.lastIndexOf('/')) + 1) || name;
}
