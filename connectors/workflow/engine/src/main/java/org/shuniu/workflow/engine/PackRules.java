// SPDX-License-Identifier: Apache-2.0
package org.shuniu.workflow.engine;

import static java.util.Map.entry;
import static java.util.Objects.requireNonNullElse;

import java.io.ByteArrayInputStream;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.shuniu.api.base.HubException;

/**
 * What a pack may hold. A pack is data: it may ask for work, wait and decide by variables; it may
 * not run code. All that is not listed here is refused, with the place where it stands.
 */
final class PackRules {
  static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
  private static final String FLOWABLE = "http://flowable.org/bpmn";
  private static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";

  /** Diagrams, which are drawn and never run. */
  private static final Set<String> DRAWING =
      Set.of(
          "http://www.omg.org/spec/BPMN/20100524/DI",
          "http://www.omg.org/spec/DD/20100524/DC",
          "http://www.omg.org/spec/DD/20100524/DI");

  /** Elements with their attributes beside {@code id} and {@code name}. */
  private static final Map<String, Set<String>> ELEMENTS =
      Map.ofEntries(
          entry(
              "definitions",
              Set.of("targetNamespace", "exporter", "exporterVersion", "expressionLanguage")),
          entry("process", Set.of("isExecutable")),
          entry("documentation", Set.of("textFormat")),
          entry("startEvent", Set.of("isInterrupting")),
          entry("endEvent", Set.of()),
          entry("userTask", Set.of("default")),
          entry("exclusiveGateway", Set.of("default", "gatewayDirection")),
          entry("inclusiveGateway", Set.of("default", "gatewayDirection")),
          entry("parallelGateway", Set.of("gatewayDirection")),
          entry("eventBasedGateway", Set.of("gatewayDirection")),
          entry("sequenceFlow", Set.of("sourceRef", "targetRef")),
          entry("conditionExpression", Set.of()),
          entry("boundaryEvent", Set.of("attachedToRef", "cancelActivity")),
          entry("intermediateCatchEvent", Set.of()),
          entry("subProcess", Set.of("triggeredByEvent", "default")),
          entry("multiInstanceLoopCharacteristics", Set.of("isSequential")),
          entry("loopCardinality", Set.of()),
          entry("timerEventDefinition", Set.of()),
          entry("timeDuration", Set.of()),
          entry("timeDate", Set.of()),
          entry("timeCycle", Set.of()),
          entry("messageEventDefinition", Set.of("messageRef")),
          entry("signalEventDefinition", Set.of("signalRef")),
          entry("terminateEventDefinition", Set.of()),
          entry("message", Set.of()),
          entry("signal", Set.of()),
          entry("incoming", Set.of()),
          entry("outgoing", Set.of()),
          entry("textAnnotation", Set.of("textFormat")),
          entry("text", Set.of()),
          entry("association", Set.of("sourceRef", "targetRef", "associationDirection")));

  /** Where expressions may stand. */
  private static final Set<String> EXPRESSIVE =
      Set.of("conditionExpression", "timeDuration", "timeDate", "timeCycle", "dueDate");

  private static final Set<String> STEPS =
      Set.of("startEvent", "endEvent", "userTask", "boundaryEvent", "intermediateCatchEvent");

  private static final Pattern NAME = Pattern.compile("[a-z][a-zA-Z0-9-]{0,63}");
  private static final Pattern WORK = Pattern.compile("[a-z][a-z-]{0,39}");
  private static final Pattern CYCLE = Pattern.compile("R[1-9]\\d?/.+");
  private static final Pattern CARDINALITY = Pattern.compile("[1-9]\\d?");
  private static final int LARGEST = 512 * 1024;
  private static final int MOST_ELEMENTS = 5_000;
  private static final int DEEPEST = 50;

  private final String file;
  private final XMLStreamReader xml;
  private final Blueprint blueprint = new Blueprint();

  private PackRules(String file, XMLStreamReader xml) {
    this.file = file;
    this.xml = xml;
  }

  /** Reads a file of processes; {@code workflow.pack.refused} says what it may not hold. */
  static Blueprint read(Pack.ProcessFile file) {
    if (file.bpmn().length > LARGEST) {
      throw refused(file.name(), "larger than " + LARGEST + " bytes");
    }
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    try {
      XMLStreamReader xml = factory.createXMLStreamReader(new ByteArrayInputStream(file.bpmn()));
      try {
        return new PackRules(file.name(), xml).read();
      } finally {
        xml.close();
      }
    } catch (XMLStreamException e) {
      throw refused(file.name(), "not well-formed: " + e.getMessage());
    }
  }

