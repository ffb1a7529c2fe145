// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.hub;

/** Resolves references to secrets; configuration holds references, never the secret. */
public interface Secrets {
  /**
   * The secret behind {@code env:NAME} (environment variable) or {@code file:PATH} (first line of a
   * file, relative to the hub's home). Throws {@code hub.secret.missing} or {@code
   * hub.secret.reference-invalid}; neither tells the secret.
   */
  String resolve(String reference);
}
