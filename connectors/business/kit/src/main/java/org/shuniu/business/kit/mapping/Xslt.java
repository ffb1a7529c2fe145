// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.kit.mapping;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.transform.stream.StreamSource;
import net.sf.saxon.Configuration;
import net.sf.saxon.lib.EnvironmentVariableResolver;
import net.sf.saxon.lib.Feature;
import net.sf.saxon.lib.ResourceResolver;
import net.sf.saxon.s9api.Processor;
import net.sf.saxon.s9api.QName;
import net.sf.saxon.s9api.SaxonApiException;
import net.sf.saxon.s9api.XmlProcessingError;
import net.sf.saxon.s9api.XsltCompiler;
import net.sf.saxon.s9api.XsltExecutable;
import net.sf.saxon.trans.XPathException;

/**
 * Compiles XSLT 3 for one mapping, cut off from files, network, environment and other programs.
 * What is shorter than a stylesheet is put into one: markup becomes the body of its template,
 * anything else is an XPath expression.
 */
final class Xslt {
  /** Which way an expression goes. */
  enum Form {
    /** From the hub's content, the parameter {@code content}, to a document. */
    REQUEST,
    /** From a document to values as of JSON. */
    REPLY
  }

  private static final String HEAD =
      "<xsl:stylesheet version='3.0' expand-text='yes' exclude-result-prefixes='#all'"
          + " xmlns:xsl='http://www.w3.org/1999/XSL/Transform'"
          + " xmlns:xs='http://www.w3.org/2001/XMLSchema'"
          + " xmlns:map='http://www.w3.org/2005/xpath-functions/map'"
          + " xmlns:array='http://www.w3.org/2005/xpath-functions/array'"
          + " xmlns:m='"
          + CodeFunction.NAMESPACE
          + "'>"
          + "<xsl:param name='content' select='map{}'/><xsl:param name='request' select='()'/>"
          + "<xsl:param name='matter' select='()'/><xsl:param name='status' select='0'/>"
          + "<xsl:param name='now' select='()'/>";

  private final Processor processor = new Processor(false);

  Xslt(Codes codes) {
    Configuration configuration = processor.getUnderlyingConfiguration();
    ResourceResolver nowhere =
        request -> {
          throw new XPathException("nothing may be fetched");
        };
    configuration.setErrorReporterFactory(given -> error -> {}); // else on standard error
    configuration.setResourceResolver(nowhere);
    configuration.setUnparsedTextURIResolver(
        (uri, encoding, at) -> {
          throw new XPathException("nothing may be fetched");
        });
    configuration.setCollectionFinder(
        (context, uri) -> {
          throw new XPathException("nothing may be fetched");
        });
    EnvironmentVariableResolver empty =
        new EnvironmentVariableResolver() {
          @Override
          public Set<String> getAvailableEnvironmentVariables() {
            return Set.of();
          }

          @Override
          @SuppressWarnings("NullAway") // as the library wants it
          public String getEnvironmentVariable(String name) {
            return null;
          }
        };
    processor.setConfigurationProperty(Feature.ENVIRONMENT_VARIABLE_RESOLVER, empty);
    processor.setConfigurationProperty(Feature.ALLOW_EXTERNAL_FUNCTIONS, false);
    processor.setConfigurationProperty(Feature.DISABLE_XSL_EVALUATE, true);
    processor.setConfigurationProperty(Feature.ALLOWED_PROTOCOLS, "");
    processor.setConfigurationProperty(Feature.REGEX_BACKTRACKING_LIMIT, 100_000);
    processor.registerExtensionFunction(new CodeFunction("ours", codes::ours));
    processor.registerExtensionFunction(new CodeFunction("theirs", codes::theirs));
  }

  /** Fails with a {@link MappingError} at the line where it cannot be read. */
  Expression compile(Passage passage, Form form) {
    XsltCompiler compiler = processor.newXsltCompiler();
    List<XmlProcessingError> errors = new ArrayList<>();
    compiler.setErrorReporter(
        error -> {
          if (!error.isWarning()) {
            errors.add(error);
          }
        });
    compiler.getUnderlyingCompilerInfo().setCodeInjector(new MeterInjector());
    try {
      XsltExecutable compiled =
          compiler.compile(new StreamSource(new StringReader(stylesheet(passage.text(), form))));
      return new XsltExpression(passage, processor, compiled, form);
    } catch (SaxonApiException | RuntimeException | AssertionError e) {
      throw unreadable(passage, errors, e);
    } catch (StackOverflowError e) {
      throw new MappingError(passage.line(), "too-deep", "is nested too deeply");
    }
  }

  private static MappingError unreadable(
      Passage passage, List<XmlProcessingError> errors, Throwable fault) {
    if (errors.isEmpty()) {
      return new MappingError(
          passage.line(),
          "expression",
          String.valueOf(fault.getMessage()).lines().findFirst().orElse(""));
    }
    XmlProcessingError first = errors.get(0);
    int within = Math.max(1, first.getLocation().getLineNumber());
    return new MappingError(passage.line() + within - 1, "expression", first.getMessage());
  }

  /** Nothing stands on lines of its own before what people wrote. */
  private static String stylesheet(String written, Form form) {
    String text = written.strip();
    if (text.startsWith("<?xml")
        || text.startsWith("<xsl:stylesheet")
        || text.startsWith("<xsl:transform")) {
      return text;
    }
    String template =
        form == Form.REQUEST
            ? "<xsl:template name='xsl:initial-template'>"
            : "<xsl:output method='json'/><xsl:template match='/'>";
    String body =
        text.startsWith("<") ? text : "<xsl:sequence select=\"%s\"/>".formatted(escaped(text));
    return HEAD + template + body + "</xsl:template></xsl:stylesheet>";
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace("\"", "&quot;")
        .replace("\n", "&#10;");
  }

  /** Parameters of a stylesheet, by their names. */
  static Map<String, QName> parameters() {
    return Map.of(
        "content", new QName("content"),
        "request", new QName("request"),
        "matter", new QName("matter"),
        "status", new QName("status"),
        "now", new QName("now"));
  }
}
