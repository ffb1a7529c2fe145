// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.testkit.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * What every pack of processes keeps to, as far as it can be seen without an engine. A test class
 * of the pack extends it; it needs the module's folder as working folder. The engine looks further
 * when it takes the pack.
 */
@SuppressWarnings("NullAway.Init")
public abstract class PackContract {
  private static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
  private static final String FLOWABLE = "http://flowable.org/bpmn";
  private static final Path CLASSES = Path.of("target/classes");
  private static final long MAX_BYTES = 512 * 1024;
  private static final Set<String> FIELD_KINDS =
      Set.of("text", "multiline", "date", "select", "department", "phone");
  private static final Set<String> ALLOWED =
      Set.of(
          "process",
          "documentation",
          "startEvent",
          "endEvent",
          "userTask",
          "exclusiveGateway",
          "inclusiveGateway",
          "parallelGateway",
          "eventBasedGateway",
          "boundaryEvent",
          "intermediateCatchEvent",
          "terminateEventDefinition",
          "timerEventDefinition",
          "messageEventDefinition",
          "signalEventDefinition",
          "timeDuration",
          "timeDate",
          "timeCycle",
          "sequenceFlow",
          "conditionExpression",
          "textAnnotation",
          "text",
          "subProcess",
          "multiInstanceLoopCharacteristics",
          "loopCardinality",
          "association",
          "incoming",
          "outgoing");

  private List<Element> processes;

  @BeforeEach
  final void readProcesses() throws Exception {
    processes = new ArrayList<>();
    for (Path file : files(".bpmn20.xml")) {
      assertThat(Files.size(file)).as("size of %s", file).isLessThan(MAX_BYTES);
      var factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      processes.addAll(
          elements(
              factory.newDocumentBuilder().parse(file.toFile()).getDocumentElement(), "process"));
    }
  }

  @Test
  @DisplayName("the bundle says that it is a pack, and brings a process with id and name")
  void header() throws IOException {
    try (InputStream in = Files.newInputStream(CLASSES.resolve("META-INF/MANIFEST.MF"))) {
      assertThat(new Manifest(in).getMainAttributes().getValue("Shuniu-Workflow")).isNotBlank();
    }
    assertThat(processes)
        .isNotEmpty()
        .allSatisfy(
            process -> {
              assertThat(process.getAttribute("id")).matches("[A-Za-z_][A-Za-z0-9_-]*");
              assertThat(process.getAttribute("name")).isNotBlank();
              assertThat(process.getAttribute("isExecutable")).isEqualTo("true");
            });
  }

  @Test
  @DisplayName("nothing in it runs code")
  void elements() {
    assertThat(all("*")).extracting(Element::getLocalName).isSubsetOf(ALLOWED);
  }

  @Test
  @DisplayName("every task says what is to be done, and has a label")
  void tasks() {
    assertThat(all("userTask"))
        .allSatisfy(
            task -> {
              assertThat(task.getAttributeNS(FLOWABLE, "category")).as(name(task)).isNotBlank();
              assertThat(task.getAttribute("name")).as(name(task)).isNotBlank();
            });
  }

  @Test
  @DisplayName("every gateway that chooses has a default way, and every way leads somewhere")
  void ways() {
    Set<String> ids =
        all("*").stream().map(element -> element.getAttribute("id")).collect(Collectors.toSet());
    assertThat(all("sequenceFlow"))
        .allSatisfy(
            flow -> {
              assertThat(ids).contains(flow.getAttribute("sourceRef"));
              assertThat(ids).contains(flow.getAttribute("targetRef"));
            });
    assertThat(
            Stream.concat(all("exclusiveGateway").stream(), all("inclusiveGateway").stream())
                .filter(gateway -> outgoing(gateway) > 1))
        .allSatisfy(
            gateway -> assertThat(ids).as(name(gateway)).contains(gateway.getAttribute("default")));
  }

  private long outgoing(Element gateway) {
    return all("sequenceFlow").stream()
        .filter(flow -> flow.getAttribute("sourceRef").equals(gateway.getAttribute("id")))
        .count();
  }

  @Test
  @DisplayName("every process has its form, with labels in both languages")
  void forms() throws IOException {
    for (Element process : processes) {
      String id = process.getAttribute("id");
      JsonNode form =
          new ObjectMapper().readTree(CLASSES.resolve("workflow/" + id + ".form.json").toFile());
      assertThat(form.path("process").asText()).isEqualTo(id);
      assertLabels(form);
      for (JsonNode field : form.path("fields")) {
        assertThat(field.path("name").asText()).matches("[A-Za-z][A-Za-z0-9_-]{0,63}");
        assertThat(field.path("kind").asText()).isIn(FIELD_KINDS);
        assertLabels(field);
        field.path("options").forEach(PackContract::assertLabels);
      }
    }
  }

  private static void assertLabels(JsonNode labelled) {
    assertThat(labelled.path("labelZh").asText()).as("labelZh of %s", labelled).isNotBlank();
    assertThat(labelled.path("labelEn").asText()).as("labelEn of %s", labelled).isNotBlank();
  }

  private static String name(Element element) {
    return element.getLocalName() + " " + element.getAttribute("id");
  }

  private List<Element> all(String name) {
    return processes.stream().flatMap(process -> elements(process, name).stream()).toList();
  }

  private static List<Element> elements(Element within, String name) {
    NodeList found = within.getElementsByTagNameNS(BPMN, name);
    return IntStream.range(0, found.getLength())
        .mapToObj(found::item)
        .map(Element.class::cast)
        .toList();
  }

  private static List<Path> files(String ending) throws IOException {
    try (Stream<Path> files = Files.list(CLASSES.resolve("workflow"))) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }
}
