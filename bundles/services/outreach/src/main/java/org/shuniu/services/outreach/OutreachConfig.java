// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.outreach;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** How citizens are told. */
@ObjectClassDefinition(
    name = "%name",
    description = "%description",
    localization = "OSGI-INF/l10n/outreach")
public @interface OutreachConfig {
  @AttributeDefinition(name = "%textChannel.name", description = "%textChannel.help")
  String textChannel() default "sms-main";

  @AttributeDefinition(name = "%quietFrom.name", description = "%quietFrom.help")
  String quietFrom() default "";

  @AttributeDefinition(name = "%quietUntil.name", description = "%quietUntil.help")
  String quietUntil() default "";

  @AttributeDefinition(name = "%timeZone.name", description = "%timeZone.help")
  String timeZone() default "Asia/Shanghai";

  @AttributeDefinition(name = "%sweepMs.name", description = "%sweepMs.help", min = "100")
  int sweepMs() default 5_000;

  @AttributeDefinition(
      name = "%noticeRetentionDays.name",
      description = "%noticeRetentionDays.help",
      min = "1")
  int noticeRetentionDays() default 1_095;

  @AttributeDefinition(
      name = "%textRetentionDays.name",
      description = "%textRetentionDays.help",
      min = "1")
  int textRetentionDays() default 365;
}
