// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.kit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The password digest of the OASIS Web Services Security UsernameToken Profile 1.0. */
public final class PasswordDigest {
  private PasswordDigest() {}

  /** As the profile defines it: Base64(SHA-1(nonce + created + password)). */
  public static String of(byte[] nonce, String created, String password) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-1");
      sha.update(nonce);
      sha.update(created.getBytes(StandardCharsets.UTF_8));
      sha.update(password.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(sha.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
