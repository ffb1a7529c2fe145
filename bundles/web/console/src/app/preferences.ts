// SPDX-License-Identifier: Apache-2.0
import { create } from 'zustand';
import type { ThemeName } from '../theme';

export type Language = 'zh' | 'en';

interface Preferences {
  language: Language;
  theme: ThemeName;
  setLanguage(language: Language): void;
  setTheme(theme: ThemeName): void;
}

const KEY = 'shuniu.preferences';

function read(): Partial<Pick<Preferences, 'language' | 'theme'>> {
  try {
    const stored = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Record<string, unknown>;
    return {
      language: stored.language === 'en' ? 'en' : stored.language === 'zh' ? 'zh' : undefined,
      theme: stored.theme === 'dark' ? 'dark' : stored.theme === 'light' ? 'light' : undefined,
    };
  } catch {
    return {};
  }
}

function systemTheme(): ThemeName {
  return globalThis.matchMedia?.('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

/** Of this browser, not of the person: an agent changes seats, a dark room stays dark. */
export const usePreferences = create<Preferences>()((set, get) => {
  const stored = read();
  const keep = () => {
    try {
      const { language, theme } = get();
      localStorage.setItem(KEY, JSON.stringify({ language, theme }));
    } catch {
      // Private windows may refuse storage; the choice then lasts until the page closes.
    }
  };
  return {
    language: stored.language ?? 'zh',
    theme: stored.theme ?? systemTheme(),
    setLanguage: (language) => {
      set({ language });
      keep();
    },
    setTheme: (theme) => {
      set({ theme });
      keep();
    },
  };
});
