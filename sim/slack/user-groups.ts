/** A user group, `@security-oncall`: a list of people that has a name. */
export interface UserGroup {
  readonly id: string;
  handle: string;
  name: string;
  /** As they were added: Slack does not say whether somebody who left stays listed, so here they stay. */
  users: string[];
  disabled: boolean;
  /** Epoch seconds. */
  readonly createdAt: number;
  updatedAt: number;
}

export interface UserGroupSeed {
  handle: string;
  id?: string;
  name?: string;
  /** Names or ids of people. */
  users?: readonly string[];
  disabled?: boolean;
}

export class UserGroups {
  /** User groups need a paid plan. */
  paid = true;
  readonly #groups = new Map<string, UserGroup>();

  all(): UserGroup[] {
    return [...this.#groups.values()];
  }

  /** By id or by handle. */
  find(which: string): UserGroup | undefined {
    return this.#groups.get(which) ?? this.all().find((group) => group.handle === which);
  }

  /** Adds a group or changes the one with this handle; `users`, where given, replaces the whole list. */
  put(seed: UserGroupSeed, users: readonly string[] | undefined, seconds: number): UserGroup {
    const known = this.find(seed.id ?? seed.handle);
    const group: UserGroup = {
      id: known?.id ?? seed.id ?? `S0${seed.handle.toUpperCase().replace(/[^A-Z0-9]/g, '')}`,
      handle: seed.handle,
      name: seed.name ?? known?.name ?? seed.handle,
      users: [...(users ?? known?.users ?? [])],
      disabled: seed.disabled ?? known?.disabled ?? false,
      createdAt: known?.createdAt ?? seconds,
      updatedAt: seconds,
    };
    this.#groups.set(group.id, group);
    return group;
  }
}
