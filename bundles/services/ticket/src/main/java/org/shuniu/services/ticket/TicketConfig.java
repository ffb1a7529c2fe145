// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ticket;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** How tickets are handled. */
@ObjectClassDefinition(
    name = "%ticket.name",
    description = "%ticket.description",
    localization = "OSGI-INF/l10n/ticket")
public @interface TicketConfig {
  @AttributeDefinition(name = "%dispatch.name", description = "%dispatch.description", min = "1")
  int dispatchDays() default 5;

  @AttributeDefinition(name = "%patience.name", description = "%patience.description", min = "1")
  int handOverPatienceHours() default 72;

  @AttributeDefinition(name = "%urge.name", description = "%urge.description", min = "1")
  int urgePatienceHours() default 24;

  @AttributeDefinition(name = "%notice.name", description = "%notice.description")
  String noticeTemplate() default "【政务服务热线】您的诉求（编号{number}）办理结果：{reply}";

  @AttributeDefinition(
      name = "%length.name",
      description = "%length.description",
      min = "70",
      max = "1000")
  int noticeMaxChars() default 500;

  @AttributeDefinition(name = "%expiry.name", description = "%expiry.description", min = "1")
  int noticeExpiryHours() default 24;

  @AttributeDefinition(name = "%zone.name", description = "%zone.description")
  String timeZone() default "Asia/Shanghai";
}
