// SPDX-License-Identifier: Apache-2.0
import { useI18n } from '../i18n';
import { ContactList } from '../widgets/ContactList';

export default function MinePage() {
  const { t } = useI18n();
  return (
    <section className="panel page">
      <ContactList scope="mine" title={t('contact.today')} />
    </section>
  );
}
