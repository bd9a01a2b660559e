import { GetRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import type { Ask } from '../aws/ask.ts';

/** The ARN, with the path, of a role that is known by its name; null: there is none. */
export async function roleNamed(ask: Ask, name: string): Promise<string | null> {
  try {
    const { Role } = await ask(IAMClient, 'iam:GetRole', (iam, options) =>
      iam.send(new GetRoleCommand({ RoleName: name }), options),
    );
    return Role?.Arn ?? null;
  } catch (error) {
    if (error instanceof Error && /^NoSuchEntity(Exception)?$/.test(error.name)) return null;
    throw error;
  }
}
