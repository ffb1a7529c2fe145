// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.security;

import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.shiro.crypto.hash.Hash;
import org.apache.shiro.crypto.hash.HashSpi;
import org.apache.shiro.crypto.hash.SimpleHashRequest;
import org.apache.shiro.crypto.support.hashes.argon2.Argon2HashProvider;
import org.apache.shiro.crypto.support.hashes.argon2.Argon2HashProvider.Parameters;
import org.apache.shiro.lang.util.ByteSource;
import org.shuniu.api.base.HubException;

/**
 * Argon2id hashes of passwords. Each takes some megabytes for some hundredths of a second, so only
 * a few are worked on at a time: a flood of logins waits, and after a while is told to come back
 * ({@code security.login.busy}), but never takes the memory of the calls.
 */
final class PasswordHashes {
  private static final int PATIENCE_MS = 5_000;
  private static final String ALGORITHM = "argon2id";

  private final Argon2HashProvider argon2 = new Argon2HashProvider();
  private final HashSpi.HashFactory factory = argon2.newHashFactory(new SecureRandom());
  private final Map<String, Object> parameters;
  private final Semaphore permits;
  private final String current;

  PasswordHashes(int memoryKib, int iterations, int concurrency) {
    parameters =
        Map.of(
            Parameters.PARAMETER_ALGORITHM_NAME,
            ALGORITHM,
            Parameters.PARAMETER_MEMORY_KIB,
            Integer.toString(memoryKib),
            Parameters.PARAMETER_ITERATIONS,
            Integer.toString(iterations),
            Parameters.PARAMETER_PARALLELISM,
            "1");
    permits = new Semaphore(concurrency, true);
    current = "$t=" + iterations + ",m=" + memoryKib + ",p=1$";
  }

  /** A hash with a salt of its own, as text that names its parameters. */
  String hash(String password) {
    return bounded(
        () ->
            ((org.apache.shiro.crypto.hash.AbstractCryptHash)
                    factory.generate(
                        new SimpleHashRequest(
                            ALGORITHM, ByteSource.Util.bytes(password), null, parameters)))
                .formatToCryptString());
  }

  /** Whether the password is the one that was hashed. Takes as long when it is not. */
  boolean matches(String password, String hash) {
    return bounded(
        () -> {
          Hash parsed = argon2.fromString(hash);
          return parsed.matchesPassword(ByteSource.Util.bytes(password));
        });
  }

  /** Whether the hash was made with other parameters than those of today. */
  boolean outdated(String hash) {
    return !hash.contains(current);
  }

  private <T> T bounded(Supplier<T> work) {
    try {
      if (!permits.tryAcquire(PATIENCE_MS, TimeUnit.MILLISECONDS)) {
        throw HubException.capacity("security.login.busy", Map.of());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw HubException.capacity("security.login.busy", Map.of());
    }
    try {
      return work.get();
    } finally {
      permits.release();
    }
  }
}
