// SPDX-License-Identifier: Apache-2.0
import { CloseCircleFilled, DownOutlined } from '@ant-design/icons';
import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useShortcut } from '../app/shortcuts';
import { useI18n } from '../i18n';
import { pathOf, searchCategories, type CategoryHit } from './categories';
import { useCategories } from './categoryStore';

interface CategoryPickerProps {
  value?: string;
  onChange(code: string | undefined): void;
  invalid?: boolean;
  testId?: string;
}

/**
 * A combo box for the keyboard: type initials, arrow keys, Enter. An input method that is switched on does not hurt:
 * the letters under composition search already, and the Enter that ends a composition chooses nothing.
 */
export function CategoryPicker({ value, onChange, invalid, testId = 'wrapup-category' }: CategoryPickerProps) {
  const { t, label } = useI18n();
  const { all, status, load } = useCategories();
  const [query, setQuery] = useState<string>();
  const [active, setActive] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const listId = useId();
  useEffect(load, [load]);
  useShortcut('category', () => input.current?.focus());

  const open = query !== undefined;
  const hits = useMemo(() => (open ? searchCategories(all, query) : []), [all, open, query]);
  const textOf = (hit: CategoryHit) => hit.path.map(label).join(' / ');
  const shown = useMemo(() => {
    const chosen = all.find((category) => category.code === value);
    if (!chosen) return value ?? '';
    const byCode = new Map(all.map((category) => [category.code, category]));
    return pathOf(chosen, byCode).map(label).join(' / ');
  }, [all, value, label]);

  const show = (text: string) => {
    setQuery(text);
    setActive(0);
  };
  const close = () => setQuery(undefined);
  const choose = (hit: CategoryHit | undefined) => {
    if (!hit) return;
    onChange(hit.category.code);
    close();
  };
  const move = (to: number) => {
    const next = (to + hits.length) % Math.max(1, hits.length);
    setActive(next);
    list.current?.children[next]?.scrollIntoView?.({ block: 'nearest' });
  };

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing || event.keyCode === 229 || event.ctrlKey || event.altKey) return;
    const actions: Record<string, () => void> = {
      ArrowDown: () => (open ? move(active + 1) : show('')),
      ArrowUp: () => (open ? move(active - 1) : show('')),
      PageDown: () => move(Math.min(active + 8, hits.length - 1)),
      PageUp: () => move(Math.max(active - 8, 0)),
      Enter: () => (open ? choose(hits[active]) : show('')),
      Escape: close,
    };
    const action = actions[event.key];
    if (!action || (!open && event.key === 'Escape')) return;
    event.preventDefault();
    event.stopPropagation();
    action();
  };

  return (
    <div className={invalid ? 'picker picker-invalid' : 'picker'}>
      <input
        ref={input}
        className="picker-input"
        data-testid={testId}
        data-value={value ?? ''}
        role="combobox"
        aria-expanded={open}
        aria-controls={listId}
        aria-activedescendant={open && hits[active] ? `${listId}-${active}` : undefined}
        aria-autocomplete="list"
        aria-label={t('wrapup.category')}
        aria-invalid={invalid}
        autoComplete="off"
        spellCheck={false}
        maxLength={40}
        placeholder={shown || t('wrapup.categoryPlaceholder')}
        value={open ? query : shown}
        onChange={(event) => show(event.target.value)}
        onClick={() => !open && show('')}
        onKeyDown={onKeyDown}
        onBlur={close}
      />
      {value ? (
        <button type="button" className="picker-icon" tabIndex={-1} aria-label={t('wrapup.categoryClear')} onClick={() => onChange(undefined)}>
          <CloseCircleFilled />
        </button>
      ) : (
        <span className="picker-icon" aria-hidden>
          <DownOutlined />
        </span>
      )}
      {open && (
        <ul ref={list} id={listId} role="listbox" className="picker-list" aria-label={t('wrapup.category')}>
          {hits.map((hit, index) => (
            <li
              key={hit.category.code}
              id={`${listId}-${index}`}
              role="option"
              aria-selected={index === active}
              className={index === active ? 'picker-active' : undefined}
              data-testid={`category-${hit.category.code}`}
              // Before the input loses the focus, which would close the list.
              onMouseDown={(event) => {
                event.preventDefault();
                choose(hit);
              }}
              onMouseMove={() => setActive(index)}
            >
              <span>{textOf(hit)}</span>
              <small>{hit.category.initials}</small>
            </li>
          ))}
          {hits.length === 0 && (
            <li className="picker-none" onMouseDown={() => status === 'failed' && load()}>
              {t(status === 'failed' ? 'wrapup.categoryFailed' : status === 'ready' ? 'wrapup.categoryNone' : 'app.loading')}
            </li>
          )}
        </ul>
      )}
      <span className="sr-only" role="status">
        {open ? t('wrapup.categoryCount', { n: hits.length }) : ''}
      </span>
    </div>
  );
}
