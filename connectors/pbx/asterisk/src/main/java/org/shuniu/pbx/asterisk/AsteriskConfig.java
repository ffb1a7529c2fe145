// SPDX-License-Identifier: Apache-2.0
package org.shuniu.pbx.asterisk;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** One Asterisk. Help texts are in OSGI-INF/l10n. */
@ObjectClassDefinition(
    id = "org.shuniu.pbx.asterisk",
    localization = "OSGI-INF/l10n/asterisk",
    name = "%name",
    description = "%description")
@interface AsteriskConfig {
  @AttributeDefinition(name = "%instance.name", description = "%instance.help")
  String name() default "asterisk";

  @AttributeDefinition(name = "%host.name", description = "%host.help")
  String host() default "127.0.0.1";

  @AttributeDefinition(name = "%port.name", description = "%port.help", min = "1", max = "65535")
  int port() default 5038;

  @AttributeDefinition(name = "%user.name", description = "%user.help")
  String user() default "shuniu";

  @AttributeDefinition(name = "%secret.name", description = "%secret.help")
  String secret() default "env:SHUNIU_AMI_SECRET";

  @AttributeDefinition(
      name = "%actionsPerSecond.name",
      description = "%actionsPerSecond.help",
      min = "10",
      max = "5000")
  int actionsPerSecond() default 500;

  @AttributeDefinition(
      name = "%loginTimeoutMs.name",
      description = "%loginTimeoutMs.help",
      min = "500",
      max = "60000")
  int loginTimeoutMs() default 3000;

  @AttributeDefinition(
      name = "%actionTimeoutMs.name",
      description = "%actionTimeoutMs.help",
      min = "500",
      max = "60000")
  int actionTimeoutMs() default 5000;

  @AttributeDefinition(
      name = "%heartbeatMs.name",
      description = "%heartbeatMs.help",
      min = "250",
      max = "2000")
  int heartbeatMs() default 1000;

  @AttributeDefinition(
      name = "%stallMs.name",
      description = "%stallMs.help",
      min = "1000",
      max = "60000")
  int stallMs() default 4000;

  @AttributeDefinition(
      name = "%reconnectMaxMs.name",
      description = "%reconnectMaxMs.help",
      min = "200",
      max = "10000")
  int reconnectMaxMs() default 5000;

  @AttributeDefinition(name = "%trunkEndpoints.name", description = "%trunkEndpoints.help")
  String[] trunkEndpoints() default {"trunk"};

  @AttributeDefinition(
      name = "%recordingsDirectory.name",
      description = "%recordingsDirectory.help")
  String recordingsDirectory() default "";

  @AttributeDefinition(name = "%digitsDirectory.name", description = "%digitsDirectory.help")
  String digitsDirectory() default "";

  @AttributeDefinition(
      name = "%musicDelayMs.name",
      description = "%musicDelayMs.help",
      min = "0",
      max = "4000")
  int musicDelayMs() default 400;

  @AttributeDefinition(name = "%answerFromScreen.name", description = "%answerFromScreen.help")
  boolean answerFromScreen() default true;
}
