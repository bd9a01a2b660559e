import { type Document, valuesAt } from '../document.ts';

/**
 * Keys that, held to a fixed value, make a policy not public (S3 user guide, "The meaning of 'public'"); in lower case,
 * since names of condition keys know no upper case.
 */
const narrowing = new Set([
  'aws:principalarn',
  'aws:principalorgid',
  'aws:principalorgpaths',
  'aws:sourcearn',
  'aws:sourcevpc',
  'aws:sourcevpce',
  'aws:sourceowner',
  'aws:sourceaccount',
  'aws:sourceip',
  'aws:userid',
  's3:dataaccesspointaccount',
  's3:dataaccesspointarn',
  's3:x-amz-server-side-encryption-aws-kms-key-id',
]);

/** Whether anybody is let in by a policy, as GetBucketPolicyStatus says it. Deny statements are not weighed. */
export function isPublic(policy: Document): boolean {
  return valuesAt(policy, 'Statement').some(
    (statement) =>
      valuesAt(statement, 'Effect').includes('Allow') && isAnybody(statement) && !isNarrowed(statement),
  );
}

function isAnybody(statement: unknown): boolean {
  return valuesAt(statement, 'Principal').includes('*') || valuesAt(statement, 'Principal.AWS').includes('*');
}

function isNarrowed(statement: unknown): boolean {
  const [conditions = {}] = valuesAt(statement, 'Condition') as readonly Document[];
  return (
    Object.entries(conditions)
      // A negation leaves the rest of the world in.
      .filter(([operator]) => !/Not|IfExists|^Null$/.test(operator))
      .flatMap(([, wanted]) => Object.keys(wanted as Document).map((key) => ({ key, wanted })))
      .some(({ key, wanted }) => {
        const values = [(wanted as Document)[key]].flat().map(String);
        return narrowing.has(key.toLowerCase()) && values.every((value) => isFixed(key, value));
      })
  );
}

/** No wildcard and no variable; of addresses, no wider than /8 (IPv4) or /32 (IPv6). */
function isFixed(key: string, value: string): boolean {
  if (/[*?]|\$\{/.test(value)) return false;
  if (key.toLowerCase() !== 'aws:sourceip') return true;
  const [address = '', bits] = value.split('/');
  return bits === undefined || Number(bits) >= (address.includes(':') ? 32 : 8);
}
