// SPDX-License-Identifier: Apache-2.0
package org.shuniu.itest;

import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.CoreOptions.environment;
import static org.ops4j.pax.exam.CoreOptions.propagateSystemProperty;
import static org.ops4j.pax.exam.CoreOptions.systemTimeout;
import static org.ops4j.pax.exam.CoreOptions.vmOption;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.configureConsole;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFileExtend;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.karafDistributionConfiguration;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.keepRuntimeFolder;

import java.io.File;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.ops4j.pax.exam.Option;

/** How Pax Exam starts the hub's distribution: as it ships, on ports of its own. */
final class Distribution {
  private static final int OFFSET = 150;
  private static final String SYSTEM = "etc/custom.system.properties";

  /** What the launcher script of Karaf tells a Java of today. */
  private static final List<String> MODULES =
      List.of(
          "--add-reads=java.xml=java.logging",
          "--add-exports=java.base/org.apache.karaf.specs.locator=java.xml,ALL-UNNAMED",
          "--patch-module",
          "java.base=lib/endorsed/org.apache.karaf.specs.locator-"
              + System.getProperty("karaf.version")
              + ".jar",
          "--patch-module",
          "java.xml=lib/endorsed/org.apache.karaf.specs.java.xml-"
              + System.getProperty("karaf.version")
              + ".jar",
          "--add-opens",
          "java.base/java.security=ALL-UNNAMED",
          "--add-opens",
          "java.base/java.net=ALL-UNNAMED",
          "--add-opens",
          "java.base/java.lang=ALL-UNNAMED",
          "--add-opens",
          "java.base/java.util=ALL-UNNAMED",
          "--add-opens",
          "java.naming/javax.naming.spi=ALL-UNNAMED",
          "--add-exports=java.base/sun.net.www.protocol.file=ALL-UNNAMED",
          "--add-exports=java.base/sun.net.www.protocol.http=ALL-UNNAMED",
          "--add-exports=java.base/sun.net.www.protocol.https=ALL-UNNAMED",
          "--add-exports=java.base/sun.net.www.protocol.jar=ALL-UNNAMED");

  private Distribution() {}

  static int httpPort() {
    return 8181 + OFFSET;
  }

  static Option options() {
    return composite(
        karafDistributionConfiguration()
            .frameworkUrl(new File(System.getProperty("shuniu.distribution")).toURI().toString())
            .name("hub")
            .karafVersion(System.getProperty("karaf.version"))
            .unpackDirectory(new File(System.getProperty("shuniu.unpack")))
            .useDeployFolder(false),
        keepRuntimeFolder(),
        systemTimeout(Duration.ofMinutes(5).toMillis()),
        configureConsole().ignoreLocalConsole().ignoreRemoteShell(),
        editConfigurationFilePut(SYSTEM, "shuniu.port.offset", "" + OFFSET),
        editConfigurationFilePut(SYSTEM, "shuniu.http.port", "" + httpPort()),
        editConfigurationFilePut(SYSTEM, "shuniu.ssh.port", "" + (8101 + OFFSET)),
        editConfigurationFileExtend(
            "etc/org.ops4j.pax.url.mvn.cfg",
            "org.ops4j.pax.url.mvn.defaultRepositories",
            new File(System.getProperty("shuniu.repository")).toURI() + "@id=exam"),
        propagateSystemProperty("shuniu.version"),
        environment("SHUNIU_ADMIN_PASSWORD=" + UUID.randomUUID()),
        environment("SHUNIU_VAULT_KEY=" + key()),
        editConfigurationFilePut(
            "etc/org.shuniu.core.security.vault.cfg", "keySecret", "env:SHUNIU_VAULT_KEY"),
        composite(MODULES.stream().map(option -> vmOption(option)).toArray(Option[]::new)),
        vmOption("-Xmx1g"));
  }

  private static String key() {
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    return Base64.getEncoder().encodeToString(key);
  }
}
