// SPDX-License-Identifier: Apache-2.0
package org.shuniu.check.bad;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** What can be wrong with a connector, and the check that refuses it. */
enum Flaw {
  NONE("", draft -> draft),

  // seen in the file
  CORRUPT("file.zip", draft -> draft) {
    @Override
    void write(Path jar) throws IOException {
      super.write(jar);
      byte[] whole = Files.readAllBytes(jar);
      Files.write(jar, Arrays.copyOf(whole, whole.length / 2));
    }
  },
  BOMB("file.zip", draft -> draft) {
    @Override
    void write(Path jar) throws IOException {
      byte[] nothing = new byte[1 << 20];
      try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
        zip.putNextEntry(new ZipEntry("bomb"));
        for (int i = 0; i < 400; i++) {
          zip.write(nothing);
        }
      }
    }
  },
  ESCAPES("file.zip", draft -> draft.put("../../etc/users.properties", "admin=admin")),
  HUB_NAME("name.own", draft -> draft.named("org.shuniu.core.bus")),
  CONNECTOR_NAME("name.own", draft -> draft.named("org.shuniu.business.oa")),
  NO_PROFILE("profile.present", draft -> draft.without("OSGI-INF/shuniu/check.json")),
  FILE_OUTSIDE(
      "profile.present",
      draft ->
          draft.edit(
              "OSGI-INF/shuniu/check.json",
              "\"reconfigured\"",
              "\"files\": { \"../users.properties\": \"\" }, \"reconfigured\"")),
  FILE_MISSING(
      "profile.present",
      draft ->
          draft.edit(
              "OSGI-INF/shuniu/check.json",
              "\"reconfigured\"",
              "\"files\": { \"links/check.yaml\": { \"entry\": \"nowhere\" } },"
                  + " \"reconfigured\"")),
  IMPORTS_CONNECTOR("imports.table", draft -> draft.alsoImports("org.shuniu.business.oa")),
  IMPORTS_SERVICE("imports.table", draft -> draft.alsoImports("org.shuniu.api.services.ticket")),
  IMPORTS_OTHER_SEAM("imports.table", draft -> draft.alsoImports("org.shuniu.api.pbx.spi")),
  UNDECLARED_LIBRARY(
      "imports.libraries", draft -> draft.alsoImports("com.fasterxml.jackson.databind")),
  MISSING_PACKAGE("imports.libraries", draft -> draft.alsoImports("com.acme.nowhere")),
  EXPORTS("exports.none", draft -> draft.header("Export-Package", "acme.link;version=\"1\"")),
  LIBRARY_LEFT_OUT("libraries.inside", draft -> draft.header("Bundle-ClassPath", ".,lib/acme.jar")),
  FORGOTTEN_IMPORT(
      "libraries.inside",
      draft ->
          draft.code(
              "FIELDS",
              "private javax.sql.DataSource source = (javax.sql.DataSource) null;\n"
                  + "  Object wrapped() throws Exception { return source.getConnection(); }")),
  DYNAMIC_IMPORT("libraries.inside", draft -> draft.header("DynamicImport-Package", "*")),
  NEEDS_NO_CONFIGURATION(
      "component.seam",
      draft -> draft.edit("OSGI-INF/acme.link.Link.xml", "\"require\"", "\"optional\"")),
  NO_METATYPE("configuration.described", draft -> draft.without("OSGI-INF/metatype/acme.link.xml")),
  NO_CHINESE("configuration.described", draft -> draft.without("OSGI-INF/l10n/link_zh.properties")),
  SECRET_INSIDE(
      "configuration.secrets",
      draft -> draft.edit("OSGI-INF/metatype/acme.link.xml", "env:ECHO_PASSWORD", "topsecret")),

  // seen in a hub
  THROWS_IN_ACTIVATE(
      "life.configure",
      draft -> draft.code("ACTIVATE", "if (true) throw new IllegalStateException(\"not today\");")),
  BLOCKS_IN_START(
      "life.configure",
      draft ->
          draft.code(
              "START",
              "synchronized (this) { while (!stopping) { try { wait(1000); } catch"
                  + " (InterruptedException e) { break; } } }")),
  THROWS_IN_MESSAGES(
      "contract.operations",
      draft -> draft.code("EXECUTE", "if (true) throw new NullPointerException();")),
  EATS_HEAP(
      "life.heap",
      draft ->
          draft
              .code("FIELDS", "private byte[][] hoard;")
              .code("START", "hoard = new byte[240][500_000];")),
  LEAKS_THREADS(
      "life.threads",
      draft ->
          draft.code(
              "START",
              "Thread t = new Thread(() -> { while (true) { try { Thread.sleep(100_000); } catch"
                  + " (InterruptedException e) { } } }, \"acme-worker\"); t.setDaemon(true);"
                  + " t.start();")),
  LEAKS_CLASSES(
      "life.classes",
      draft ->
          draft.code(
              "START",
              "Runtime.getRuntime().addShutdownHook(new Thread(() ->"
                  + " System.out.print(stopping)));")),
  IGNORES_SETTINGS(
      "life.reconfigure",
      draft ->
          draft
              .edit(
                  "OSGI-INF/acme.link.Link.xml",
                  "activate=\"activate\"",
                  "activate=\"activate\" modified=\"modified\"")
              .code("METHODS", "void modified(Map<String, Object> settings) {}")),
  LOSES_MESSAGES("stop.messages", draft -> draft.code("ANSWER", "if (stopping) return;")),
  NEVER_OFFLINE("peer.lost", draft -> draft.code("LOST", "if (true) return;")),
  ACTIVATOR_THROWS(
      "life.install",
      draft ->
          draft
              .alsoImports("org.osgi.framework")
              .header("Bundle-Activator", "acme.link.Link$Begin")
              .code(
                  "FIELDS",
                  "public static final class Begin implements org.osgi.framework.BundleActivator"
                      + " {\n"
                      + "  public void start(org.osgi.framework.BundleContext c) { throw new"
                      + " IllegalStateException(\"no licence\"); }\n"
                      + "  public void stop(org.osgi.framework.BundleContext c) {} }")),
  ENDS_THE_HUB("hub.up", draft -> draft.code("START", "Runtime.getRuntime().halt(3);"));

  /** The check that fails; empty: none does. */
  final String check;

  private final UnaryOperator<Draft> spoil;

  Flaw(String check, UnaryOperator<Draft> spoil) {
    this.check = check;
    this.spoil = spoil;
  }

  /** Whether it shows in a running hub only. */
  boolean live() {
    return this == NONE || ordinal() >= THROWS_IN_ACTIVATE.ordinal();
  }

  void write(Path jar) throws IOException {
    spoil.apply(new Draft()).write(jar);
  }
}
