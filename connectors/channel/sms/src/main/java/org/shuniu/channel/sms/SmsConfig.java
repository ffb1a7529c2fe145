// SPDX-License-Identifier: Apache-2.0
package org.shuniu.channel.sms;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** One account at one short message centre. */
@ObjectClassDefinition(
    name = "%name",
    description = "%description",
    localization = "OSGI-INF/l10n/sms")
public @interface SmsConfig {
  @AttributeDefinition(name = "%instance.name", description = "%instance.help")
  String name() default "sms-main";

  @AttributeDefinition(name = "%host.name", description = "%host.help")
  String host() default "127.0.0.1";

  @AttributeDefinition(name = "%port.name", description = "%port.help", min = "1", max = "65535")
  int port() default 2775;

  @AttributeDefinition(name = "%systemId.name", description = "%systemId.help")
  String systemId() default "hub";

  @AttributeDefinition(name = "%password.name", description = "%password.help")
  String password() default "env:SHUNIU_SMPP_PASSWORD";

  @AttributeDefinition(name = "%systemType.name", description = "%systemType.help")
  String systemType() default "";

  @AttributeDefinition(name = "%bindMode.name", description = "%bindMode.help")
  BindMode bindMode() default BindMode.TRANSCEIVER;

  @AttributeDefinition(name = "%sourceAddress.name", description = "%sourceAddress.help")
  String sourceAddress() default "12333";

  @AttributeDefinition(name = "%ton.name", description = "%sourceTon.help", min = "0", max = "6")
  int sourceTon() default 0;

  @AttributeDefinition(name = "%npi.name", description = "%sourceNpi.help", min = "0", max = "18")
  int sourceNpi() default 1;

  @AttributeDefinition(
      name = "%ton.name",
      description = "%destinationTon.help",
      min = "0",
      max = "6")
  int destinationTon() default 1;

  @AttributeDefinition(
      name = "%npi.name",
      description = "%destinationNpi.help",
      min = "0",
      max = "18")
  int destinationNpi() default 1;

  @AttributeDefinition(name = "%numberPrefix.name", description = "%numberPrefix.help")
  String numberPrefix() default "86";

  @AttributeDefinition(name = "%serviceType.name", description = "%serviceType.help")
  String serviceType() default "";

  @AttributeDefinition(name = "%window.name", description = "%window.help", min = "1", max = "1000")
  int window() default 10;

  @AttributeDefinition(
      name = "%submitsPerSecond.name",
      description = "%submitsPerSecond.help",
      min = "1",
      max = "10000")
  int submitsPerSecond() default 100;

  @AttributeDefinition(
      name = "%throttlePauseMs.name",
      description = "%throttlePauseMs.help",
      min = "10",
      max = "60000")
  int throttlePauseMs() default 1000;

  @AttributeDefinition(
      name = "%queueMost.name",
      description = "%queueMost.help",
      min = "1",
      max = "100000")
  int queueMost() default 1000;

  @AttributeDefinition(
      name = "%queueTimeoutMs.name",
      description = "%queueTimeoutMs.help",
      min = "100",
      max = "300000")
  int queueTimeoutMs() default 30_000;

  @AttributeDefinition(
      name = "%bindTimeoutMs.name",
      description = "%bindTimeoutMs.help",
      min = "100",
      max = "60000")
  int bindTimeoutMs() default 5_000;

  @AttributeDefinition(
      name = "%responseTimeoutMs.name",
      description = "%responseTimeoutMs.help",
      min = "100",
      max = "120000")
  int responseTimeoutMs() default 10_000;

  @AttributeDefinition(
      name = "%enquireLinkMs.name",
      description = "%enquireLinkMs.help",
      min = "100",
      max = "300000")
  int enquireLinkMs() default 15_000;

  @AttributeDefinition(
      name = "%reconnectMaxMs.name",
      description = "%reconnectMaxMs.help",
      min = "100",
      max = "300000")
  int reconnectMaxMs() default 30_000;

  @AttributeDefinition(name = "%longText.name", description = "%longText.help")
  LongText longText() default LongText.UDH;

  @AttributeDefinition(
      name = "%validityMaxHours.name",
      description = "%validityMaxHours.help",
      min = "1",
      max = "720")
  int validityMaxHours() default 72;

  @AttributeDefinition(name = "%deliveryReports.name", description = "%deliveryReports.help")
  boolean deliveryReports() default true;

  @AttributeDefinition(name = "%submitIdForm.name", description = "%submitIdForm.help")
  IdForm submitIdForm() default IdForm.TEXT;

  @AttributeDefinition(name = "%receiptIdForm.name", description = "%receiptIdForm.help")
  IdForm receiptIdForm() default IdForm.TEXT;

  @AttributeDefinition(
      name = "%partsTimeoutMs.name",
      description = "%partsTimeoutMs.help",
      min = "100",
      max = "86400000")
  int partsTimeoutMs() default 600_000;

  @AttributeDefinition(
      name = "%repeatWindowMs.name",
      description = "%repeatWindowMs.help",
      min = "1000",
      max = "86400000")
  int repeatWindowMs() default 300_000;

  /** How the hub binds. */
  enum BindMode {
    /** One connection for both directions. */
    TRANSCEIVER,
    /** A transmitter and a receiver. */
    SEPARATE
  }

  /** How texts that are too long for one message travel. */
  enum LongText {
    /** As several messages with user data headers, one submit_sm each. */
    UDH,
    /** As one submit_sm with message_payload; the carrier divides it. */
    PAYLOAD
  }
}
