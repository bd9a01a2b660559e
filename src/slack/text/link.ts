/** Consoles and documentation of the AWS partitions. Hosts that serve what customers upload do not belong here. */
const awsHosts =
  /^(?:(?:[a-z0-9-]+\.)?console\.aws\.amazon\.com|(?:phd|health)\.aws\.amazon\.com|docs\.aws\.amazon\.com|(?:[a-z0-9-]+\.)?console\.amazonaws-us-gov\.com|(?:[a-z0-9-]+\.)?console\.amazonaws\.cn|docs\.amazonaws\.cn|repost\.aws)$/;

const longestUrl = 1_200;

/** A place to go to. `host`: to be shown beside the label, since we do not know whose it is; null: AWS itself. */
export interface SafeLink {
  readonly url: string;
  readonly host: string | null;
}

/** Null for what is no plain https address, or too long: it is then not offered at all. */
export function safeLink(url: string): SafeLink | null {
  if (url.length > longestUrl || !URL.canParse(url)) return null;
  const parsed = new URL(url);
  if (parsed.protocol !== 'https:' || parsed.username !== '' || parsed.password !== '') return null;
  // `hostname` is the ASCII form, so a look-alike in another script shows as what it is.
  const host = parsed.host;
  if (host.length > 80 || parsed.href.length > longestUrl) return null;
  return { url: parsed.href, host: awsHosts.test(host) ? null : host };
}
