// The fragment names the view, and after a slash a section of it: "#see/outcome".
import { words } from './words';

export type View = keyof typeof words.views;

class Route {
  view = $state<View>('setup');
  section = $state('');
  /** Counts, so that a link to the same section scrolls there again. */
  asked = $state(0);

  read(hash: string) {
    const [view = '', section = ''] = hash.slice(1).split('/');
    this.view = view in words.views ? (view as View) : 'setup';
    this.section = section;
    this.asked++;
  }
}

export const route = new Route();
