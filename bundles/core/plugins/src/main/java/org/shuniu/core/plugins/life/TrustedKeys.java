// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins.life;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.shuniu.api.base.HubException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys in {@code etc/plugins/keys/NAME.pem} (Ed25519, public) of those whose plugins are
 * trusted. A signature covers the bytes of the whole file and travels beside it, in Base64.
 */
final class TrustedKeys {
  private static final Logger LOG = LoggerFactory.getLogger(TrustedKeys.class);
  private static final String SUFFIX = ".pem";
  private static final String ALGORITHM = "Ed25519";

  private final Path folder;

  TrustedKeys(Path folder) {
    this.folder = folder;
  }

  /**
   * Whose signature it is.
   *
   * @throws HubException {@code plugins.signature.unknown}: of no key that is trusted here, or not
   *     of this file
   */
  String signer(Path file, String signature) {
    byte[] bytes;
    try {
      bytes = Base64.getMimeDecoder().decode(signature.strip());
    } catch (IllegalArgumentException e) {
      throw unknown();
    }
    return keys().stream()
        .filter(key -> signed(file, bytes, key))
        .findFirst()
        .map(TrustedKeys::name)
        .orElseThrow(TrustedKeys::unknown);
  }

  private static HubException unknown() {
    return HubException.caller(
        HubException.Reason.UNPROCESSABLE, "plugins.signature.unknown", Map.of());
  }

  private static boolean signed(Path file, byte[] signature, Path key) {
    Optional<PublicKey> trusted = read(key);
    if (trusted.isEmpty()) {
      return false;
    }
    try (InputStream in = Files.newInputStream(file)) {
      Signature check = Signature.getInstance(ALGORITHM);
      check.initVerify(trusted.get());
      byte[] buffer = new byte[64 * 1024];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        check.update(buffer, 0, n);
      }
      return check.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    } catch (IOException e) {
      throw HubException.external("plugins.store.failed", Map.of("fault", "" + e.getMessage()), e);
    }
  }

  private static Optional<PublicKey> read(Path file) {
    try {
      String text = Files.readString(file).replaceAll("-----[A-Z ]+-----", "");
      byte[] key = Base64.getMimeDecoder().decode(text.strip());
      return Optional.of(
          KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(key)));
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      LOG.error("{} is no public key of Ed25519 and trusts nobody: {}", file, e.getMessage());
      return Optional.empty();
    }
  }

  private static String name(Path key) {
    String name = key.getFileName().toString();
    return name.substring(0, name.length() - SUFFIX.length());
  }

  private List<Path> keys() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
    } catch (IOException e) {
      throw HubException.external("plugins.store.failed", Map.of("fault", "" + e.getMessage()), e);
    }
  }
}
