import type { HomeView } from '@slack/types';
import type { Answering } from '../receive/answering.ts';
import type { Interaction } from '../receive/interaction.ts';
import type { Tools } from '../receive/tools.ts';
import { drawHome, drawNoHome } from './draw-home.ts';

/** What somebody sees first when they open the app. */
export interface Home {
  /** Draws it for whoever looks, as of now. Never throws. */
  show(looking: Interaction): Promise<void>;
}

export function createHome(
  answering: Answering,
  tools: Tools,
  publish: (userId: string, view: HomeView) => Promise<void>,
): Home {
  return {
    async show(looking) {
      const what = { home: true, userId: looking.userId };
      const reader = await answering.readerOf(looking);
      try {
        const view = await answering.authorised(looking, 'viewer', { what, reader }, (actor) =>
          drawHome({ actor, userId: looking.userId, reader, tools }),
        );
        await publish(looking.userId, 'type' in view ? view : drawNoHome(view));
      } catch (error) {
        await answering.failed(error, what, reader, (words) => publish(looking.userId, drawNoHome(words)));
      }
    },
  };
}
