import { partitionOf } from './arn.ts';
import type { Link } from './finding.ts';

const hosts: Readonly<Record<string, (region: string) => string>> = {
  aws: (region) => `${region}.console.aws.amazon.com`,
  'aws-us-gov': () => 'console.amazonaws-us-gov.com',
  'aws-cn': () => 'console.amazonaws.cn',
};

function consoleLink(region: string, path: string): Link[] {
  // The region becomes part of a host name, so it must look like one.
  const host = /^[a-z]{2}(-[a-z]+)+-\d{1,2}$/.test(region) ? hosts[partitionOf(region)]?.(region) : undefined;
  return host === undefined ? [] : [{ kind: 'console', url: `https://${host}${path}` }];
}

/** GuardDuty's console at one finding. Path as ASFF's SourceUrl shows it; undocumented. None without a region. */
export function guardDutyLink(region: string, id: string): Link[] {
  const finding = encodeURIComponent(id.slice(id.lastIndexOf('/') + 1));
  return consoleLink(region, `/guardduty/home?region=${region}#/findings?macros=current&fId=${finding}`);
}

/** Security Hub CSPM at one finding. Path as AWS's Automated Security Response builds it; undocumented. */
export function securityHubLink(region: string, id: string): Link[] {
  const search = `Id%3D%255Coperator%255C%253AEQUALS%255C%253A${encodeURIComponent(id)}`;
  return consoleLink(region, `/securityhub/home?region=${region}#/findings?search=${search}`);
}

/** The same in the V2 hub, which searches by OCSF's `finding_info.uid`. */
export function securityHubV2Link(region: string, uid: string): Link[] {
  const search = `finding_info.uid%3D%255Coperator%255C%253AEQUALS%255C%253A${encodeURIComponent(uid)}`;
  return consoleLink(region, `/securityhub/v2/home?region=${region}#/findings?search=${search}`);
}

/** Macie's console at one finding; undocumented. */
export function macieLink(region: string, id: string): Link[] {
  return consoleLink(region, `/macie/home?region=${region}#findings?search=id%3D${encodeURIComponent(id)}`);
}

/** CloudTrail's event history at one event; undocumented. */
export function cloudTrailLink(region: string, eventId: string): Link[] {
  return consoleLink(region, `/cloudtrailv2/home?region=${region}#/events/${encodeURIComponent(eventId)}`);
}

/** A link that the finding itself brings, where it is one that may be shown: https, and nothing hidden in it. */
export function outsideLink(kind: Link['kind'], url: string | undefined): Link[] {
  return url !== undefined && url.length <= 2_000 && /^https:\/\/[\w.-]+(:\d+)?([/?#][!-~]*)?$/.test(url)
    ? [{ kind, url }]
    : [];
}

/** Is this address AWS's own console, or the Health Dashboard, which has hosts of its own? */
export function isConsoleUrl(url: string): boolean {
  return (
    /^https:\/\/([\w-]+\.)?console\.(aws\.amazon\.com|amazonaws-us-gov\.com|amazonaws\.cn)\//.test(url) ||
    /^https:\/\/(phd|health)\.aws\.amazon\.com\//.test(url)
  );
}
