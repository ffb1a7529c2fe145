// SPDX-License-Identifier: Apache-2.0
package org.shuniu.web.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.MultivaluedMap;
import javax.ws.rs.core.StreamingOutput;
import javax.ws.rs.ext.MessageBodyReader;
import javax.ws.rs.ext.MessageBodyWriter;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.HubException;

/** Reads and writes the bodies of one bundle's resources. */
final class JsonBodies implements MessageBodyReader<Object>, MessageBodyWriter<Object> {
  private static final String CODE = "rest.body.invalid";

  /** What travels as it is, also under the name of JSON. */
  private static final Set<Class<?>> RAW =
      Set.of(
          String.class,
          byte[].class,
          InputStream.class,
          Reader.class,
          File.class,
          StreamingOutput.class);

  private final ObjectMapper mapper;

  JsonBodies(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  @Override
  public boolean isReadable(
      Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
    return json(type, mediaType);
  }

  @Override
  public boolean isWriteable(
      Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
    return json(type, mediaType);
  }

  private static boolean json(Class<?> type, MediaType mediaType) {
    return "json".equals(mediaType.getSubtype())
        && RAW.stream().noneMatch(raw -> raw.isAssignableFrom(type));
  }

  @Override
  public Object readFrom(
      Class<Object> type,
      Type generic,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, String> headers,
      InputStream body)
      throws IOException {
    ObjectReader reader = mapper.readerFor(mapper.constructType(generic));
    try {
      Object value = reader.readValue(body);
      if (value == null) {
        throw invalid("empty", "", 0);
      }
      Completeness.check(value);
      return value;
    } catch (JsonProcessingException e) {
      throw explained(e);
    }
  }

  @Override
  public void writeTo(
      Object value,
      Class<?> type,
      Type generic,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, Object> headers,
      OutputStream body)
      throws IOException {
    // Whole, before the first byte leaves: a value that cannot be written is an error, not half an
    // answer.
    byte[] bytes = mapper.writeValueAsBytes(value);
    body.write(bytes);
  }

  /** Where and what, but never the value, which may be a password or a personal number. */
  private static HubException explained(JsonProcessingException fault) {
    for (@Nullable Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof HubException refusal) {
        return refusal;
      }
    }
    int line = fault.getLocation() == null ? 0 : fault.getLocation().getLineNr();
    if (fault instanceof UnrecognizedPropertyException unknown) {
      return invalid("unknown-field", path(unknown), line);
    }
    if (fault instanceof MismatchedInputException mismatch) {
      boolean empty =
          mismatch.getPath().isEmpty()
              && line <= 1
              && String.valueOf(mismatch.getMessage()).startsWith("No content");
      return invalid(empty ? "empty" : "type", path(mismatch), line);
    }
    if (fault instanceof JsonMappingException mapping) {
      return invalid("value", path(mapping), line);
    }
    return invalid("syntax", "", line);
  }

  static HubException invalid(String problem, String field, int line) {
    return HubException.invalid(
        CODE, Map.of("problem", problem, "field", shortened(field), "line", line));
  }

  private static String path(JsonMappingException fault) {
    return fault.getPath().stream()
        .map(
            step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
        .collect(Collectors.joining("."));
  }

  private static String shortened(String field) {
    return field.length() <= 100 ? field : field.substring(0, 100);
  }
}
