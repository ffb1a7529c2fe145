// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.security;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of {@code org.shuniu.core.security.cfg}. */
@ObjectClassDefinition(
    localization = "OSGI-INF/l10n/security",
    name = "%name",
    description = "%help")
@interface SecurityConfig {
  /** The persistent identity of these settings. */
  String PID = "org.shuniu.core.security";

  @AttributeDefinition(name = "%sessionIdleMinutes.name", description = "%sessionIdleMinutes.help")
  int sessionIdleMinutes() default 30;

  @AttributeDefinition(name = "%sessionHours.name", description = "%sessionHours.help")
  int sessionHours() default 12;

  @AttributeDefinition(name = "%sessionsPerUser.name", description = "%sessionsPerUser.help")
  int sessionsPerUser() default 8;

  @AttributeDefinition(name = "%secureCookies.name", description = "%secureCookies.help")
  boolean secureCookies() default false;

  @AttributeDefinition(name = "%secondFactorRoles.name", description = "%secondFactorRoles.help")
  String[] secondFactorRoles() default {};

  @AttributeDefinition(name = "%secondFactorIssuer.name", description = "%secondFactorIssuer.help")
  String secondFactorIssuer() default "Shuniu";

  @AttributeDefinition(name = "%passwordMinLength.name", description = "%passwordMinLength.help")
  int passwordMinLength() default 10;

  @AttributeDefinition(name = "%passwordKinds.name", description = "%passwordKinds.help")
  int passwordKinds() default 3;

  @AttributeDefinition(name = "%passwordHistory.name", description = "%passwordHistory.help")
  int passwordHistory() default 5;

  @AttributeDefinition(name = "%passwordMaxAgeDays.name", description = "%passwordMaxAgeDays.help")
  int passwordMaxAgeDays() default 0;

  @AttributeDefinition(
      name = "%loginFailuresPerUser.name",
      description = "%loginFailuresPerUser.help")
  int loginFailuresPerUser() default 5;

  @AttributeDefinition(
      name = "%loginFailuresPerAddress.name",
      description = "%loginFailuresPerAddress.help")
  int loginFailuresPerAddress() default 50;

  @AttributeDefinition(name = "%loginPauseSeconds.name", description = "%loginPauseSeconds.help")
  int loginPauseSeconds() default 30;

  @AttributeDefinition(
      name = "%loginPauseMaxSeconds.name",
      description = "%loginPauseMaxSeconds.help")
  int loginPauseMaxSeconds() default 900;

  @AttributeDefinition(name = "%hashMemoryKib.name", description = "%hashMemoryKib.help")
  int hashMemoryKib() default 19_456;

  @AttributeDefinition(name = "%hashIterations.name", description = "%hashIterations.help")
  int hashIterations() default 2;

  @AttributeDefinition(name = "%hashConcurrency.name", description = "%hashConcurrency.help")
  int hashConcurrency() default 4;

  @AttributeDefinition(
      name = "%adminPasswordSecret.name",
      description = "%adminPasswordSecret.help")
  String adminPasswordSecret() default "file:secrets/admin-password";
}
