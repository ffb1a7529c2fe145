// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.kit;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Whom the link trusts, and as whom it shows itself. Without a trust store it trusts whom the JDK
 * trusts; without a key store it shows no certificate. Host names are always compared.
 */
public record Tls(Optional<Store> keys, Optional<Store> trust) {
  /** A PKCS#12 or JKS file; its password is asked for when it is read. */
  public record Store(Path file, Supplier<String> password) {
    /** Empty where no file is named. */
    public static Optional<Store> of(String file, Supplier<String> password) {
      return file.isBlank() ? Optional.empty() : Optional.of(new Store(Path.of(file), password));
    }

    private KeyStore open() throws IOException, GeneralSecurityException {
      return KeyStore.getInstance(file.toFile(), password.get().toCharArray());
    }
  }

  /** Empty where nothing is configured. Fails as {@code business.link.offline}, reason keystore. */
  public Optional<SSLContext> context() {
    if (keys.isEmpty() && trust.isEmpty()) {
      return Optional.empty();
    }
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keyManagers(), trustManagers(), null);
      return Optional.of(context);
    } catch (IOException | GeneralSecurityException e) {
      throw Faults.offline("keystore");
    }
  }

  private KeyManager @Nullable [] keyManagers() throws IOException, GeneralSecurityException {
    if (keys.isEmpty()) {
      return null;
    }
    Store store = keys.get();
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store.open(), store.password().get().toCharArray());
    return factory.getKeyManagers();
  }

  private TrustManager @Nullable [] trustManagers() throws IOException, GeneralSecurityException {
    if (trust.isEmpty()) {
      return null;
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trust.get().open());
    TrustManager[] managers = factory.getTrustManagers();
    for (int i = 0; i < managers.length; i++) {
      if (managers[i] instanceof X509ExtendedTrustManager manager) {
        managers[i] = new DatedTrust(manager);
      }
    }
    return managers;
  }
}
