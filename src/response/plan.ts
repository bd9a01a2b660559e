import { createHash } from 'node:crypto';
import { canonicalJson, type Json } from '../finding/audit.ts';
import type { LeasePlan, Obstacle, ObstacleCode, Planned } from '../finding/lease-plan.ts';

export function obstacle(code: ObstacleCode, value: string, limit: string | null = null): Obstacle {
  return { code, value, limit };
}

export function obstacles(...all: readonly Obstacle[]): Planned {
  return { kind: 'obstacles', obstacles: all };
}

/** The hash stands for the whole plan: what approvers said yes to. */
export function planOf(subject: string, plan: LeasePlan): Planned {
  const text = canonicalJson({ subject, plan: JSON.parse(JSON.stringify(plan)) as Json });
  return { kind: 'plan', subject, plan, hash: createHash('sha256').update(text).digest('hex').slice(0, 16) };
}
