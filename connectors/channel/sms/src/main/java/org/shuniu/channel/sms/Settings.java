// SPDX-License-Identifier: Apache-2.0
package org.shuniu.channel.sms;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * The configuration in the connector's own types; {@link SmsConfig} says what each means.
 *
 * @param password asked at each bind, so that a changed one needs no restart
 */
record Settings(
    String host,
    int port,
    Account account,
    Supplier<String> password,
    Addresses addresses,
    int window,
    int submitsPerSecond,
    Duration throttlePause,
    int queueMost,
    Duration queueTimeout,
    Duration bindTimeout,
    Duration responseTimeout,
    Duration enquireLink,
    Duration reconnectMax,
    SmsConfig.LongText longText,
    Duration validityMax,
    boolean deliveryReports,
    IdForm submitIds,
    IdForm receiptIds,
    Duration partsTimeout,
    Duration repeatWindow) {

  /** Who binds. */
  record Account(String systemId, String systemType, SmsConfig.BindMode mode, String serviceType) {}

  /**
   * How numbers are written to the carrier.
   *
   * @param prefix before the eleven digits of a citizen
   */
  record Addresses(
      String source,
      byte sourceTon,
      byte sourceNpi,
      byte destinationTon,
      byte destinationNpi,
      String prefix) {}

  static Settings of(SmsConfig config, Supplier<String> password) {
    return new Settings(
        config.host(),
        config.port(),
        new Account(
            config.systemId(), config.systemType(), config.bindMode(), config.serviceType()),
        password,
        new Addresses(
            config.sourceAddress(),
            (byte) config.sourceTon(),
            (byte) config.sourceNpi(),
            (byte) config.destinationTon(),
            (byte) config.destinationNpi(),
            config.numberPrefix()),
        config.window(),
        config.submitsPerSecond(),
        Duration.ofMillis(config.throttlePauseMs()),
        config.queueMost(),
        Duration.ofMillis(config.queueTimeoutMs()),
        Duration.ofMillis(config.bindTimeoutMs()),
        Duration.ofMillis(config.responseTimeoutMs()),
        Duration.ofMillis(config.enquireLinkMs()),
        Duration.ofMillis(config.reconnectMaxMs()),
        config.longText(),
        Duration.ofHours(config.validityMaxHours()),
        config.deliveryReports(),
        config.submitIdForm(),
        config.receiptIdForm(),
        Duration.ofMillis(config.partsTimeoutMs()),
        Duration.ofMillis(config.repeatWindowMs()));
  }
}
