// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.ops.system;

/** How bad it is, growing. */
public enum Level {
  OK,
  INFO,
  WARN,
  CRITICAL
}
