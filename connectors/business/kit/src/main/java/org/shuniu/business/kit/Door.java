// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.kit;

/** Where callbacks come in. */
@FunctionalInterface
public interface Door {
  /** Opens it for an instance; closing it returns when no callback is let in any more. */
  AutoCloseable open(String instance, Callback callback);
}
