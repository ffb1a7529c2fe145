// SPDX-License-Identifier: Apache-2.0
package org.shuniu.web.gateway;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of {@code org.shuniu.web.gateway.cfg}. */
@ObjectClassDefinition(
    localization = "OSGI-INF/l10n/gateway",
    name = "%name",
    description = "%help")
@interface GatewayConfig {
  /** The persistent identity of these settings. */
  String PID = "org.shuniu.web.gateway";

  @AttributeDefinition(name = "%bodyMaxBytes.name", description = "%bodyMaxBytes.help")
  int bodyMaxBytes() default 1_048_576;

  @AttributeDefinition(name = "%requestsPerBundle.name", description = "%requestsPerBundle.help")
  int requestsPerBundle() default 64;

  @AttributeDefinition(name = "%drainMs.name", description = "%drainMs.help")
  int drainMs() default 5_000;

  @AttributeDefinition(name = "%trustedProxies.name", description = "%trustedProxies.help")
  String[] trustedProxies() default {};

  @AttributeDefinition(name = "%liveHeartbeatMs.name", description = "%liveHeartbeatMs.help")
  int liveHeartbeatMs() default 5_000;

  @AttributeDefinition(name = "%liveJournalSize.name", description = "%liveJournalSize.help")
  int liveJournalSize() default 2_000;

  @AttributeDefinition(name = "%liveJournalSeconds.name", description = "%liveJournalSeconds.help")
  int liveJournalSeconds() default 300;

  @AttributeDefinition(name = "%liveQueueBytes.name", description = "%liveQueueBytes.help")
  int liveQueueBytes() default 524_288;

  @AttributeDefinition(name = "%liveStreams.name", description = "%liveStreams.help")
  int liveStreams() default 5_000;

  @AttributeDefinition(name = "%liveStreamsPerUser.name", description = "%liveStreamsPerUser.help")
  int liveStreamsPerUser() default 8;

  @AttributeDefinition(name = "%presenceGraceMs.name", description = "%presenceGraceMs.help")
  int presenceGraceMs() default 8_000;
}
