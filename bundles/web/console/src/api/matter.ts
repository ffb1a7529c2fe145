// SPDX-License-Identifier: Apache-2.0
/** The hub's operations around a matter: citizens, tickets, notices, business orders, the way through the hub. */
import { download, type Query } from './http';
import type * as T from './types';
import { get, id, post, put, remove, type PageQuery } from './verbs';

export interface TicketFilter {
  state?: T.TicketState;
  department?: string;
  category?: string;
  requestType?: T.RequestType;
  process?: string;
  number?: string;
  contact?: string;
  citizen?: string;
  createdBy?: string;
  text?: string;
  phone?: string;
  from?: string;
  to?: string;
}

export interface NoticeFilter {
  reference?: string;
  state?: T.NoticeState;
  to?: string;
  from?: string;
  until?: string;
}

export const citizens = {
  byNumber: (number: string, signal?: AbortSignal) => get<T.Citizen[]>('/citizens', { number }, signal),
  /** By the whole name or the whole identity number. */
  search: (q: string, signal?: AbortSignal) => get<T.Citizen[]>('/citizens', { q }, signal),
  read: (citizen: string, signal?: AbortSignal) => get<T.Citizen>(`/citizens/${id(citizen)}`, {}, signal),
  change: (citizen: string, change: T.CitizenChange) => put<T.Citizen>(`/citizens/${id(citizen)}`, change),
  reveal: (citizen: string, reason: string, contact?: string) =>
    post<T.RevealedCitizen>(`/citizens/${id(citizen)}/reveal`, { reason, contact }),
  verify: (citizen: string, request: T.VerificationRequest) =>
    post<T.Verification>(`/citizens/${id(citizen)}/verify`, request),
  verification: (contact: string, citizen?: string, signal?: AbortSignal) =>
    get<T.Verification | undefined>('/citizens/verification', { contact, citizen }, signal),
  timeline: (citizen: string, query: PageQuery & { contact?: string }, signal?: AbortSignal) =>
    get<T.Page<T.TimelineEntry>>(`/citizens/${id(citizen)}/timeline`, { ...query }, signal),
  merge: (citizen: string, other: string, reason: string) =>
    post<T.Merge>(`/citizens/${id(citizen)}/merge`, { other, reason }),
  undoMerge: (merge: string) => post<T.Merge>(`/citizens/merges/${id(merge)}/undo`),
  endVerification: (contact: string) => remove(`/citizens/verification?contact=${id(contact)}`),

  offers: (citizen: string, signal?: AbortSignal) => get<T.BusinessOffer[]>(`/citizens/${id(citizen)}/business/offers`, {}, signal),
  ask: (citizen: string, question: T.BusinessQuestion) => post<T.BusinessAnswer>(`/citizens/${id(citizen)}/business`, question),
  order: (citizen: string, order: T.OrderInput) => post<T.OrderView>(`/citizens/${id(citizen)}/business/orders`, order),
  orders: (citizen: string, contact?: string, signal?: AbortSignal) =>
    get<T.OrderView[]>(`/citizens/${id(citizen)}/business/orders`, { contact }, signal),
  retryOrder: (citizen: string, request: string, reason: string, contact?: string) =>
    post<T.OrderView>(`/citizens/${id(citizen)}/business/orders/${id(request)}/retry`, { reason, contact }),
};

export const tickets = {
  list: (filter: TicketFilter & PageQuery & { sort?: string }, signal?: AbortSignal) =>
    get<T.Page<T.TicketSummary>>('/tickets', { ...filter }, signal),
  read: (ticket: string, signal?: AbortSignal) => get<T.Ticket>(`/tickets/${id(ticket)}`, {}, signal),
  create: (ticket: T.TicketInput) => post<T.Ticket>('/tickets', ticket),
  operate: (ticket: string, operation: string, input: T.OperationInput) =>
    post<T.Ticket>(`/tickets/${id(ticket)}/${id(operation)}`, input),
  exportCsv: (filter: TicketFilter & Query, fileName: string) => download('/tickets/export', { ...filter }, fileName),
  forms: () => get<T.FormView[]>('/ticket-forms'),
  departments: (signal?: AbortSignal) => get<T.Department[]>('/departments', {}, signal),
  createDepartment: (department: T.Department) => post<T.Department>('/departments', department),
  updateDepartment: (department: T.Department) => put<T.Department>(`/departments/${id(department.code)}`, department),
};

export const notices = {
  list: (filter: NoticeFilter & PageQuery, signal?: AbortSignal) => get<T.Page<T.Notice>>('/notices', { ...filter }, signal),
  read: (notice: string, signal?: AbortSignal) => get<T.Notice>(`/notices/${id(notice)}`, {}, signal),
  resend: (notice: string, reason: string) => post<T.Notice>(`/notices/${id(notice)}/resend`, { reason }),
  texts: (query: PageQuery, signal?: AbortSignal) => get<T.Page<T.ReceivedText>>('/texts', { ...query }, signal),
};

export const businessOrders = {
  list: (filter: { link?: string; state?: string } & PageQuery, signal?: AbortSignal) =>
    get<T.Page<T.BusinessOrder>>('/business-orders', { ...filter }, signal),
  retry: (request: string) => post<T.BusinessOrder>(`/business-orders/${id(request)}/retry`),
};

export const trace = (matter: string, signal?: AbortSignal) => get<T.Matter>(`/trace/${id(matter)}`, {}, signal);
