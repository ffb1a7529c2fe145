// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.kit.mapping;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.transform.Source;
import javax.xml.transform.dom.DOMSource;
import net.sf.saxon.s9api.Processor;
import net.sf.saxon.s9api.QName;
import net.sf.saxon.s9api.SaxonApiException;
import net.sf.saxon.s9api.Serializer;
import net.sf.saxon.s9api.XdmArray;
import net.sf.saxon.s9api.XdmAtomicValue;
import net.sf.saxon.s9api.XdmEmptySequence;
import net.sf.saxon.s9api.XdmMap;
import net.sf.saxon.s9api.XdmNode;
import net.sf.saxon.s9api.XdmValue;
import net.sf.saxon.s9api.Xslt30Transformer;
import net.sf.saxon.s9api.XsltExecutable;
import org.jspecify.annotations.Nullable;
import org.shuniu.business.kit.Json;
import org.shuniu.business.kit.mapping.Xslt.Form;
import org.w3c.dom.Document;

/** A compiled stylesheet, one evaluation on the caller's thread. */
final class XsltExpression implements Expression {
  private static final int MAX_OUT = 4 << 20;

  private final Passage passage;
  private final Processor processor;
  private final XsltExecutable compiled;
  private final Form form;

  XsltExpression(Passage passage, Processor processor, XsltExecutable compiled, Form form) {
    this.passage = passage;
    this.processor = processor;
    this.compiled = compiled;
    this.form = form;
  }

  @Override
  public Object apply(Object input, Map<String, Object> variables) {
    try {
      return evaluated(input, variables);
    } catch (SaxonApiException
        | RuntimeException
        | StackOverflowError
        | OutOfMemoryError
        | AssertionError e) {
      throw told(e);
    }
  }

  private Object evaluated(Object input, Map<String, Object> variables) throws SaxonApiException {
    BoundedWriter out = new BoundedWriter();
    Serializer serializer = processor.newSerializer(out);
    Xslt30Transformer transformer = compiled.load30();
    transformer.setMessageHandler(message -> {}); // may quote what is personal
    transformer.setErrorReporter(error -> {});
    transformer.setResultDocumentHandler(
        uri -> {
          throw new IllegalArgumentException("a second document is not allowed");
        });
    transformer.getUnderlyingController().setTraceListener(new MeterInjector.Steps(new Meter()));
    transformer.setStylesheetParameters(parameters(input, variables));
    if (form == Form.REQUEST) {
      serializer.setOutputProperty(Serializer.Property.METHOD, "xml");
      serializer.setOutputProperty(Serializer.Property.OMIT_XML_DECLARATION, "yes");
      transformer.callTemplate(new QName(Xml.XSL, "initial-template"), serializer);
      return out.toString();
    }
    serializer.setOutputProperty(Serializer.Property.METHOD, "json");
    XdmNode document = processor.newDocumentBuilder().build(source(input));
    transformer.applyTemplates(document, serializer);
    String json = out.toString().strip();
    return json.isEmpty() || json.equals("null")
        ? Values.NOTHING
        : Values.plain(
            Json.value(json)
                .orElseThrow(() -> new IllegalArgumentException("the result is no JSON")));
  }

  private static Source source(Object input) {
    return input instanceof Document parsed
        ? new DOMSource(parsed)
        : Xml.source(String.valueOf(input));
  }

  private Map<QName, XdmValue> parameters(Object input, Map<String, Object> variables) {
    Map<QName, XdmValue> parameters = new HashMap<>();
    Xslt.parameters()
        .forEach(
            (name, qualified) -> {
              Object value =
                  name.equals("content") && form == Form.REQUEST ? input : variables.get(name);
              if (value != null) {
                parameters.put(qualified, xdm(value));
              }
            });
    return parameters;
  }

  /** Objects become maps, lists become arrays. */
  private static XdmValue xdm(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      XdmMap made = new XdmMap();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        made = made.put(new XdmAtomicValue(String.valueOf(entry.getKey())), xdm(entry.getValue()));
      }
      return made;
    }
    if (value instanceof Iterable<?> list) {
      List<XdmValue> members = new ArrayList<>();
      list.forEach(one -> members.add(xdm(one)));
      return new XdmArray(members);
    }
    if (value instanceof Boolean truth) {
      return new XdmAtomicValue(truth);
    }
    if (value instanceof Integer || value instanceof Long) {
      return new XdmAtomicValue(((Number) value).longValue());
    }
    if (value instanceof Number number) {
      return new XdmAtomicValue(number.doubleValue());
    }
    return value == null
        ? XdmEmptySequence.getInstance()
        : new XdmAtomicValue(String.valueOf(value));
  }

  /** Messages of the library may quote values: only what kind of fault it is, and where. */
  private MappingError told(Throwable fault) {
    for (Throwable cause = fault;
        cause != null && cause.getCause() != cause;
        cause = cause.getCause()) {
      if (cause instanceof Meter.Exhausted exhausted) {
        return new MappingError(
            passage.line(), exhausted.code(), String.valueOf(exhausted.getMessage()));
      }
      if (cause instanceof CodeTable.UnknownCode || cause instanceof IllegalArgumentException) {
        return new MappingError(passage.line(), "code", String.valueOf(cause.getMessage()));
      }
      if (cause instanceof StackOverflowError) {
        return new MappingError(passage.line(), "too-deep", "calls itself too often");
      }
      if (cause instanceof OutOfMemoryError) {
        return new MappingError(passage.line(), "too-large", "uses too much memory");
      }
    }
    if (fault instanceof SaxonApiException said && said.getErrorCode() != null) {
      String code = said.getErrorCode().getLocalName();
      int line = passage.line() + Math.max(1, said.getLineNumber()) - 1;
      return code.equals("SXLM0001")
          ? new MappingError(passage.line(), "too-deep", "calls itself too often")
          : new MappingError(line, "evaluation", code);
    }
    return new MappingError(passage.line(), "evaluation", fault.getClass().getSimpleName());
  }

  private static final class BoundedWriter extends Writer {
    private final StringBuilder text = new StringBuilder();

    @Override
    public void write(char[] letters, int from, int count) throws IOException {
      if (text.length() + count > MAX_OUT) {
        throw new IOException(Meter.tooLarge());
      }
      text.append(letters, from, count);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
