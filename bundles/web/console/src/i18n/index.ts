// SPDX-License-Identifier: Apache-2.0
import { ApiError } from '../api/http';
import { usePreferences, type Language } from '../app/preferences';
import { en } from './en';
import { errorsEn, errorsZh } from './errors';
import { zh } from './zh';

export type Key = keyof typeof zh;
export type Arguments = Record<string, unknown>;
export type Translate = (key: Key, args?: Arguments) => string;

const TEXTS: Record<Language, Record<Key, string>> = { zh, en };
const ERRORS: Record<Language, Record<string, string>> = { zh: errorsZh, en: errorsEn };

/** Replaces `{name}` by its argument; a missing argument leaves the place-holder out. */
export function fill(text: string, args: Arguments = {}): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) =>
    args[name] === undefined || args[name] === null ? '' : String(args[name]),
  );
}

export function translate(language: Language, key: Key, args?: Arguments): string {
  return fill(TEXTS[language][key], args);
}

/**
 * The sentence for an error code; an unknown code gives the generic sentence. The trace id stands behind, so that an
 * agent can read it to the administrator.
 */
export function describeError(language: Language, failure: unknown): string {
  const t = (key: Key, args?: Arguments) => translate(language, key, args);
  if (!(failure instanceof ApiError)) return t('error.generic', { code: 'console.internal' });
  const sentence = explainError(language, failure);
  return failure.traceId ? `${sentence} ${t('error.trace', { traceId: failure.traceId })}` : sentence;
}

/** The sentence alone, for beside a field. A refusal by a rule has one for each rule: `code.rule`. */
export function explainError(language: Language, failure: ApiError): string {
  const known = ERRORS[language][`${failure.code}.${String(failure.args.rule)}`] ?? ERRORS[language][failure.code];
  return known ? fill(known, failure.args) : translate(language, 'error.generic', { code: failure.code });
}

/** Texts that exist for some codes only (end causes, flow problems): undefined when there is none. */
export function maybe(language: Language, key: string): string | undefined {
  return (TEXTS[language] as Record<string, string>)[key];
}

export interface I18n {
  t: Translate;
  language: Language;
  describe(failure: unknown): string;
  /** The sentence of a refusal without its trace id. */
  explain(failure: ApiError): string;
  /** The label of a coded thing in the language of the screen, its code when it has none. */
  label(thing: { labelZh?: string | null; labelEn?: string | null; code?: string; name?: string }): string;
  /** The text of `prefix.code`, the bare code when the console knows no word for it. */
  word(prefix: string, code: string | null | undefined): string;
  /** The sentence for a code that stands in data, such as why a notice failed; the bare code without one. */
  cause(code: string): string;
}

function build(language: Language): I18n {
  return {
    language,
    t: (key, args) => translate(language, key, args),
    describe: (failure) => describeError(language, failure),
    explain: (failure) => explainError(language, failure),
    label: (thing) =>
      (language === 'zh' ? thing.labelZh || thing.labelEn : thing.labelEn || thing.labelZh) ||
      thing.code ||
      thing.name ||
      '',
    word: (prefix, code) => (code ? (maybe(language, `${prefix}.${code}`) ?? code) : '–'),
    // Nobody knows the arguments there: what stands in brackets about them goes.
    cause: (code) => (ERRORS[language][code] ? fill(ERRORS[language][code].replace(/\s*[（(][^（(）)]*\{\w+\}[^（(）)]*[）)]/g, '')) : code),
  };
}

const I18N: Record<Language, I18n> = { zh: build('zh'), en: build('en') };

/** The texts in the language of the screen; the same object until the language changes. */
export function useI18n(): I18n {
  return I18N[usePreferences((state) => state.language)];
}
