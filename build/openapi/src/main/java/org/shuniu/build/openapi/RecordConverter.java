// SPDX-License-Identifier: Apache-2.0
package org.shuniu.build.openapi;

import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Describes records as the gateway writes them: a component is required unless it is an {@code
 * Optional} or {@code @Nullable}, a region is its twelve digits and a duration ISO-8601 text.
 */
public final class RecordConverter implements ModelConverter {
  private static final String SCHEMAS = "#/components/schemas/";
  private static final String REGION = "org.shuniu.api.base.Region";

  @Override
  public @Nullable Schema<?> resolve(
      AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
    JavaType javaType = Json.mapper().constructType(type.getType());
    Class<?> raw = javaType == null ? Object.class : javaType.getRawClass();
    if (raw.getName().equals(REGION)) {
      return new StringSchema().pattern("^[0-9]{12}$");
    }
    if (raw == Duration.class) {
      return new StringSchema().format("duration");
    }
    if (!chain.hasNext()) {
      return null;
    }
    Schema<?> schema = chain.next().resolve(type, context, chain);
    if (schema != null && raw.isRecord()) {
      require(raw, defined(schema, context));
    }
    return schema;
  }

  /** The schema of the record itself, where the generator answered with a reference to it. */
  private static Schema<?> defined(Schema<?> schema, ModelConverterContext context) {
    String reference = schema.get$ref();
    if (reference == null || !reference.startsWith(SCHEMAS)) {
      return schema;
    }
    Schema<?> target = context.getDefinedModels().get(reference.substring(SCHEMAS.length()));
    return target == null ? schema : target;
  }

  private static void require(Class<?> raw, Schema<?> schema) {
    if (schema.getProperties() == null) {
      return;
    }
    List<String> required =
        Arrays.stream(raw.getRecordComponents())
            .filter(component -> !optional(component))
            .map(RecordComponent::getName)
            .filter(schema.getProperties()::containsKey)
            .toList();
    if (!required.isEmpty()) {
      schema.setRequired(required);
    }
  }

  private static boolean optional(RecordComponent component) {
    return component.getType() == Optional.class
        || nullable(component)
        || nullable(component.getAnnotatedType());
  }

  private static boolean nullable(AnnotatedElement element) {
    return Arrays.stream(element.getAnnotations())
        .anyMatch(annotation -> annotation.annotationType().getSimpleName().equals("Nullable"));
  }
}
