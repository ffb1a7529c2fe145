// SPDX-License-Identifier: Apache-2.0
package org.shuniu.build.openapi;

import io.swagger.v3.jaxrs2.ext.AbstractOpenAPIExtension;
import io.swagger.v3.jaxrs2.ext.OpenAPIExtension;
import io.swagger.v3.oas.models.Operation;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Writes what {@code @Needs} declares into the document: {@code x-permission}, a list of which one
 * is enough, or a permission for each value of the parameter in {@code x-permission-by}; and {@code
 * x-foreign-region}. Read by name: the annotation's class is that of the module being built.
 */
public final class NeedsExtension extends AbstractOpenAPIExtension {
  private static final String NEEDS = "org.shuniu.api.hub.Needs";

  @Override
  public void decorateOperation(
      Operation operation, Method method, Iterator<OpenAPIExtension> chain) {
    Arrays.stream(method.getAnnotations())
        .filter(annotation -> annotation.annotationType().getName().equals(NEEDS))
        .forEach(annotation -> declare(operation, annotation));
    super.decorateOperation(operation, method, chain);
  }

  private static void declare(Operation operation, Annotation needs) {
    String[] permissions = (String[]) element(needs, "value");
    String by = (String) element(needs, "by");
    if (by.isEmpty()) {
      operation.addExtension("x-permission", permissions);
    } else {
      Map<String, String> each = new LinkedHashMap<>();
      for (String pair : permissions) {
        int at = pair.indexOf('=');
        each.put(pair.substring(0, at), pair.substring(at + 1));
      }
      operation.addExtension("x-permission-by", by);
      operation.addExtension("x-permission", each);
    }
    String foreign = element(needs, "foreign").toString().toLowerCase(Locale.ROOT);
    operation.addExtension("x-foreign-region", foreign);
  }

  private static Object element(Annotation annotation, String name) {
    try {
      return annotation.annotationType().getMethod(name).invoke(annotation);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
