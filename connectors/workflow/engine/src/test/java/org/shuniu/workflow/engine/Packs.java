// SPDX-License-Identifier: Apache-2.0
package org.shuniu.workflow.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Packs for tests. */
final class Packs {
  private static final Path COMPLAINT = Path.of("../complaint/src/main/resources/workflow");
  private static final Path ARCHETYPE =
      Path.of("../../archetype/workflow/src/main/resources/workflow");

  private Packs() {}

  static Shelf shelf(Pack... packs) {
    Shelf shelf = new Shelf();
    for (Pack pack : packs) {
      shelf.put(pack);
    }
    return shelf;
  }

  /** The pack of the contract. */
  static Pack contract() {
    ClassLoader loader = Packs.class.getClassLoader();
    return read(
        "test.contract",
        loader.getResource("workflow/contract.bpmn20.xml"),
        loader.getResource("workflow/contract.form.json"));
  }

  /** The pack that is shipped beside the engine. */
  static Pack complaint() {
    return folder("org.shuniu.workflow.complaint", COMPLAINT, "complaint");
  }

  /** What `hub connector new workflow` begins with. */
  static Pack archetype() {
    return folder("org.shuniu.archetype.workflow", ARCHETYPE, "sample");
  }

  private static Pack folder(String bundle, Path folder, String process) {
    try {
      return read(
          bundle,
          folder.resolve(process + ".bpmn20.xml").toUri().toURL(),
          folder.resolve(process + ".form.json").toUri().toURL());
    } catch (MalformedURLException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A process of its own, without a form. */
  static Pack of(String bundle, String process, String body) {
    return new Pack(bundle, List.of(file(process, body)));
  }

  static Pack.ProcessFile file(String process, String body) {
    String bpmn =
        """
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
            xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
            xmlns:flowable="http://flowable.org/bpmn" targetNamespace="https://shuniu.org/test">
          %s
        </definitions>
        """
            .formatted(
                body.contains("<process")
                    ? body
                    : "<process id='%s' name='%s' isExecutable='true'>%s</process>"
                        .formatted(process, process, body));
    return new Pack.ProcessFile(
        process + ".bpmn20.xml", bpmn.getBytes(StandardCharsets.UTF_8), Map.of());
  }

  private static Pack read(String bundle, URL... files) {
    try {
      return PackReader.read(bundle, List.of(files));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
