import { listing, tableListing } from '../describe.ts';
import { required } from '../input.ts';
import { found } from '../kinds.ts';
import { tagSet } from '../render.ts';

export const describeVpcs = tableListing({
  name: 'DescribeVpcs',
  table: 'vpcs',
  ids: 'VpcId',
  set: 'vpcSet',
  filters: {
    'vpc-id': ({ id }) => [id],
    cidr: ({ cidr }) => [cidr],
    'is-default': ({ isDefault }) => [String(isDefault)],
    state: () => ['available'],
    'owner-id': (_, { account }) => [account],
  },
  item: ({ id, cidr, ipv6Cidr, isDefault, tags }, { account }) => ({
    vpcId: id,
    ownerId: account,
    state: 'available',
    cidrBlock: cidr,
    isDefault,
    ipv6CidrBlockAssociationSet:
      ipv6Cidr === null ? [] : [{ ipv6CidrBlock: ipv6Cidr, ipv6CidrBlockState: { state: 'associated' } }],
    tagSet: tagSet(tags),
  }),
});

export const describeSubnets = tableListing({
  name: 'DescribeSubnets',
  table: 'subnets',
  ids: 'SubnetId',
  set: 'subnetSet',
  filters: {
    'subnet-id': ({ id }) => [id],
    'vpc-id': ({ vpcId }) => [vpcId],
    'availability-zone': ({ zone }) => [zone],
  },
  item: ({ id, vpcId, cidr, zone, tags }, { account }) => ({
    subnetId: id,
    vpcId,
    ownerId: account,
    state: 'available',
    cidrBlock: cidr,
    availabilityZone: zone,
    tagSet: tagSet(tags),
  }),
});

export const describeManagedPrefixLists = tableListing({
  name: 'DescribeManagedPrefixLists',
  table: 'prefixLists',
  ids: 'PrefixListId',
  set: 'prefixListSet',
  pagesWithIds: true,
  filters: {
    'prefix-list-id': ({ id }) => [id],
    'prefix-list-name': ({ name }) => [name],
    'owner-id': ({ ownerId }) => [ownerId],
  },
  item: ({ id, name, ownerId, family, maxEntries, tags }, { region }) => ({
    prefixListId: id,
    prefixListName: name,
    ownerId,
    addressFamily: family,
    maxEntries,
    state: 'create-complete',
    version: 1,
    prefixListArn: `arn:aws:ec2:${region}:${ownerId === 'AWS' ? 'aws' : ownerId}:prefix-list/${id}`,
    tagSet: tagSet(tags),
  }),
});

export const getManagedPrefixListEntries = listing({
  name: 'GetManagedPrefixListEntries',
  takes: ['PrefixListId'],
  set: 'entrySet',
  rows: (state, input) =>
    found(state, 'prefixLists', required(input, 'PrefixListId')).entries.map((entry) => ({
      id: entry.cidr,
      tags: {},
      ...entry,
    })),
  filters: {},
  item: ({ cidr, description }) => ({ cidr, description }),
  pages: { least: 1, most: 100 },
});
