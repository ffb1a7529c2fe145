// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.citizen;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.shuniu.api.business.BusinessSchemas;
import org.shuniu.api.hub.Connectors;

/**
 * What agents may ask and order of business links for a citizen, as far as the links that run offer
 * it and a schema says what to ask and show.
 */
final class Offers {
  /** Of what nobody has written down all that is known is that it is about somebody. */
  private static final Set<String> IDENTITY = Set.of("identity");

  private static final Map<String, Map<String, Object>> SCHEMAS = schemas();

  private Offers() {}

  private static Map<String, Map<String, Object>> schemas() {
    Map<String, Map<String, Object>> all = new HashMap<>();
    BusinessSchemas.operations()
        .keySet()
        .forEach(name -> all.put(name, Json.read(BusinessSchemas.text(name).orElseThrow())));
    return Map.copyOf(all);
  }

  /** The fields that the hub gives of the citizen by itself. */
  static Set<String> given(String operation) {
    Map<String, Object> schema = SCHEMAS.get(operation);
    if (schema == null) {
      return IDENTITY;
    }
    Set<String> given = new TreeSet<>();
    part(part(part(schema, "$defs"), "in"), "properties")
        .forEach(
            (field, value) -> {
              if (value instanceof Map<?, ?> known && "citizen".equals(known.get("x-given"))) {
                given.add(String.valueOf(field));
              }
            });
    return given;
  }

  private static Map<?, ?> part(Map<?, ?> map, String name) {
    return map.get(name) instanceof Map<?, ?> part ? part : Map.of();
  }

  /** Those of the usual link first, each link's in the order of the operations. */
  static List<BusinessOffer> of(Connectors connectors, Settings settings) {
    List<String> links = new ArrayList<>(List.of(settings.link()));
    settings.others().stream().sorted().filter(l -> !links.contains(l)).forEach(links::add);
    List<Connectors.Status> running = connectors.list();
    return links.stream()
        .flatMap(
            link ->
                running.stream()
                    .filter(each -> each.seam().equals("business"))
                    .filter(each -> each.instance().equals(link))
                    .limit(1))
        .flatMap(link -> of(link, settings).stream())
        .toList();
  }

  private static List<BusinessOffer> of(Connectors.Status link, Settings settings) {
    return BusinessSchemas.operations().entrySet().stream()
        .filter(known -> link.capabilities().contains(known.getKey()))
        .filter(
            known ->
                settings.queries().contains(known.getKey())
                    || settings.orders().contains(known.getKey()))
        .map(
            known ->
                new BusinessOffer(
                    link.instance(),
                    known.getKey(),
                    settings.orders().contains(known.getKey()),
                    known.getValue(),
                    link.link().status().name(),
                    Optional.ofNullable(SCHEMAS.get(known.getKey())).orElseThrow()))
        .toList();
  }
}
