import { billing, minute, payments, region, sandbox } from './envelope.ts';
import { instance, remote, type Threat } from './guardduty.ts';

export function mining(now: number, count: number, since: number): Threat {
  return {
    id: '1ab92989eaf0e742df4a014d5c171d3a',
    account: payments,
    type: 'CryptoCurrency:EC2/BitcoinTool.B!DNS',
    severity: 8,
    title: 'Bitcoin-related domain name queried by EC2 instance i-0abc123def4567890.',
    description:
      'EC2 instance i-0abc123def4567890 is querying a domain name that is associated with Bitcoin-related activity.',
    firstSeen: now - since,
    count,
    resource: instance('i-0abc123def4567890', 'web-7', '192.0.2.17'),
    service: {
      action: {
        actionType: 'DNS_REQUEST',
        dnsRequestAction: { domain: 'pool.example.net', protocol: 'UDP', blocked: false },
      },
    },
  };
}

export const leakedKeyId = '5cc0ffee5cc0ffee5cc0ffee5cc0ffee';

export function leakedKey(now: number): Threat {
  return {
    id: leakedKeyId,
    account: payments,
    type: 'UnauthorizedAccess:IAMUser/InstanceCredentialExfiltration.OutsideAWS',
    severity: 8,
    title: 'Credentials for the EC2 instance role batch-worker were used from an external IP address.',
    description:
      'Credentials created exclusively for an EC2 instance using instance role batch-worker have been used from external IP address 203.0.113.77.',
    firstSeen: now - 2 * minute,
    count: 3,
    resource: {
      resourceType: 'AccessKey',
      accessKeyDetails: {
        accessKeyId: 'ASIAEXAMPLE123456789',
        principalId: 'AROAEXAMPLE:i-0fedcba987654321f',
        userType: 'AssumedRole',
        userName: 'batch-worker',
      },
    },
    service: {
      action: {
        actionType: 'AWS_API_CALL',
        awsApiCallAction: {
          api: 'ListBuckets',
          serviceName: 's3.amazonaws.com',
          callerType: 'Remote IP',
          remoteIpDetails: remote('203.0.113.77', 'Nowhereland'),
        },
      },
    },
  };
}

/** What somebody does in dave's name. */
export const daveSession = {
  role: 'engineer',
  name: 'dave@example.com',
  key: 'ASIAEXAMPLEDAVE00000',
} as const;

export function strangeSession(now: number): Threat {
  return {
    id: 'da5e55da5e55da5e55da5e55da5e5500',
    account: payments,
    type: 'Persistence:IAMUser/AnomalousBehavior',
    severity: 8,
    title: 'APIs commonly used in Persistence tactics were invoked by engineer in an anomalous way.',
    description: 'The APIs CreateUser and CreateAccessKey were invoked by engineer from 203.0.113.80.',
    firstSeen: now - 15 * minute,
    count: 2,
    resource: {
      resourceType: 'AccessKey',
      accessKeyDetails: {
        accessKeyId: daveSession.key,
        principalId: `AROAEXAMPLEENGINEER0:${daveSession.name}`,
        userType: 'AssumedRole',
        userName: daveSession.role,
      },
    },
    service: {
      action: {
        actionType: 'AWS_API_CALL',
        awsApiCallAction: {
          api: 'CreateAccessKey',
          serviceName: 'iam.amazonaws.com',
          callerType: 'Remote IP',
          remoteIpDetails: remote('203.0.113.80', 'Nowhereland'),
        },
      },
    },
  };
}

export function rootUse(now: number): Threat {
  return {
    id: '700700700700700700700700700700aa',
    account: billing,
    type: 'Policy:IAMUser/RootCredentialUsage',
    severity: 2,
    title: 'API PutBucketPolicy was invoked using root credentials.',
    description: 'API PutBucketPolicy was invoked using root credentials from IP address 198.51.100.7.',
    firstSeen: now - minute,
    count: 1,
    resource: {
      resourceType: 'AccessKey',
      accessKeyDetails: {
        accessKeyId: 'ASIAROOTEXAMPLE12345',
        principalId: billing,
        userType: 'Root',
        userName: 'Root',
      },
    },
    service: {
      action: {
        actionType: 'AWS_API_CALL',
        awsApiCallAction: {
          api: 'PutBucketPolicy',
          serviceName: 's3.amazonaws.com',
          callerType: 'Remote IP',
          remoteIpDetails: remote('198.51.100.7', 'Japan'),
        },
      },
    },
  };
}

