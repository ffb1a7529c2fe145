// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.Secrets;
import org.shuniu.core.settings.SettingsForm.SettingsUnknown;
import org.shuniu.core.settings.SettingsGroup.SettingsInstance;
import org.shuniu.core.settings.SettingsVersion.SettingsChange;

/** Configurations as screens show them. No secret passes here. */
@Component(service = Views.class)
public class Views {
  private final Etc etc;
  private final Running running;
  private final Secrets secrets;
  private final History history;
  private final Probes probes;

  @Activate
  public Views(
      @Reference Etc etc,
      @Reference Running running,
      @Reference Secrets secrets,
      @Reference History history,
      @Reference Probes probes) {
    this.etc = etc;
    this.running = running;
    this.secrets = secrets;
    this.history = history;
    this.probes = probes;
  }

  List<SettingsGroup> groups(List<Schema> schemas) {
    List<String> files = etc.ids();
    return schemas.stream()
        .map(
            schema ->
                new SettingsGroup(
                    schema.pid(),
                    schema.factory(),
                    schema.bundle(),
                    schema.version(),
                    schema.name(),
                    schema.help(),
                    ids(schema, files).stream().map(id -> instance(schema, id)).toList()))
        .toList();
  }

  private static List<String> ids(Schema schema, List<String> files) {
    return schema.factory() ? files.stream().filter(schema::owns).toList() : List.of(schema.pid());
  }

  private SettingsInstance instance(Schema schema, String id) {
    ConfigFile.Content content = etc.file(id).read();
    List<SettingsField> fields = fields(schema, content, false);
    return new SettingsInstance(
        id,
        schema.instance(id),
        schema.factory() ? connector(fields) : Optional.empty(),
        content.readable(),
        (int) fields.stream().filter(f -> !f.values().equals(f.defaults())).count(),
        (int) fields.stream().filter(f -> f.problem().isPresent()).count());
  }

  private static Optional<String> connector(List<SettingsField> fields) {
    return fields.stream()
        .filter(field -> field.id().equals("name"))
        .flatMap(field -> field.values().stream())
        .findFirst();
  }

  SettingsForm form(Schema schema, String id) {
    ConfigFile.Content content = etc.file(id).read();
    if (schema.factory() && !content.there()) {
      throw HubException.notFound("settings.unknown", id);
    }
    return new SettingsForm(
        id,
        schema.pid(),
        schema.factory(),
        schema.instance(id),
        schema.bundle(),
        schema.version(),
        schema.name(),
        schema.help(),
        content.revision(),
        content.there(),
        content.readable(),
        running.matches(id, content),
        probes.offered(schema.bundle()),
        fields(schema, content, true),
        unknown(schema, content));
  }

  /** The form of an instance that is not there yet. */
  SettingsForm blank(Schema schema) {
    return new SettingsForm(
        schema.pid(),
        schema.pid(),
        true,
        Optional.empty(),
        schema.bundle(),
        schema.version(),
        schema.name(),
        schema.help(),
        ConfigFile.Content.NONE.revision(),
        false,
        true,
        true,
        probes.offered(schema.bundle()),
        fields(schema, ConfigFile.Content.NONE, false),
        List.of());
  }

  private List<SettingsField> fields(Schema schema, ConfigFile.Content content, boolean resolve) {
    return schema.attributes().stream().map(a -> field(a, content, resolve)).toList();
  }

  private SettingsField field(Attribute attribute, ConfigFile.Content content, boolean resolve) {
    Optional<List<String>> stored =
        Optional.ofNullable(content.values().get(attribute.id())).map(attribute::read);
    List<String> values = stored.orElse(attribute.defaults());
    return new SettingsField(
        attribute.id(),
        attribute.name(),
        attribute.help(),
        attribute.type(),
        attribute.list(),
        attribute.secret(),
        attribute.defaults(),
        attribute.options(),
        attribute.min(),
        attribute.max(),
        stored.isPresent(),
        attribute.secret() ? Values.shown(attribute.id(), values) : values,
        resolve && attribute.secret() ? found(values) : Optional.empty(),
        stored.flatMap(attribute::problem));
  }

  /** Whether all that is referred to is there; of nothing, nothing is told. */
  private Optional<Boolean> found(List<String> values) {
    List<String> references = values.stream().filter(Values::reference).toList();
    if (references.isEmpty()) {
      return Optional.empty();
    }
    try {
      references.forEach(secrets::resolve);
      return Optional.of(true);
    } catch (HubException e) {
      return Optional.of(false);
    }
  }

  private static List<SettingsUnknown> unknown(Schema schema, ConfigFile.Content content) {
    return content.values().entrySet().stream()
        .filter(entry -> schema.attribute(entry.getKey()).isEmpty())
        .map(
            entry ->
                new SettingsUnknown(entry.getKey(), Values.shown(entry.getKey(), entry.getValue())))
        .toList();
  }

  /** Newest first; one row more than asked for tells that there are more. */
  List<SettingsVersion> versions(String id, int before, int limit) {
    List<VersionRow> rows = history.before(id, before, limit + 1);
    Map<String, List<String>> present = Values.shown(etc.file(id).read().values());
    List<SettingsVersion> versions = new ArrayList<>();
    for (int i = 0; i < Math.min(limit, rows.size()); i++) {
      VersionRow row = rows.get(i);
      Map<String, List<String>> content = history.content(row);
      Map<String, List<String>> former =
          i + 1 < rows.size() ? history.content(rows.get(i + 1)) : Map.of();
      versions.add(
          new SettingsVersion(
              row.number,
              row.at,
              Optional.ofNullable(row.login),
              row.kind,
              changes(former, content),
              changes(present, content)));
    }
    return versions;
  }

  private static List<SettingsChange> changes(
      Map<String, List<String>> before, Map<String, List<String>> after) {
    TreeSet<String> keys = new TreeSet<>(before.keySet());
    keys.addAll(after.keySet());
    return keys.stream()
        .map(
            key ->
                new SettingsChange(
                    key, Optional.ofNullable(before.get(key)), Optional.ofNullable(after.get(key))))
        .filter(change -> !change.before().equals(change.after()))
        .toList();
  }
}
