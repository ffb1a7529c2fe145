// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ticket;

/** What the citizen wants (诉求类型). */
public enum RequestType {
  CONSULTATION,
  HELP,
  COMPLAINT,
  REPORT,
  SUGGESTION,
  PRAISE
}
