// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.kit.mapping;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Jsonata.Fn0;
import com.dashjoin.jsonata.Jsonata.Fn2;
import com.dashjoin.jsonata.Jsonata.Frame;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSONata expression. The library keeps things with the threads that it runs on, also when it
 * compiles: use threads that end with the link.
 */
final class JsonataExpression implements Expression {
  private static final int MAX_LIST = 1_000_000;

  private final Passage passage;
  private final Jsonata compiled;

  private JsonataExpression(Passage passage, Jsonata compiled) {
    this.passage = passage;
    this.compiled = compiled;
  }

  /** Fails with a {@link MappingError} at the line where the expression cannot be read. */
  static JsonataExpression compile(Passage passage, Codes codes, Clock clock) {
    try {
      Jsonata compiled = Jsonata.jsonata(passage.text());
      compiled.registerFunction("ours", (Fn2<Object, Object, Object>) codes::ours);
      compiled.registerFunction("theirs", (Fn2<Object, Object, Object>) codes::theirs);
      // The library's own would tell when the thread evaluated its first expression.
      compiled.registerFunction("now", (Fn0<String>) () -> clock.instant().toString());
      compiled.registerFunction("millis", (Fn0<Long>) clock::millis);
      BoundedFunctions.register(compiled);
      return new JsonataExpression(passage, compiled);
    } catch (JException e) {
      throw new MappingError(passage.lineAt(e.getLocation()), "expression", said(e));
    } catch (RuntimeException | StackOverflowError e) {
      throw new MappingError(passage.line(), "expression", "cannot be read");
    }
  }

  @Override
  public Object apply(Object input, Map<String, Object> variables) {
    Frame frame = compiled.createFrame();
    variables.forEach(frame::bind);
    Meter meter = new Meter();
    frame.setEvaluateEntryCallback((expression, value, scope) -> meter.enter());
    frame.setEvaluateExitCallback(
        (expression, value, scope, result) -> {
          if (result instanceof Collection<?> list && list.size() > MAX_LIST) {
            throw Meter.tooLarge();
          }
          meter.leave();
        });
    try {
      return Values.plain(compiled.evaluate(input, frame));
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      throw told(e);
    }
  }

  /** Of what an expression says itself only the words of the mapping, never a value. */
  private MappingError told(Throwable fault) {
    for (Throwable cause = fault; cause != null; cause = next(cause)) {
      if (cause instanceof Meter.Exhausted exhausted) {
        return new MappingError(
            passage.line(), exhausted.code(), String.valueOf(exhausted.getMessage()));
      }
      if (cause instanceof CodeTable.UnknownCode || cause instanceof IllegalArgumentException) {
        return new MappingError(passage.line(), "code", String.valueOf(cause.getMessage()));
      }
      if (cause instanceof JException said) {
        return new MappingError(passage.lineAt(said.getLocation()), "evaluation", said.getError());
      }
      if (cause instanceof StackOverflowError) {
        return new MappingError(passage.line(), "too-deep", "calls itself too often");
      }
      if (cause instanceof OutOfMemoryError) {
        return new MappingError(passage.line(), "too-large", "uses too much memory");
      }
    }
    return new MappingError(passage.line(), "evaluation", fault.getClass().getSimpleName());
  }

  private static @Nullable Throwable next(Throwable fault) {
    return fault.getCause() == fault ? null : fault.getCause();
  }

  private static String said(JException fault) {
    String message = fault.getMessage();
    return message == null ? fault.getError() : message;
  }
}
