// SPDX-License-Identifier: Apache-2.0
import type { Department, FormView, Ticket } from '../api/types';
import type { TicketDraft } from '../tickets/draft';

export const FORMS: FormView[] = [
  {
    process: 'complaint',
    version: 1,
    label: '投诉办理',
    form: {
      process: 'complaint',
      labelZh: '投诉办理',
      labelEn: 'Complaint',
      requestTypes: ['COMPLAINT', 'REPORT'],
      fields: [
        { name: 'employer', labelZh: '被诉单位', labelEn: 'Employer', kind: 'text', required: true, max: 20 },
        { name: 'matter', labelZh: '事项', labelEn: 'Matter', kind: 'select', required: false, max: 0, options: [{ value: 'wage', labelZh: '拖欠工资', labelEn: 'Wages' }] },
        { name: 'phone', labelZh: '单位电话', labelEn: 'Telephone', kind: 'phone', required: false, max: 0 },
      ],
    },
  },
  { process: 'question', version: 1, label: '咨询', form: { process: 'question', labelZh: '咨询', labelEn: 'Question' } },
];

export const DEPARTMENTS: Department[] = [{ code: 'labour', labelZh: '劳动监察', labelEn: 'Labour', enabled: true }];

export function ticketDraft(change: Partial<TicketDraft> = {}): TicketDraft {
  return {
    id: '0199f000-0000-7000-8000-000000000001',
    contactId: 'k1',
    caller: '13812345678',
    requestType: 'COMPLAINT',
    category: 'labour.wage',
    title: '拖欠工资',
    text: '三个月未发',
    confidential: false,
    fields: { employer: '甲公司' },
    parties: [{ role: 'CALLER', name: '王秀芳', phone: '13812345678' }],
    editedAt: Date.now(),
    ...change,
  };
}

export function ticket(change: Partial<Ticket> = {}): Ticket {
  return {
    id: '0199f000-0000-7000-8000-000000000001',
    number: '20260105-000042',
    title: '拖欠工资',
    requestType: 'COMPLAINT',
    category: 'labour.wage',
    process: 'complaint',
    state: 'RESOLVED',
    confidential: false,
    contact: 'k1',
    createdAt: '2026-01-05T01:00:00Z',
    createdBy: 'u1',
    overdue: false,
    changedAt: '2026-01-05T02:00:00Z',
    text: '三个月未发',
    formVersion: 1,
    fields: {},
    parties: [],
    history: [],
    works: [],
    exchanges: [],
    notices: [],
    allowed: ['note'],
    version: 4,
    ...change,
  };
}
