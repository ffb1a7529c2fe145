// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ivr;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.shuniu.api.base.HubException;

/** Flows as JSON text. */
final class FlowJson {
  /** A flow that is longer is refused. */
  static final int LONGEST = 256 * 1024;

  private static final ObjectMapper MAPPER = mapper();

  private FlowJson() {}

  private static ObjectMapper mapper() {
    JsonMapper mapper =
        JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    mapper
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder().maxNestingDepth(16).maxStringLength(10_000).build());
    return mapper;
  }

  /** Reads and checks; {@code ivr.flow.invalid} with a list of problems. */
  static Flow read(String json) {
    if (json.length() > LONGEST) {
      throw Problems.refused(List.of(new FlowProblem("", "ivr.flow.too-large")));
    }
    Flow flow;
    try {
      flow = MAPPER.readValue(json, Flow.class);
    } catch (JsonMappingException e) {
      throw Problems.refused(List.of(new FlowProblem(path(e), "ivr.flow.form")));
    } catch (JsonProcessingException e) {
      String place = "line %d".formatted(e.getLocation() == null ? 0 : e.getLocation().getLineNr());
      throw Problems.refused(List.of(new FlowProblem(place, "ivr.flow.json")));
    }
    FlowCheck.check(flow);
    return flow;
  }

  /** A value as it is kept in the database. */
  static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw HubException.internal("ivr.flow.unwritable", e);
    }
  }

  /** The reverse of {@link #write} for what is no flow. */
  static <T> T read(String json, Class<T> type) {
    try {
      return MAPPER.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw HubException.internal("ivr.flow.unreadable", e);
    }
  }

  /** A definition that is kept, as an object for the REST interface. */
  static Map<String, Object> object(String json) {
    try {
      return MAPPER.readValue(json, new TypeReference<Map<String, Object>>() {});
    } catch (JsonProcessingException e) {
      throw HubException.internal("ivr.flow.unreadable", e);
    }
  }

  /** The reverse of {@link #object}. */
  static String text(Map<String, Object> definition) {
    try {
      return MAPPER.writeValueAsString(definition);
    } catch (JsonProcessingException e) {
      throw HubException.internal("ivr.flow.unwritable", e);
    }
  }

  private static String path(JsonMappingException e) {
    return e.getPath().stream()
        .map(r -> r.getFieldName() == null ? String.valueOf(r.getIndex()) : r.getFieldName())
        .collect(Collectors.joining("."));
  }
}
