// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.ops.alarm;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** Settings of {@code org.shuniu.core.ops.alarm.cfg}. As they come, nobody is told of anything. */
@ObjectClassDefinition(localization = "OSGI-INF/l10n/alarm", name = "%name", description = "%help")
public @interface AlarmConfig {
  @AttributeDefinition(name = "%hubName.name", description = "%hubName.help")
  String hubName() default "Shuniu";

  @AttributeDefinition(
      name = "%language.name",
      description = "%language.help",
      options = {@Option(label = "中文", value = "zh"), @Option(label = "English", value = "en")})
  String language() default "zh";

  @AttributeDefinition(name = "%recipients.name", description = "%recipients.help")
  String[] recipients() default {};

  @AttributeDefinition(name = "%checkMs.name", description = "%checkMs.help", min = "1000")
  int checkMs() default 5_000;

  @AttributeDefinition(
      name = "%clearAfterSeconds.name",
      description = "%clearAfterSeconds.help",
      min = "0")
  int clearAfterSeconds() default 30;

  @AttributeDefinition(name = "%flapMinutes.name", description = "%flapMinutes.help", min = "0")
  int flapMinutes() default 10;

  @AttributeDefinition(name = "%gatherSeconds.name", description = "%gatherSeconds.help", min = "0")
  int gatherSeconds() default 20;

  @AttributeDefinition(name = "%repeatMinutes.name", description = "%repeatMinutes.help", min = "0")
  int repeatMinutes() default 60;

  @AttributeDefinition(name = "%maxPerHour.name", description = "%maxPerHour.help", min = "1")
  int maxPerHour() default 12;

  @AttributeDefinition(name = "%quietFrom.name", description = "%quietFrom.help")
  String quietFrom() default "22:00";

  @AttributeDefinition(name = "%quietUntil.name", description = "%quietUntil.help")
  String quietUntil() default "07:00";

  @AttributeDefinition(name = "%timeZone.name", description = "%timeZone.help")
  String timeZone() default "Asia/Shanghai";

  @AttributeDefinition(name = "%retentionDays.name", description = "%retentionDays.help", min = "1")
  int retentionDays() default 365;

  @AttributeDefinition(name = "%textMessages.name", description = "%textMessages.help")
  boolean textMessages() default false;

  @AttributeDefinition(name = "%mailHost.name", description = "%mailHost.help")
  String mailHost() default "";

  @AttributeDefinition(
      name = "%mailPort.name",
      description = "%mailPort.help",
      min = "1",
      max = "65535")
  int mailPort() default 587;

  @AttributeDefinition(
      name = "%mailSecurity.name",
      description = "%mailSecurity.help",
      options = {
        @Option(label = "STARTTLS", value = "starttls"),
        @Option(label = "TLS", value = "tls"),
        @Option(label = "-", value = "none")
      })
  String mailSecurity() default "starttls";

  @AttributeDefinition(name = "%mailFrom.name", description = "%mailFrom.help")
  String mailFrom() default "";

  @AttributeDefinition(name = "%mailUser.name", description = "%mailUser.help")
  String mailUser() default "";

  @AttributeDefinition(name = "%mailPasswordSecret.name", description = "%mailPasswordSecret.help")
  String mailPasswordSecret() default "";

  @AttributeDefinition(
      name = "%mailTimeoutMs.name",
      description = "%mailTimeoutMs.help",
      min = "100",
      max = "60000")
  int mailTimeoutMs() default 10_000;
}
