// SPDX-License-Identifier: Apache-2.0
/** The schemas that the hub serves, as they stand in its sources. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { OperationDocument } from '../business/schema';

const FOLDER = resolve(process.cwd(), '../../api/business/src/main/resources/org/shuniu/api/business/schemas');
const read = (operation: string) => JSON.parse(readFileSync(resolve(FOLDER, operation, '1.json'), 'utf8')) as OperationDocument;

export const ACCOUNT = read('account.query');
export const CONTRIBUTIONS = read('contributions.query');
export const LOSS = read('card.report-loss');
export const APPOINTMENT = read('appointment.book');
export const VACANCIES = read('vacancies.query');
export const HAND_OVER = read('ticket.hand-over');