export function attackSequence(now: number): Threat {
  return {
    id: 'a77ac4a77ac4a77ac4a77ac4a77ac4aa',
    account: payments,
    type: 'AttackSequence:S3/CompromisedData',
    severity: 9.2,
    title: 'Potential data compromise of one or more S3 buckets involving a sequence of actions.',
    description:
      'A sequence of actions that involves 4 signals indicates a potential data compromise of customer-exports by batch-worker.',
    firstSeen: now - 20 * minute,
    count: 4,
    resource: { resourceType: 'AttackSequence' },
    service: {
      detection: {
        sequence: {
          uid: 'a77ac4a77ac4a77ac4a77ac4a77ac4aa',
          description: 'Signals of discovery, exfiltration and impact on customer-exports by batch-worker.',
          actors: [
            {
              id: 'AROAEXAMPLE:i-0fedcba987654321f',
              user: { name: 'batch-worker', uid: 'AROAEXAMPLE', type: 'AssumedRole' },
            },
          ],
          resources: [
            {
              uid: 'arn:aws:s3:::customer-exports',
              name: 'customer-exports',
              resourceType: 'S3_BUCKET',
              accountId: payments,
              region,
            },
            {
              uid: 'ASIAEXAMPLE123456789',
              name: 'ASIAEXAMPLE123456789',
              resourceType: 'ACCESS_KEY',
              accountId: payments,
              region,
            },
          ],
          endpoints: [{ id: 'endpoint-1', ip: '203.0.113.77' }],
          signals: [
            {
              uid: 'signal-1',
              type: 'FINDING',
              name: 'Discovery:S3/AnomalousBehavior',
              severity: 5,
              count: 1,
            },
            {
              uid: 'signal-2',
              type: 'FINDING',
              name: 'Exfiltration:S3/AnomalousBehavior',
              severity: 8,
              count: 1,
            },
          ],
        },
      },
    },
  };
}

export function portProbe(number: number, now: number): Threat {
  const id = `i-0dev${String(number).padStart(13, '0')}`;
  return {
    id: `10e${String(number).padStart(29, '0')}`,
    account: sandbox,
    type: 'Recon:EC2/PortProbeUnprotectedPort',
    severity: 2,
    title: `Unprotected port on EC2 instance ${id} is being probed.`,
    description: `EC2 instance ${id} has an unprotected port which is being probed by a known malicious host.`,
    firstSeen: now - 5 * minute,
    count: 2,
    resource: instance(id, `dev-${number}`, `192.0.2.${100 + number}`),
    service: {
      action: {
        actionType: 'PORT_PROBE',
        portProbeAction: {
          blocked: false,
          portProbeDetails: [
            {
              localPortDetails: { port: 22, portName: 'SSH' },
              remoteIpDetails: remote('198.51.100.200', 'Nowhereland'),
            },
          ],
        },
      },
    },
  };
}

export function passwordGuessing(number: number, now: number): Threat {
  const id = `i-0bat${String(number).padStart(13, '0')}`;
  return {
    id: `55b${String(number).padStart(29, '0')}`,
    account: sandbox,
    type: 'UnauthorizedAccess:EC2/SSHBruteForce',
    severity: 5,
    title: `198.51.100.201 is performing SSH brute force attacks against ${id}.`,
    description: `198.51.100.201 is performing SSH brute force attacks against ${id}.`,
    firstSeen: now - minute,
    count: 1,
    resource: instance(id, `batch-${number}`, `192.0.2.${number}`),
    service: {
      resourceRole: 'TARGET',
      action: {
        actionType: 'NETWORK_CONNECTION',
        networkConnectionAction: {
          connectionDirection: 'INBOUND',
          blocked: false,
          protocol: 'TCP',
          localPortDetails: { port: 22, portName: 'SSH' },
          remoteIpDetails: remote('198.51.100.201', 'Nowhereland'),
        },
      },
    },
  };
}
