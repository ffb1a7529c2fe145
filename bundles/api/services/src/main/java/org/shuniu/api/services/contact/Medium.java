// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.services.contact;

/** Over what a contact runs; all media wait in the same queues (T13). */
public enum Medium {
  VOICE,
  VIDEO,
  CHAT,
  MESSAGE,
  MAIL,
  FAX,
  VOICEMAIL
}
