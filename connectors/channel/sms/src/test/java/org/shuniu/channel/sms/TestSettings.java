// SPDX-License-Identifier: Apache-2.0
package org.shuniu.channel.sms;

import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;

/** Settings with the defaults of the configuration, and what a test wants otherwise. */
final class TestSettings {
  private final Map<String, Object> values = new HashMap<>();

  TestSettings(int port) {
    with("port", port);
    with("responseTimeoutMs", 3_000);
    with("reconnectMaxMs", 1_000);
    with("throttlePauseMs", 300);
    with("window", 10);
    with("submitsPerSecond", 10_000);
    with("numberPrefix", "");
  }

  TestSettings with(String name, Object value) {
    values.put(name, value);
    return this;
  }

  Settings make() {
    return Settings.of(config(), () -> "secret");
  }

  SmsConfig config() {
    return (SmsConfig)
        Proxy.newProxyInstance(
            SmsConfig.class.getClassLoader(),
            new Class<?>[] {SmsConfig.class},
            (self, method, arguments) ->
                values.getOrDefault(method.getName(), method.getDefaultValue()));
  }

  SmsChannel channel() {
    return new SmsChannel(make());
  }
}
