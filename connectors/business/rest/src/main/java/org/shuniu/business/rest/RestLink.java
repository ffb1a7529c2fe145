// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.rest;

import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.shuniu.api.business.spi.BusinessContext;
import org.shuniu.api.business.spi.BusinessLink;
import org.shuniu.api.hub.Secrets;
import org.shuniu.business.kit.Callback;
import org.shuniu.business.kit.Door;
import org.shuniu.business.kit.Json;
import org.shuniu.business.kit.Whiteboard;
import org.shuniu.business.kit.mapping.MappingError;
import org.shuniu.business.kit.mapping.MappingFile;
import org.shuniu.business.kit.mapping.MappingLink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A link by JSON over HTTP, made by a configuration and a mapping file (L6). */
@Component(
    service = BusinessLink.class,
    configurationPid = "org.shuniu.business.rest",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = RestConfig.class, factory = true)
public final class RestLink extends MappingLink<RestPart> {
  private static final Logger LOG = LoggerFactory.getLogger(RestLink.class);

  private final Optional<Callback.Settings> callback;
  private final Door door;
  private Optional<AutoCloseable> open = Optional.empty();

  /** Made by the component runtime. */
  @Activate
  public RestLink(RestConfig config, @Reference Secrets secrets, BundleContext bundle) {
    this(config, secrets, MappingFile.directory(bundle), new Whiteboard(bundle, "rest"));
  }

  RestLink(RestConfig config, Secrets secrets, Path mappings, Door door) {
    super(
        RestSettings.of(config, secrets, new MappingFile(mappings, config.mapping())),
        new RestCarrier(
            RestSettings.base(config),
            RestSettings.charset(config),
            Authentications.of(config, secrets, Clock.systemUTC())));
    this.callback =
        config.callback() ? Optional.of(RestSettings.callback(config, secrets)) : Optional.empty();
    this.door = door;
  }

  @Override
  protected void opened(BusinessContext context) {
    open =
        callback.map(
            settings ->
                door.open(context.instance(), new Callback(context, settings, this::notice)));
  }

  @Override
  protected void closed() {
    open.ifPresent(
        opened -> {
          try {
            opened.close();
          } catch (Exception e) {
            LOG.warn("The callback's door did not close: {}", e.toString());
          }
        });
    open = Optional.empty();
  }

  private Optional<Callback.Notice> notice(byte[] body) {
    try {
      return Json.object(body)
          .flatMap(object -> Json.value(object.toString()))
          .flatMap(this::told)
          .map(RestLink::notice)
          .filter(Callback.Notice::whole);
    } catch (MappingError e) {
      LOG.warn("{}: a notice could not be mapped: {}", this, e.fault());
      return Optional.empty();
    }
  }

  private static Callback.Notice notice(Map<String, Object> told) {
    Object content = told.get("content");
    Map<String, Object> fields = new LinkedHashMap<>();
    if (content instanceof Map<?, ?> map) {
      map.forEach((name, value) -> fields.put(String.valueOf(name), value));
    }
    return new Callback.Notice(
        String.valueOf(told.getOrDefault("notice", "")),
        String.valueOf(told.getOrDefault("matter", "")),
        String.valueOf(told.getOrDefault("operation", "")),
        fields);
  }
}
