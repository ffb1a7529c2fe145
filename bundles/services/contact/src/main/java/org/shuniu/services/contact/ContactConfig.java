// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.contact;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** How calls are conducted. */
@ObjectClassDefinition(
    name = "%contact.name",
    description = "%contact.description",
    localization = "OSGI-INF/l10n/contact")
public @interface ContactConfig {
  @AttributeDefinition(name = "%ring.name", description = "%ring.description", min = "1000")
  int ringTimeoutMs() default 20_000;

  @AttributeDefinition(name = "%announce.name", description = "%announce.description")
  boolean announceAgentNumber() default true;

  @AttributeDefinition(
      name = "%announcement.name",
      description = "%announcement.description",
      min = "1000")
  int announcementTimeoutMs() default 10_000;

  @AttributeDefinition(name = "%language.name", description = "%language.description")
  String announcementLanguage() default "zh-CN";

  @AttributeDefinition(name = "%speech.name", description = "%speech.description", min = "100")
  int speechTimeoutMs() default 1_500;

  @AttributeDefinition(name = "%fallback.name", description = "%fallback.description")
  String fallbackSkill() default "general";

  @AttributeDefinition(name = "%flow.name", description = "%flow.description", min = "1000")
  int flowTimeoutMs() default 15_000;

  @AttributeDefinition(name = "%progress.name", description = "%progress.description", min = "1000")
  int progressTimeoutMs() default 5_000;

  @AttributeDefinition(name = "%enqueue.name", description = "%enqueue.description", min = "1000")
  int enqueueRepeatMs() default 10_000;

  @AttributeDefinition(name = "%retry.name", description = "%retry.description", min = "100")
  int retryPauseMs() default 2_000;

  @AttributeDefinition(name = "%snapshot.name", description = "%snapshot.description", min = "1000")
  int snapshotIntervalMs() default 20_000;

  @AttributeDefinition(name = "%check.name", description = "%check.description", min = "10000")
  int checkTimeoutMs() default 180_000;

  @AttributeDefinition(name = "%longest.name", description = "%longest.description", min = "1")
  int longestContactHours() default 12;

  @AttributeDefinition(name = "%wrapup.name", description = "%wrapup.description", min = "1")
  int wrapUpTimeoutHours() default 4;

  @AttributeDefinition(name = "%zone.name", description = "%zone.description")
  String timeZone() default "Asia/Shanghai";
}
