// SPDX-License-Identifier: Apache-2.0
import { Button, Drawer, Modal } from 'antd';
import { useI18n } from '../i18n';
import type { Screen } from './access';
import { SHORTCUTS } from './shortcuts';

interface HelpDrawerProps {
  screen?: Screen;
  open: boolean;
  onClose(): void;
  onShortcuts(): void;
}

/** What the page at hand is for, in the words of those who work with it. */
export function HelpDrawer({ screen, open, onClose, onShortcuts }: HelpDrawerProps) {
  const { t } = useI18n();
  const paragraphs = screen ? t(`guide.${screen}`).split('\n') : [];
  return (
    <Drawer
      open={open}
      onClose={onClose}
      size={380}
      mask={false}
      title={t('help.title', { screen: screen ? t(`screen.${screen}`) : t('app.name') })}
    >
      <div data-testid="help-drawer">
        {paragraphs.map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
        <Button onClick={onShortcuts}>{t('help.shortcutsOpen')}</Button>
      </div>
    </Drawer>
  );
}

export function ShortcutOverlay({ open, onClose }: { open: boolean; onClose(): void }) {
  const { t } = useI18n();
  return (
    <Modal open={open} onCancel={onClose} footer={null} title={t('help.shortcuts')} width={520}>
      <dl className="shortcuts" data-testid="shortcut-overlay">
        {SHORTCUTS.map((shortcut) => (
          <div key={shortcut.id}>
            <dt>
              <kbd>{shortcut.keys}</kbd>
            </dt>
            <dd>{t(shortcut.label)}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
