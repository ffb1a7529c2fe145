// SPDX-License-Identifier: Apache-2.0
package org.shuniu.check.bad;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** A good connector in the making, which a flaw then spoils. */
final class Draft {
  /** Most flaws share one source. */
  private static final Map<String, Map<String, byte[]>> COMPILED = new ConcurrentHashMap<>();

  final Map<String, String> headers = new LinkedHashMap<>();
  final Map<String, byte[]> entries = new LinkedHashMap<>();
  private String source = resource("Link.java.txt");

  Draft() {
    header("Bundle-ManifestVersion", "2");
    header("Bundle-SymbolicName", "acme.link");
    header("Bundle-Version", "1.0.0");
    header(
        "Import-Package",
        "org.shuniu.api.base;version=\"[0.1,1)\",org.shuniu.api.hub;version=\"[0.1,1)\","
            + "org.shuniu.api.business.spi;version=\"[0.1,1)\"");
    header("Service-Component", "OSGI-INF/acme.link.Link.xml");
    header(
        "Require-Capability",
        "osgi.extender;filter:=\"(osgi.extender=osgi.component)\",osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=17))\"");
    put("OSGI-INF/acme.link.Link.xml", resource("component.xml"));
    put("OSGI-INF/metatype/acme.link.xml", resource("metatype.xml"));
    put("OSGI-INF/l10n/link.properties", resource("link.properties"));
    put("OSGI-INF/l10n/link_zh.properties", resource("link.properties"));
    put("OSGI-INF/shuniu/check.json", resource("check.json"));
  }

  Draft header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  Draft alsoImports(String imported) {
    return header("Import-Package", headers.get("Import-Package") + "," + imported);
  }

  Draft put(String entry, String text) {
    entries.put(entry, text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  Draft without(String entry) {
    entries.remove(entry);
    return this;
  }

  Draft edit(String entry, String before, String after) {
    String text = new String(entries.get(entry), StandardCharsets.UTF_8);
    if (!text.contains(before)) {
      throw new IllegalArgumentException(entry + " has no " + before);
    }
    return put(entry, text.replace(before, after));
  }

  /** Puts code into one of the places of the source: FIELDS, ACTIVATE, START, EXECUTE … */
  Draft code(String place, String code) {
    String mark = "/*" + place + "*/";
    if (!source.contains(mark)) {
      throw new IllegalArgumentException("no place " + place);
    }
    source = source.replace(mark, code);
    return this;
  }

  /** The same, as if another had written it. */
  Draft named(String name) {
    return header("Bundle-SymbolicName", name);
  }

  /** Writes the bundle. */
  void write(Path jar) throws IOException {
    COMPILED.computeIfAbsent(source, Draft::compile).forEach(entries::putIfAbsent);
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    headers.forEach(manifest.getMainAttributes()::putValue);
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream zip = new JarOutputStream(out, manifest)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
  }

  static String resource(String name) {
    try (InputStream in = Draft.class.getResourceAsStream("/bad/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, byte[]> compile(String source) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    Map<String, ByteArrayOutputStream> written = new HashMap<>();
    JavaFileManager files =
        new ForwardingJavaFileManager<>(compiler.getStandardFileManager(null, null, null)) {
          @Override
          public JavaFileObject getJavaFileForOutput(
              Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("mem:///" + name), kind) {
              @Override
              public OutputStream openOutputStream() {
                return written.computeIfAbsent(
                    name.replace('.', '/') + ".class", n -> new ByteArrayOutputStream());
              }
            };
          }
        };
    JavaFileObject file =
        new SimpleJavaFileObject(
            URI.create("mem:///acme/link/Link.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignored) {
            return source;
          }
        };
    StringWriter troubles = new StringWriter();
    List<String> options =
        List.of("--release", "17", "-proc:none", "-cp", System.getProperty("java.class.path"));
    if (!compiler.getTask(troubles, files, null, options, null, List.of(file)).call()) {
      throw new IllegalStateException(troubles.toString());
    }
    Map<String, byte[]> classes = new HashMap<>();
    written.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
    return classes;
  }
}
