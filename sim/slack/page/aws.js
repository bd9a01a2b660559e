import { element } from '../render/tree.ts';
import { icon } from './icons.js';

/** What the AWS tab shows of `{ accounts }`: for each Region its instances, and beside them their security groups. */
export function worldItems({ accounts = [], problem }) {
  if (problem !== undefined) return [{ key: 'problem', tree: element('p', { class: 'empty' }, problem) }];
  const regions = accounts.flatMap(({ id, regions: own = [] }) =>
    own.map((each) => ({ account: id, ...each })),
  );
  const shown = regions.filter(({ instances = [], groups = [] }) => instances.length + groups.length > 0);
  if (shown.length === 0) {
    return [{ key: 'empty', tree: element('p', { class: 'empty' }, 'Nothing runs in these accounts.') }];
  }
  return shown.flatMap(regionItems);
}

/** One item a card, so that only the card of what has changed is drawn anew, and lit for a moment. */
function regionItems({ account, region, instances = [], interfaces = [], groups = [] }) {
  const at = `${account}/${region}`;
  const attached = new Map(
    groups.map(({ id }) => [
      id,
      interfaces.filter((one) => one.groups.includes(id)).map(({ id: eni }) => eni),
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

function interfaceRow({ id, privateIp, groups: attached }, groups) {
  const named = attached.map((groupId) => groups.find((group) => group.id === groupId) ?? { id: groupId });
  return element(
    'div',
    { class: 'aws-interface' },
    element('code', { class: 'aws-id' }, id),
    element('span', { class: 'aws-ip' }, privateIp),
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
  const { id, name, vpcId, ingress = [], egress = [] } = group;
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
        : list.map((rule) => element('li', {}, ruleWords(rule))),
    ),
  );
}

/** `tcp 5432 ← 198.51.100.7/32`; a rule that comes as words stays as it is. */
function ruleWords(rule) {
  if (typeof rule === 'string') return rule;
  const { protocol, from, to, source } = rule;
  if (String(protocol) === '-1' || protocol === 'all') return `everything · ${source}`;
  const hasPorts = from !== undefined && from !== null && from !== -1;
  const ports = hasPorts ? ` ${from === to ? from : `${from}–${to}`}` : '';
  return `${protocol}${ports} · ${source}`;
}

function tags(group) {
  const list = tagsOf(group);
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

/** As an object, or as AWS lists them. */
function tagsOf({ tags: given = {} }) {
  if (Array.isArray(given))
    return given.map(({ Key, Value, key = Key, value = Value }) => [key, String(value)]);
  return Object.entries(given).map(([key, value]) => [key, String(value)]);
}

function isLeaseTag(key) {
  return /lease/i.test(key);
}

function isLease(group) {
  return tagsOf(group).some(([key]) => isLeaseTag(key));
}

function leasesFirst(left, right) {
  return Number(isLease(right)) - Number(isLease(left));
}
