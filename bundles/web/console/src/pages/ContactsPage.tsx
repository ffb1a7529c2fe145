// SPDX-License-Identifier: Apache-2.0
import { useI18n } from '../i18n';
import { ContactList } from '../widgets/ContactList';

export default function ContactsPage() {
  const { t } = useI18n();
  return (
    <section className="panel page">
      <ContactList scope="all" title={t('screen.contacts')} />
    </section>
  );
}
