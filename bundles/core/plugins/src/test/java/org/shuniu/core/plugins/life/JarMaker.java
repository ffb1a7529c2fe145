// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins.life;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.shuniu.core.plugins.life.sample.SampleActivator;
import org.shuniu.core.plugins.life.sample.SampleComponent;

/** Makes the jars of plugins, good ones and bad ones. */
final class JarMaker {
  static final String SAMPLE = "org.shuniu.business.sample";

  private final Map<String, String> headers = new LinkedHashMap<>();
  private final Map<String, byte[]> entries = new LinkedHashMap<>();

  /** One that works. */
  static JarMaker sample(String version) {
    JarMaker jar =
        new JarMaker()
            .header("Bundle-ManifestVersion", "2")
            .header("Bundle-SymbolicName", SAMPLE)
            .header("Bundle-Version", version)
            .header("Bundle-Activator", SampleActivator.class.getName())
            .header(
                "Import-Package",
                "org.osgi.framework,org.shuniu.api.base,org.shuniu.api.hub,"
                    + "org.shuniu.api.business.spi")
            .header("Sample-Does", "work");
    String classes = SampleActivator.class.getPackageName().replace('.', '/');
    for (String name : new String[] {"SampleActivator", "SampleLink"}) {
      String entry = classes + "/" + name + ".class";
      jar.entry(entry, classBytes(entry));
    }
    return jar;
  }

  static JarMaker sample(String version, String does) {
    return sample(version).header("Sample-Does", does);
  }

  /** One whose component throws, or blocks, when it is activated. */
  static JarMaker component(String version, String does) {
    String name = SampleComponent.class.getName();
    String entry = name.replace('.', '/') + ".class";
    String xml =
        "<scr:component xmlns:scr='http://www.osgi.org/xmlns/scr/v1.3.0' name='sample'"
            + " immediate='true' activate='activate'><implementation class='"
            + name
            + "'/></scr:component>";
    JarMaker jar =
        sample(version, does)
            .header("Service-Component", "OSGI-INF/sample.xml")
            .entry("OSGI-INF/sample.xml", xml.getBytes(StandardCharsets.UTF_8))
            .entry(entry, classBytes(entry));
    jar.headers.remove("Bundle-Activator");
    return jar;
  }

  JarMaker header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  JarMaker entry(String name, byte[] content) {
    entries.put(name, content);
    return this;
  }

  byte[] bytes() {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    headers.forEach((k, v) -> manifest.getMainAttributes().putValue(k, v));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
      write(jar, entries);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** A KAR of these jars. */
  static byte[] kar(JarMaker... jars) {
    JarMaker kar = new JarMaker();
    for (int i = 0; i < jars.length; i++) {
      kar.entry("repository/org/example/" + i + "/1/" + i + "-1.jar", jars[i].bytes());
    }
    return kar.entry("repository/features.xml", "<features/>".getBytes(StandardCharsets.UTF_8))
        .bytes();
  }

  Path write(Path file) {
    return write(file, bytes());
  }

  static Path write(Path file, byte[] bytes) {
    try {
      return Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Small outside, so many MiB of nothing inside. */
  static byte[] bomb(int mib) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] nothing = new byte[1024 * 1024];
    try (JarOutputStream jar = new JarOutputStream(bytes)) {
      jar.putNextEntry(new ZipEntry("nothing"));
      OutputStream out = jar;
      for (int i = 0; i < mib; i++) {
        out.write(nothing);
      }
      jar.closeEntry();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(JarOutputStream jar, Map<String, byte[]> entries) throws IOException {
    for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
      jar.putNextEntry(new ZipEntry(entry.getKey()));
      jar.write(entry.getValue());
      jar.closeEntry();
    }
  }

  private static byte[] classBytes(String entry) {
    try (InputStream in = JarMaker.class.getClassLoader().getResourceAsStream(entry)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
