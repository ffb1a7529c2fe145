// SPDX-License-Identifier: Apache-2.0
package org.shuniu.web.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.shuniu.api.hub.Sessions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One OpenAPI document out of those that the bundles carry. */
final class OpenApi {
  private static final Logger LOG = LoggerFactory.getLogger(OpenApi.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> METHODS = List.of("get", "put", "post", "delete", "patch");
  private static final String FRAME =
      """
      {"openapi":"3.0.1",
       "info":{"title":"Shuniu 枢纽","version":"1","license":{"name":"Apache-2.0"}},
       "security":[{"session":[],"csrf":[]}],
       "paths":{},
       "components":{
         "schemas":{"Error":{"type":"object","required":["code","args","traceId"],"properties":{
           "code":{"type":"string"},"args":{"type":"object"},"traceId":{"type":"string"}}}},
         "responses":{"Error":{"description":"Any failure; the code is stable",
           "content":{"application/json":{"schema":{"$ref":"#/components/schemas/Error"}}}}},
         "securitySchemes":{
           "session":{"type":"apiKey","in":"cookie","name":"%s"},
           "csrf":{"type":"apiKey","in":"header","name":"%s"}}}}
      """
          .formatted(Sessions.COOKIE, Sessions.CSRF_HEADER);

  private OpenApi() {}

  /** The documents of the bundles, by symbolic name, as one. */
  static byte[] merge(Map<String, URL> documents, String prefix) {
    try {
      ObjectNode whole = (ObjectNode) JSON.readTree(FRAME);
      for (Map.Entry<String, URL> document : documents.entrySet()) {
        add(whole, document.getKey(), JSON.readTree(document.getValue()), prefix);
      }
      return JSON.writeValueAsBytes(whole);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void add(ObjectNode whole, String bundle, JsonNode part, String prefix) {
    ObjectNode schemas = (ObjectNode) whole.at("/components/schemas");
    List<String> renamed = new ArrayList<>();
    part.at("/components/schemas")
        .properties()
        .forEach(
            schema -> {
              JsonNode other = schemas.get(schema.getKey());
              if (other == null) {
                schemas.set(schema.getKey(), schema.getValue());
              } else if (!other.equals(schema.getValue())) {
                renamed.add(schema.getKey());
              }
            });
    if (!renamed.isEmpty()) {
      // Two bundles mean different things by one name: the later one gets its bundle's name added.
      String suffix = bundle.substring(bundle.lastIndexOf('.'));
      LOG.warn("schemas {} of {} carry the names of others", renamed, bundle);
      add(whole, bundle, rename(part, renamed, suffix), prefix);
      return;
    }
    ObjectNode paths = (ObjectNode) whole.get("paths");
    part.path("paths")
        .properties()
        .forEach(
            path -> {
              METHODS.forEach(method -> complete(path.getValue().path(method)));
              paths.set(prefix + path.getKey(), path.getValue());
            });
  }

  private static JsonNode rename(JsonNode part, List<String> names, String suffix) {
    try {
      String text = JSON.writeValueAsString(part);
      for (String name : names) {
        text =
            text.replace("schemas/" + name + "\"", "schemas/" + name + suffix + "\"")
                .replace("\"" + name + "\":{", "\"" + name + suffix + "\":{");
      }
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The generator calls the only answer it knows the default one; here the default is an error. */
  private static void complete(JsonNode operation) {
    if (!(operation.path("responses") instanceof ObjectNode responses)) {
      return;
    }
    JsonNode only = responses.remove("default");
    if (only instanceof ObjectNode answer) {
      answer.put("description", answer.has("content") ? "Done" : "Done, nothing to tell");
      responses.set(answer.has("content") ? "200" : "204", answer);
    }
    responses.putObject("default").put("$ref", "#/components/responses/Error");
  }
}
