// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.store;

import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import org.shuniu.api.base.HubException;

/** What differs between databases before the first statement is sent. */
enum Vendor {
  H2("jdbc:h2:", "org.h2.Driver") {
    @Override
    Properties limits(int connectMs, int statementMs) {
      Properties properties = new Properties();
      // Of its own accord a connection remembers eight statements and parses all others each time.
      properties.setProperty("QUERY_CACHE_SIZE", "256");
      return properties;
    }

    @Override
    ConnectionSource.Opener through(ConnectionSource.Opener opener) {
      CommitGate gate = new CommitGate();
      return () -> gate.open(opener);
    }
  },
  POSTGRESQL("jdbc:postgresql:", "org.postgresql.Driver") {
    @Override
    Properties limits(int connectMs, int statementMs) {
      Properties properties = new Properties();
      properties.setProperty("connectTimeout", seconds(connectMs));
      properties.setProperty("loginTimeout", seconds(connectMs));
      properties.setProperty("socketTimeout", seconds(statementMs));
      properties.setProperty("cancelSignalTimeout", seconds(connectMs));
      properties.setProperty("tcpKeepAlive", "true");
      properties.setProperty("options", "-c lock_timeout=5000");
      properties.setProperty("ApplicationName", "shuniu");
      return properties;
    }
  },
  ORACLE("jdbc:oracle:", "oracle.jdbc.OracleDriver") {
    @Override
    Properties limits(int connectMs, int statementMs) {
      Properties properties = new Properties();
      properties.setProperty("oracle.net.CONNECT_TIMEOUT", Integer.toString(connectMs));
      properties.setProperty("oracle.jdbc.ReadTimeout", Integer.toString(statementMs));
      return properties;
    }
  };

  private final String prefix;
  private final String driverClass;

  Vendor(String prefix, String driverClass) {
    this.prefix = prefix;
    this.driverClass = driverClass;
  }

  /** The vendor of this address, or {@code store.url.unknown}. */
  static Vendor of(String url) {
    return Arrays.stream(values())
        .filter(vendor -> url.startsWith(vendor.prefix))
        .findFirst()
        .orElseThrow(() -> HubException.invalid("store.url.unknown", Map.of("url", url)));
  }

  String driverClass() {
    return driverClass;
  }

  /** Driver properties without which a dead or silent server would hold a thread for minutes. */
  abstract Properties limits(int connectMs, int statementMs);

  /** What all connections to a database have to go through. */
  ConnectionSource.Opener through(ConnectionSource.Opener opener) {
    return opener;
  }

  private static String seconds(int milliseconds) {
    return Integer.toString(Math.max(1, milliseconds / 1000));
  }
}
