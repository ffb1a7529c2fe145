// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.kit.mapping;

import java.util.Map;
import java.util.Set;
import net.sf.saxon.expr.Expression;
import net.sf.saxon.expr.LastPositionFinder;
import net.sf.saxon.expr.Literal;
import net.sf.saxon.expr.RangeExpression;
import net.sf.saxon.expr.SystemFunctionCall;
import net.sf.saxon.expr.XPathContext;
import net.sf.saxon.functions.SystemFunction;
import net.sf.saxon.functions.hof.UserFunctionReference;
import net.sf.saxon.lib.TraceListener;
import net.sf.saxon.om.SequenceIterator;
import net.sf.saxon.trace.TraceCodeInjector;
import net.sf.saxon.trace.Traceable;
import net.sf.saxon.trans.UncheckedXPathException;
import net.sf.saxon.trans.XPathException;

/**
 * Puts a step of the {@link Meter} before every part of a stylesheet, by what the library has for
 * tracing; and lets no function in that reads or runs what is not in the stylesheet.
 */
final class MeterInjector extends TraceCodeInjector {
  private static final int MAX_RANGE = 1_000_000;

  private static final Set<String> FORBIDDEN =
      Set.of(
          "doc",
          "doc-available",
          "document",
          "collection",
          "uri-collection",
          "unparsed-text",
          "unparsed-text-lines",
          "unparsed-text-available",
          "json-doc",
          "transform",
          "load-xquery-module",
          "function-lookup",
          "environment-variable",
          "available-environment-variables",
          "stream-available");

  @Override
  protected boolean isApplicable(Expression expression) {
    if (expression instanceof SystemFunctionCall call) {
      forbid(call.getTargetFunction());
    }
    if (expression instanceof Literal literal
        && literal.getGroundedValue() instanceof SystemFunction function) {
      forbid(function);
    }
    return !(expression instanceof Literal);
  }

  /** A function without a name is no part of the expression that it stands in. */
  @Override
  public Expression inject(Expression expression) {
    if (expression instanceof UserFunctionReference reference) {
      process(reference.getNominalTarget());
    }
    return super.inject(expression);
  }

  private static void forbid(SystemFunction function) {
    if (function.getFunctionName() != null
        && FORBIDDEN.contains(function.getFunctionName().getLocalPart())) {
      throw new IllegalArgumentException(
          "the function %s is not allowed".formatted(function.getFunctionName().getLocalPart()));
    }
  }

  /** Steps the meter of one evaluation. */
  record Steps(Meter meter) implements TraceListener {
    @Override
    public void enter(Traceable part, Map<String, Object> properties, XPathContext context) {
      try {
        meter.step();
        if (tooMany(part, context)) {
          throw Meter.tooLarge();
        }
      } catch (Meter.Exhausted e) {
        // What the library knows it hands on; what it does not know it prints.
        throw new UncheckedXPathException(new XPathException(e));
      }
    }

    /** A range is walked through in one step, by whoever adds it up. */
    private static boolean tooMany(Traceable part, XPathContext context) {
      try {
        if (part instanceof Literal literal) {
          return literal.getGroundedValue().getLength() > MAX_RANGE;
        }
        if (part instanceof RangeExpression range) {
          SequenceIterator numbers = range.iterate(context);
          return numbers instanceof LastPositionFinder known && known.getLength() > MAX_RANGE;
        }
      } catch (XPathException e) {
        return false; // the evaluation itself will tell
      }
      return false;
    }
  }
}
