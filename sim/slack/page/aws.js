import { element } from '../render/tree.ts';
import { icon } from './icons.js';

/** What the AWS tab shows: for each account and Region its instances, then its security groups. */
export function worldItems(world) {
  if (!Array.isArray(world)) return [words('problem', world.problem ?? 'The simulated AWS cannot be read.')];
  const shown = world.filter(({ instances, groups }) => instances.length + groups.length > 0);
  return shown.length > 0 ? shown.flatMap(regionItems) : [words('empty', 'Nothing runs in these accounts.')];
}

function words(key, sentence) {
  return { key, tree: element('p', { class: 'empty' }, sentence) };
}

/** One item a card, so that only the card of what has changed is drawn anew, and lit for a moment. */
function regionItems({ account, region, instances, interfaces, groups }) {
  const at = `${account}/${region}`;
  const attached = new Map(
    groups.map(({ id }) => [
      id,
      interfaces.filter((one) => one.groupIds.includes(id)).map(({ id: eni }) => eni),
    ]),
  );
  const nameOf = (eni) => {
    const { instanceId } = interfaces.find(({ id }) => id === eni) ?? {};
    return instances.find(({ id }) => id === instanceId)?.name ?? instanceId ?? eni;
  };
  return [
    { key: at, tree: regionHead(account, region) },
    ...instances.map((instance) => ({
      key: `${at}/${instance.id}`,
      tree: instanceCard(
        instance,
        interfaces.filter(({ instanceId }) => instanceId === instance.id),
        groups,
      ),
    })),
    { key: `${at}/groups`, tree: element('h3', { class: 'aws-title' }, 'Security groups') },
    ...[...groups].sort(leasesFirst).map((group) => ({
      key: `${at}/${group.id}`,
      tree: groupCard(group, [...new Set((attached.get(group.id) ?? []).map(nameOf))]),
    })),
  ];
}

function regionHead(account, region) {
  return element(
    'header',
    { class: 'aws-region' },
    element('h2', {}, account),
    element('span', { class: 'aws-where' }, region),
  );
}

function instanceCard({ id, name, state }, interfaces, groups) {
  const isRunning = state === 'running';
  return element(
    'article',
    { class: 'aws-card', 'data-testid': `aws-${id}` },
    element(
      'header',
      { class: 'aws-card-head' },
      element('strong', {}, name || id),
      element('span', { class: `aws-state${isRunning ? ' aws-running' : ''}` }, state),
      element('code', { class: 'aws-id' }, id),
    ),
    interfaces.map((one) => interfaceRow(one, groups)),
  );
}

function interfaceRow({ id, addresses, publicIp, groupIds }, groups) {
  const named = groupIds.map((groupId) => groups.find((group) => group.id === groupId) ?? { id: groupId });
  return element(
    'div',
    { class: 'aws-interface' },
    element('code', { class: 'aws-id' }, id),
    element('span', { class: 'aws-ip' }, [...addresses, ...(publicIp ? [publicIp] : [])].join(' · ')),
    element(
      'span',
      { class: 'aws-chips' },
      named.map((group) =>
        element(
          'span',
          { class: `aws-chip${isLease(group) ? ' aws-chip-lease' : ''}`, title: group.id },
          isLease(group) && icon('key'),
          group.name ?? group.id,
        ),
      ),
    ),
  );
}

function groupCard(group, usedBy) {
  const { id, name, vpcId, ingress, egress } = group;
  const lease = isLease(group);
  return element(
    'article',
    {
      class: `aws-card aws-group${lease ? ' aws-lease' : ''}${usedBy.length === 0 ? ' aws-unused' : ''}`,
      'data-testid': `aws-${id}`,
    },
    element(
      'header',
      { class: 'aws-card-head' },
      element('strong', {}, name || id),
      lease && element('span', { class: 'aws-state aws-leased' }, 'lease'),
      element('code', { class: 'aws-id' }, `${id} · ${vpcId}`),
    ),
    element(
      'p',
      { class: 'aws-used' },
      usedBy.length > 0 ? `Attached to ${usedBy.join(', ')}` : 'Attached to nothing',
    ),
    rules('In', ingress),
    rules('Out', egress),
    tags(group),
  );
}

function rules(direction, list) {
  return element(
    'div',
    { class: 'aws-rules' },
    element('span', { class: 'aws-direction' }, direction),
    element(
      'ul',
      {},
      list.length === 0
        ? element('li', { class: 'aws-none' }, 'nothing')
        : list.flatMap(ruleLines).map((line) => element('li', {}, line)),
    ),
  );
}

/** A permission holds many peers; each is a line of its own, `tcp 5432 · 198.51.100.7/32`. */
function ruleLines({ ipProtocol, fromPort, toPort, groups, ipRanges, ipv6Ranges, prefixListIds }) {
  const peers = [
    ...groups.map(({ groupId, description }) => [groupId, description]),
    ...ipRanges.map(({ cidrIp, description }) => [cidrIp, description]),
    ...ipv6Ranges.map(({ cidrIpv6, description }) => [cidrIpv6, description]),
    ...prefixListIds.map(({ prefixListId, description }) => [prefixListId, description]),
  ];
  const ports = fromPort === toPort ? (fromPort ?? '') : `${fromPort}–${toPort}`;
  const what = ipProtocol === '-1' ? 'everything' : `${ipProtocol} ${ports}`.trim();
  return peers.map(([peer, description]) => [what, peer, description].filter(Boolean).join(' · '));
}

function tags(group) {
  const list = Object.entries(group.tags);
  if (list.length === 0) return false;
  return element(
    'dl',
    { class: 'aws-tags' },
    list.map(([key, value]) =>
      element(
        'div',
        { class: `aws-tag${isLeaseTag(key) ? ' aws-tag-lease' : ''}` },
        element('dt', {}, key),
        element('dd', {}, value),
      ),
    ),
  );
}

function isLeaseTag(key) {
  return /lease/i.test(key);
}

function isLease(group) {
  return Object.keys(group.tags ?? {}).some(isLeaseTag);
}

function leasesFirst(left, right) {
  return Number(isLease(right)) - Number(isLease(left));
}
