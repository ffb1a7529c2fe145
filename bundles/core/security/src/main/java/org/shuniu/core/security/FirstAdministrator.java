// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.security;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.shuniu.api.base.HubException;
import org.shuniu.api.base.Region;
import org.shuniu.api.hub.HealthProbe;
import org.shuniu.api.hub.Secrets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the user {@code admin} when there is no user at all. The password comes from the
 * environment or from the file that the configuration names; none is shipped, and without one there
 * is no administrator.
 *
 * <p>As a part of the hub's health, {@code accounts}, it is down until that is decided: a hub to
 * which nobody could log in yet has not started.
 */
@Component(
    service = {FirstAdministrator.class, HealthProbe.class},
    immediate = true,
    configurationPid = SecurityConfig.PID)
public final class FirstAdministrator implements HealthProbe {
  private static final Logger LOG = LoggerFactory.getLogger(FirstAdministrator.class);
  private static final String LOGIN = "admin";
  private static final int RETRY_SECONDS = 1;
  private static final String ENVIRONMENT = "env:SHUNIU_ADMIN_PASSWORD";

  private final Users users;
  private final Secrets secrets;
  private volatile Health health = Health.down("looking whether there are users");

  private final ScheduledExecutorService retry =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "security-first-administrator");
            thread.setDaemon(true);
            return thread;
          });

  @Activate
  public FirstAdministrator(
      @Reference Users users, @Reference Secrets secrets, SecurityConfig config) {
    this(users, secrets);
    begin(config.adminPasswordSecret());
  }

  FirstAdministrator(Users users, Secrets secrets) {
    this.users = users;
    this.secrets = secrets;
  }

  /** Sees to it in the background. */
  void begin(String reference) {
    retry.execute(() -> attempt(reference));
  }

  @Deactivate
  void stop() {
    retry.shutdownNow();
  }

  @Override
  public String name() {
    return "accounts";
  }

  @Override
  public Health check() {
    return health;
  }

  /** The database may still be on its way; anything else stays as it is until the next start. */
  private void attempt(String reference) {
    try {
      ensure(reference);
      health = Health.up();
      retry.shutdown();
    } catch (HubException e) {
      if (e.retryable()) {
        retry.schedule(() -> attempt(reference), RETRY_SECONDS, TimeUnit.SECONDS);
        return;
      }
      LOG.error(
          "no administrator yet ({}): set SHUNIU_ADMIN_PASSWORD or {}, and start again",
          e.code(),
          reference);
      health = Health.degraded("there is no administrator: " + e.code());
    }
  }

  /** Does nothing if there are users already. */
  void ensure(String reference) {
    if (users.count() > 0) {
      return;
    }
    UserDetails details =
        new UserDetails("Administrator", Set.of(Role.ADMINISTRATOR.code()), Region.NATION, true);
    users.create(LOGIN, password(reference), details, false);
    LOG.info("first administrator '{}' made", LOGIN);
  }

  private String password(String reference) {
    HubException last = HubException.invalid("hub.secret.missing", Map.of());
    for (String source : List.of(ENVIRONMENT, reference)) {
      try {
        return secrets.resolve(source);
      } catch (HubException e) {
        last = e;
      }
    }
    throw last;
  }
}