  private Blueprint read() throws XMLStreamException {
    int elements = 0;
    int depth = 0;
    while (xml.hasNext()) {
      int event = xml.next();
      if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
        throw refused("a document type is not allowed");
      } else if (event == XMLStreamConstants.PROCESSING_INSTRUCTION) {
        throw refused("a processing instruction is not allowed");
      } else if (event == XMLStreamConstants.START_ELEMENT) {
        if (++elements > MOST_ELEMENTS || ++depth > DEEPEST) {
          throw refused("too many elements");
        }
        if (!DRAWING.contains(namespace())) {
          depth -= element();
        }
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        depth--;
        if (xml.getLocalName().equals("subProcess")) {
          blueprint.leaveSubProcess();
        }
      }
    }
    if (blueprint.labels().isEmpty()) {
      throw refused("no process that is executable");
    }
    blueprint
        .restlessStep()
        .ifPresent(
            step -> {
              throw refused("a circle without any step that waits, at " + step);
            });
    return blueprint;
  }

  /** Checks an element with its attributes and text; 1 if its end was read along. */
  private int element() throws XMLStreamException {
    String name = xml.getLocalName();
    Set<String> allowed = namespace().equals(BPMN) ? ELEMENTS.get(name) : null;
    if (allowed == null) {
      throw refused("<" + name + "> is not allowed");
    }
    for (int i = 0; i < xml.getAttributeCount(); i++) {
      attribute(i, allowed);
    }
    learn(name);
    if (!TEXTUAL.contains(name)) {
      return 0;
    }
    String text = xml.getElementText().strip(); // refuses elements within
    text(name, text);
    return 1;
  }

  /** Elements that hold text and no elements. */
  private static final Set<String> TEXTUAL =
      Set.of(
          "documentation",
          "conditionExpression",
          "loopCardinality",
          "timeDuration",
          "timeDate",
          "timeCycle",
          "incoming",
          "outgoing",
          "text");

  private void attribute(int index, Set<String> allowed) {
    String namespace = requireNonNullElse(xml.getAttributeNamespace(index), "");
    String name = xml.getAttributeLocalName(index);
    String value = xml.getAttributeValue(index);
    boolean known =
        switch (namespace) {
          case XSI -> true;
          case FLOWABLE ->
              xml.getLocalName().equals("userTask")
                  && (name.equals("category") || name.equals("dueDate"));
          case "" -> name.equals("id") || name.equals("name") || allowed.contains(name);
          default -> false;
        };
    if (!known) {
      throw refused("attribute " + name + " of <" + xml.getLocalName() + "> is not allowed");
    }
    expression(name, value);
  }

  private void text(String element, String text) {
    expression(element, text);
    if (element.equals("timeCycle") && !CYCLE.matcher(text).matches()) {
      throw refused("a cycle needs a number of times, at most 99: R5/P1D");
    }
    if (element.equals("loopCardinality") && !CARDINALITY.matcher(text).matches()) {
      throw refused("loopCardinality is a number, at most 99");
    }
  }

  private void expression(String place, String text) {
    if (EXPRESSIVE.contains(place)) {
      Expressions.fault(text)
          .ifPresent(
              fault -> {
                throw refused(fault);
              });
    } else if (Expressions.present(text)) {
      throw refused("no expression is allowed in " + place);
    }
  }

  /** Notes what the element means for the processes of the file. */
  private void learn(String name) {
    if (STEPS.contains(name)) {
      blueprint.step(name, required("id"));
    }
    switch (name) {
      case "process" -> process();
      case "subProcess" -> blueprint.enterSubProcess(required("id"));
      case "sequenceFlow" -> blueprint.flow(required("sourceRef"), required("targetRef"));
      case "userTask" -> work();
      case "multiInstanceLoopCharacteristics" -> {
        if (!required("isSequential").equals("true")) {
          throw refused("only sequential repetition is allowed");
        }
      }
      default -> {}
    }
  }

  private void process() {
    String id = required("id");
    if (!NAME.matcher(id).matches()) {
      throw refused("no valid name of a process: " + id);
    }
    blueprint.process(id, required("name"));
  }

  private void work() {
    required("name");
    String work = requireNonNullElse(xml.getAttributeValue(FLOWABLE, "category"), "");
    if (!WORK.matcher(work).matches()) {
      throw refused("flowable:category of " + required("id") + " is no kind of work");
    }
  }

  private String required(String attribute) {
    return Optional.ofNullable(xml.getAttributeValue(null, attribute))
        .filter(value -> !value.isBlank())
        .orElseThrow(
            () -> refused("<" + xml.getLocalName() + "> needs the attribute " + attribute));
  }

  private String namespace() {
    return requireNonNullElse(xml.getNamespaceURI(), "");
  }

  private HubException refused(String reason) {
    return refused(file, "line " + xml.getLocation().getLineNumber() + ": " + reason);
  }

  static HubException refused(String file, String reason) {
    return HubException.invalid("workflow.pack.refused", Map.of("file", file, "reason", reason));
  }
}
